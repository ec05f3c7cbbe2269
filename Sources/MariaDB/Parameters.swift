import CMariaDB

/// The buffers of a statement's bound values; C keeps pointers to them until the statement has run.
final class Parameters {
    let binds: UnsafeMutablePointer<MYSQL_BIND>
    let count: Int
    /// The most bytes of the packet: each value has a type and a length, and the packet a header.
    let packetSize: Int
    /// All values in one buffer, each at a multiple of eight bytes: a list asks for a hundred ids at a time.
    private let buffer: UnsafeMutableRawPointer
    private var used = 0

    init(_ values: [Value]) {
        count = values.count
        binds = .allocate(capacity: max(1, count))
        binds.initialize(repeating: MYSQL_BIND(), count: max(1, count))
        let room = values.reduce(0) { $0 + Parameters.room($1.size) }
        packetSize = room + 16 * count + 64
        buffer = .allocate(byteCount: max(8, room), alignment: 8)
        for (index, value) in values.enumerated() { bind(value, at: index) }
    }

    deinit {
        buffer.deallocate()
        binds.deallocate()
    }

    private func bind(_ value: Value, at index: Int) {
        switch value {
        case .null: binds[index].buffer_type = MYSQL_TYPE_NULL
        case .int(let number): bind(number, as: MYSQL_TYPE_LONGLONG, at: index)
        case .double(let number): bind(number, as: MYSQL_TYPE_DOUBLE, at: index)
        case .text(var text): text.withUTF8 { bind(UnsafeRawBufferPointer($0), as: MYSQL_TYPE_STRING, at: index) }
        case .bytes(let bytes): bytes.withUnsafeBytes { bind($0, as: MYSQL_TYPE_BLOB, at: index) }
        case .time(let milliseconds):
            let time = take(MemoryLayout<MYSQL_TIME>.size).bindMemory(to: MYSQL_TIME.self, capacity: 1)
            CivilTime.fill(time, milliseconds: milliseconds)
            binds[index].buffer_type = MYSQL_TYPE_DATETIME
            binds[index].buffer = UnsafeMutableRawPointer(time)
        }
    }

    private func bind(_ number: some BitwiseCopyable, as type: enum_field_types, at index: Int) {
        let place = take(8)
        place.storeBytes(of: number, as: Swift.type(of: number))
        binds[index].buffer_type = type
        binds[index].buffer = place
    }

    private func bind(_ bytes: UnsafeRawBufferPointer, as type: enum_field_types, at index: Int) {
        let place = take(bytes.count)
        if let start = bytes.baseAddress { place.copyMemory(from: start, byteCount: bytes.count) }
        binds[index].buffer_type = type
        binds[index].buffer = place
        binds[index].buffer_length = UInt(bytes.count)
        binds[index].length_value = UInt(bytes.count)
    }

    private func take(_ size: Int) -> UnsafeMutableRawPointer {
        defer { used += Parameters.room(size) }
        return buffer + used
    }

    private static func room(_ size: Int) -> Int { (size + 7) / 8 * 8 }
}

extension Value {
    /// The size of the bound value in bytes.
    fileprivate var size: Int {
        switch self {
        case .null: 0
        case .int, .double: 8
        case .text(let text): text.utf8.count
        case .bytes(let bytes): bytes.count
        case .time: MemoryLayout<MYSQL_TIME>.size
        }
    }
}
