import CMariaDB

/// The buffers of a statement's bound values; C keeps pointers to them until the statement has run.
final class Parameters {
    let binds: UnsafeMutablePointer<MYSQL_BIND>
    let count: Int
    private var buffers: [UnsafeMutableRawPointer] = []

    init(_ values: [Value]) {
        count = values.count
        binds = .allocate(capacity: max(1, count))
        binds.initialize(repeating: MYSQL_BIND(), count: max(1, count))
        for (index, value) in values.enumerated() { bind(value, at: index) }
    }

    deinit {
        for buffer in buffers { buffer.deallocate() }
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
            let time = keep(MemoryLayout<MYSQL_TIME>.size).bindMemory(to: MYSQL_TIME.self, capacity: 1)
            CivilTime.fill(time, milliseconds: milliseconds)
            binds[index].buffer_type = MYSQL_TYPE_DATETIME
            binds[index].buffer = UnsafeMutableRawPointer(time)
        }
    }

    private func bind(_ number: some BitwiseCopyable, as type: enum_field_types, at index: Int) {
        let buffer = keep(8)
        buffer.storeBytes(of: number, as: Swift.type(of: number))
        binds[index].buffer_type = type
        binds[index].buffer = buffer
    }

    private func bind(_ bytes: UnsafeRawBufferPointer, as type: enum_field_types, at index: Int) {
        let buffer = keep(bytes.count)
        if let start = bytes.baseAddress { buffer.copyMemory(from: start, byteCount: bytes.count) }
        binds[index].buffer_type = type
        binds[index].buffer = buffer
        binds[index].buffer_length = UInt(bytes.count)
        binds[index].length_value = UInt(bytes.count)
    }

    private func keep(_ count: Int) -> UnsafeMutableRawPointer {
        let buffer = UnsafeMutableRawPointer.allocate(byteCount: max(8, count), alignment: 8)
        buffers.append(buffer)
        return buffer
    }
}
