import CMariaDB

/// One value in the bytes of a row; valid as long as the row.
///
/// It is read without a copy: the driver would first convert each value into a buffer, and a list reads thousands of
/// values.
struct Column {
    let kind: ColumnType
    /// Nil for NULL.
    let start: UnsafeRawPointer?
    let count: Int

    var isNull: Bool { start == nil }

    func int() -> Int? {
        guard let start else { return nil }
        return switch kind {
        case .int8: Int(start.load(as: Int8.self))
        case .int16: Int(Int16(littleEndian: start.loadUnaligned(as: Int16.self)))
        case .int32: Int(Int32(littleEndian: start.loadUnaligned(as: Int32.self)))
        case .int64: Int(Int64(littleEndian: start.loadUnaligned(as: Int64.self)))
        case .uint8: Int(start.load(as: UInt8.self))
        case .uint16: Int(UInt16(littleEndian: start.loadUnaligned(as: UInt16.self)))
        case .uint32: Int(UInt32(littleEndian: start.loadUnaligned(as: UInt32.self)))
        case .float, .double, .time, .bytes, .other: nil
        }
    }

    func double() -> Double? {
        guard let start else { return nil }
        return switch kind {
        case .float: Double(Float(bitPattern: UInt32(littleEndian: start.loadUnaligned(as: UInt32.self))))
        case .double: Double(bitPattern: UInt64(littleEndian: start.loadUnaligned(as: UInt64.self)))
        case .bytes: text().flatMap(Double.init)
        case .time, .other: nil
        default: int().map(Double.init)
        }
    }

    /// A text, or a DECIMAL's digits exactly as the server sent them.
    func text() -> String? { kind == .bytes && !isNull ? String(decoding: content, as: UTF8.self) : nil }

    func bytes() -> [UInt8]? { kind == .bytes && !isNull ? Array(content) : nil }

    /// A value of exactly twelve bytes as two big-endian numbers.
    func twelveBytes() -> (high: UInt32, low: UInt64)? {
        guard kind == .bytes, let start, count == 12 else { return nil }
        return (
            UInt32(bigEndian: start.loadUnaligned(as: UInt32.self)),
            UInt64(bigEndian: start.loadUnaligned(fromByteOffset: 4, as: UInt64.self))
        )
    }

    /// Milliseconds since 1970. The server omits trailing zero parts of a time.
    func time() -> Int64? {
        guard kind == .time, start != nil, count >= 4 else { return nil }
        let bytes = content
        func part(_ index: Int) -> UInt32 { index < count ? UInt32(bytes[index]) : 0 }
        let year = UInt32(UInt16(littleEndian: bytes.loadUnaligned(as: UInt16.self)))
        let microseconds =
            count >= 11 ? UInt32(littleEndian: bytes.loadUnaligned(fromByteOffset: 7, as: UInt32.self)) : 0
        let day = CivilTime.days(year: year, month: part(2), day: part(3))
        let seconds = part(4) &* 3600 &+ part(5) &* 60 &+ part(6)
        return (day * 86_400 + Int64(seconds)) * 1000 + Int64(microseconds / 1000)
    }

    /// The bytes that the server sent; empty for NULL.
    var content: UnsafeRawBufferPointer { UnsafeRawBufferPointer(start: start, count: count) }
}
