import CMariaDB

/// The buffer that one column of a result is fetched into; C keeps pointers to it while its statement lives.
///
/// A value, kept in memory of its `Row` and given back by it: a list reads thousands of columns, and counting who holds
/// each would cost more than reading it.
struct Column {
    private enum Kind { case int, double, time, bytes }

    /// What a column holds before a longer value comes.
    private static let smallCapacity = 256
    /// Above this the buffer is given back after the result.
    private static let largeCapacity = 64 * 1024

    private let kind: Kind
    private var capacity: Int
    private var buffer: UnsafeMutableRawPointer
    private let length = UnsafeMutablePointer<UInt>.allocate(capacity: 1)
    private let null = UnsafeMutablePointer<my_bool>.allocate(capacity: 1)
    private let error = UnsafeMutablePointer<my_bool>.allocate(capacity: 1)

    init(_ type: enum_field_types) {
        kind =
            switch type {
            case MYSQL_TYPE_TINY, MYSQL_TYPE_SHORT, MYSQL_TYPE_INT24, MYSQL_TYPE_LONG, MYSQL_TYPE_LONGLONG,
                MYSQL_TYPE_YEAR:
                .int
            case MYSQL_TYPE_FLOAT, MYSQL_TYPE_DOUBLE: .double
            case MYSQL_TYPE_DATE, MYSQL_TYPE_DATETIME, MYSQL_TYPE_TIMESTAMP: .time
            default: .bytes
            }
        capacity = kind == .bytes ? Column.smallCapacity : MemoryLayout<MYSQL_TIME>.size
        buffer = .allocate(byteCount: capacity, alignment: 16)
        length.initialize(to: 0)
        null.initialize(to: 0)
        error.initialize(to: 0)
    }

    func deallocate() {
        buffer.deallocate()
        length.deallocate()
        null.deallocate()
        error.deallocate()
    }

    func attach(to bind: inout MYSQL_BIND) {
        bind.buffer_type =
            switch kind {
            case .int: MYSQL_TYPE_LONGLONG
            case .double: MYSQL_TYPE_DOUBLE
            case .time: MYSQL_TYPE_DATETIME
            case .bytes: MYSQL_TYPE_STRING
            }
        bind.buffer = buffer
        bind.buffer_length = UInt(capacity)
        bind.length = length
        bind.is_null = null
        bind.error = error
    }

    var isNull: Bool { null.pointee != 0 }

    var isTruncated: Bool { kind == .bytes && !isNull && length.pointee > UInt(capacity) }

    mutating func grow() { replace(capacity: max(Int(clamping: length.pointee), capacity * 2)) }

    mutating func shrink() -> Bool {
        guard kind == .bytes, capacity > Column.largeCapacity else { return false }
        replace(capacity: Column.smallCapacity)
        return true
    }

    func int() -> Int? {
        guard kind == .int, !isNull else { return nil }
        return Int(buffer.load(as: Int64.self))
    }

    func double() -> Double? {
        guard !isNull else { return nil }
        switch kind {
        case .double: return buffer.load(as: Double.self)
        case .int: return Double(buffer.load(as: Int64.self))
        case .bytes: return text().flatMap(Double.init)
        case .time: return nil
        }
    }

    /// Also a DECIMAL's digits, exactly as the server writes them.
    func text() -> String? {
        guard kind == .bytes, !isNull else { return nil }
        return String(decoding: content, as: UTF8.self)
    }

    func bytes() -> [UInt8]? {
        guard kind == .bytes, !isNull else { return nil }
        return Array(content)
    }

    /// The bytes of a value that has exactly twelve of them, as two numbers, the first byte the highest.
    func twelveBytes() -> (high: UInt32, low: UInt64)? {
        guard kind == .bytes, !isNull, length.pointee == 12 else { return nil }
        return (
            UInt32(bigEndian: buffer.loadUnaligned(as: UInt32.self)),
            UInt64(bigEndian: buffer.loadUnaligned(fromByteOffset: 4, as: UInt64.self))
        )
    }

    func time() -> Int64? {
        guard kind == .time, !isNull else { return nil }
        return CivilTime.milliseconds(buffer.load(as: MYSQL_TIME.self))
    }

    /// The bytes of a text; none of NULL.
    var contentCount: Int { kind == .bytes && !isNull ? min(Int(clamping: length.pointee), capacity) : 0 }

    func copyContent(to target: UnsafeMutableRawBufferPointer) {
        target.copyMemory(from: UnsafeRawBufferPointer(start: buffer, count: contentCount))
    }

    private var content: UnsafeRawBufferPointer {
        UnsafeRawBufferPointer(start: buffer, count: min(Int(clamping: length.pointee), capacity))
    }

    private mutating func replace(capacity new: Int) {
        buffer.deallocate()
        capacity = new
        buffer = .allocate(byteCount: new, alignment: 16)
    }
}
