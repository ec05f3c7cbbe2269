import Compression

/// Writes a ZIP file piece by piece: each entry when it is added, the directory at the end. Holds one entry and the
/// directory. Files and numbers of entries beyond 4 GiB and 65,535 are written as ZIP64 (APPNOTE 6.3.10).
package struct ZipWriter {
    package typealias Sink = (ArraySlice<UInt8>) throws -> Void

    private let sink: Sink
    private var directory: [UInt8] = []
    private var count: UInt64 = 0
    private var offset: UInt64 = 0

    package init(_ sink: @escaping Sink) { self.sink = sink }

    /// Versions that are needed to read: with folders and Deflate, and with ZIP64.
    private static let version: UInt16 = 20
    private static let zip64: UInt16 = 45
    /// The names are UTF-8.
    private static let flags: UInt16 = 0x0800
    /// MS-DOS's first day, 1980-01-01: entries say no time.
    private static let date: UInt16 = 0x21

    /// - Parameters:
    ///   - name: Relative, parts divided by slashes; the caller keeps names apart.
    ///   - isPacked: False for bytes that are compressed already.
    package mutating func add(_ name: String, _ bytes: [UInt8], isPacked: Bool) throws {
        let data = isPacked ? try Deflate.compress(bytes, .bare) : bytes
        let method: UInt16 = isPacked ? 8 : 0
        let facts =
            Self.number(Self.flags) + Self.number(method) + Self.number(UInt16(0)) + Self.number(Self.date)
            + Self.number(Deflate.crc32(bytes)) + Self.number(UInt32(data.count)) + Self.number(UInt32(bytes.count))
            + Self.number(UInt16(name.utf8.count))
        try write(
            Self.number(0x0403_4B50 as UInt32) + Self.number(Self.version) + facts + Self.number(UInt16(0))
                + Array(name.utf8))
        note(name, facts, at: offset - UInt64(30 + name.utf8.count))
        try write(data)
        count += 1
    }

    /// Writes the directory. Nothing can be added afterwards.
    package mutating func finish() throws {
        let (start, size) = (offset, UInt64(directory.count))
        try write(directory)
        if count >= 0xFFFF || start >= 0xFFFF_FFFF || size >= 0xFFFF_FFFF {
            let record = offset
            try write(
                Self.number(0x0606_4B50 as UInt32) + Self.number(44 as UInt64) + Self.number(Self.zip64)
                    + Self.number(Self.zip64) + Self.number(0 as UInt64) + Self.number(count) + Self.number(count)
                    + Self.number(size) + Self.number(start))
            try write(
                Self.number(0x0706_4B50 as UInt32) + Self.number(0 as UInt32) + Self.number(record)
                    + Self.number(1 as UInt32))
        }
        let entries = UInt16(clamping: count)
        try write(
            Self.number(0x0605_4B50 as UInt32) + Self.number(0 as UInt32) + Self.number(entries)
                + Self.number(entries) + Self.number(UInt32(clamping: size)) + Self.number(UInt32(clamping: start))
                + Self.number(UInt16(0)))
    }

    private mutating func note(_ name: String, _ facts: [UInt8], at start: UInt64) {
        let isFar = start >= 0xFFFF_FFFF
        let extra = isFar ? Self.number(UInt16(1)) + Self.number(UInt16(8)) + Self.number(start) : []
        let version = Self.number(isFar ? Self.zip64 : Self.version)
        directory += Self.number(0x0201_4B50 as UInt32) + version + version + facts
        // Lengths of the extra field and the comment, the disk, and attributes.
        directory += Self.number(UInt16(extra.count)) + [UInt8](repeating: 0, count: 10)
        directory += Self.number(UInt32(clamping: start)) + Array(name.utf8) + extra
    }

    private mutating func write(_ bytes: [UInt8]) throws {
        try sink(bytes[...])
        offset += UInt64(bytes.count)
    }

    private static func number(_ value: some FixedWidthInteger) -> [UInt8] {
        withUnsafeBytes(of: value.littleEndian) { Array($0) }
    }
}
