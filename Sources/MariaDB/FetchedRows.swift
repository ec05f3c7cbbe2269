import CMariaDB

/// A result's rows by the driver's public interface (`mysql_stmt_fetch`), for a driver whose internals are not known.
///
/// Writes each row in the server's format again, so that there is one way to read a row.
final class FetchedRows {
    private let statement: UnsafeMutablePointer<MYSQL_STMT>
    private let kinds: [ColumnType]
    private let binds: UnsafeMutablePointer<MYSQL_BIND>
    private let places: UnsafeMutablePointer<FetchedValue>

    /// Nil if the driver does not give the result's columns.
    init?(_ statement: UnsafeMutablePointer<MYSQL_STMT>) {
        guard let metadata = mysql_stmt_result_metadata(statement) else { return nil }
        defer { mysql_free_result(metadata) }
        let count = Int(mysql_num_fields(metadata))
        guard let fields = mysql_fetch_fields(metadata) else { return nil }
        self.statement = statement
        kinds = (0..<count).map { ColumnType(fields[$0]) }
        binds = .allocate(capacity: count)
        places = .allocate(capacity: count)
        binds.initialize(repeating: MYSQL_BIND(), count: count)
        places.initialize(repeating: FetchedValue(), count: count)
        for index in 0..<count { bind(index) }
    }

    deinit {
        binds.deallocate()
        places.deallocate()
    }

    func describe(_ row: Row) { row.describe(kinds) }

    /// Binds buffers for numbers and times; for other values the driver first reports only the length.
    private func bind(_ index: Int) {
        let place = places + index
        binds[index].buffer_type = kinds[index].bufferType
        binds[index].buffer = UnsafeMutableRawPointer(place)
        binds[index].buffer_length = kinds[index] == .bytes ? 0 : UInt(MemoryLayout<MYSQL_TIME>.size)
        binds[index].is_unsigned = kinds[index].isUnsigned ? 1 : 0
        binds[index].length = UnsafeMutableRawPointer(place)
            .advanced(by: FetchedValue.lengthOffset).assumingMemoryBound(to: UInt.self)
        binds[index].is_null = UnsafeMutableRawPointer(place)
            .advanced(by: FetchedValue.nullOffset).assumingMemoryBound(to: my_bool.self)
    }

    /// Passes each row to `body`; false if the driver failed.
    func pass(_ body: (UnsafeRawBufferPointer) throws -> Void) rethrows -> Bool {
        guard mysql_stmt_bind_result(statement, binds) == 0 else { return false }
        while true {
            switch mysql_stmt_fetch(statement) {
            case 0, Int32(MYSQL_DATA_TRUNCATED): break
            case Int32(MYSQL_NO_DATA): return true
            default: return false
            }
            guard let packet = packet() else { return false }
            try packet.withUnsafeBytes(body)
        }
    }

    /// The row in the server's format: a header byte, the NULL bitmap after two unused bits, then the values.
    private func packet() -> [UInt8]? {
        var packet = [UInt8](repeating: 0, count: 1 + (kinds.count + 9) / 8)
        for (index, kind) in kinds.enumerated() {
            if places[index].isNull != 0 {
                packet[1 + (index + 2) / 8] |= 1 << UInt8((index + 2) % 8)
            } else if kind == .bytes {
                guard append(bytesOf: index, to: &packet) else { return nil }
            } else {
                append(index, kind, to: &packet)
            }
        }
        return packet
    }

    private func append(_ index: Int, _ kind: ColumnType, to packet: inout [UInt8]) {
        let place = UnsafeMutableRawPointer(places + index)
        switch kind.fixedSize {
        case 1: packet.append(place.load(as: UInt8.self))
        case 2: packet.append(littleEndian: place.load(as: UInt16.self))
        case 4: packet.append(littleEndian: place.load(as: UInt32.self))
        case 8: packet.append(littleEndian: place.load(as: UInt64.self))
        default:
            // No statement reads a TIME.
            guard kind == .time else { return packet.append(0) }
            let time = place.load(as: MYSQL_TIME.self)
            packet.append(11)
            packet.append(littleEndian: UInt16(truncatingIfNeeded: time.year))
            packet += [time.month, time.day, time.hour, time.minute, time.second].map(UInt8.init(truncatingIfNeeded:))
            packet.append(littleEndian: UInt32(truncatingIfNeeded: time.second_part))
        }
    }

    /// Appends the length, which always takes eight bytes here, and the bytes.
    private func append(bytesOf index: Int, to packet: inout [UInt8]) -> Bool {
        let count = places[index].length
        packet.append(254)
        packet.append(littleEndian: UInt64(count))
        guard count > 0 else { return true }
        let start = packet.count
        packet += repeatElement(0, count: Int(count))
        return packet.withUnsafeMutableBytes { bytes in
            var bind = MYSQL_BIND()
            var (length, isNull): (UInt, my_bool) = (0, 0)
            bind.buffer_type = MYSQL_TYPE_BLOB
            bind.buffer = bytes.baseAddress.map { $0 + start }
            bind.buffer_length = count
            return withUnsafeMutablePointer(to: &length) { length in
                withUnsafeMutablePointer(to: &isNull) { isNull in
                    (bind.length, bind.is_null) = (length, isNull)
                    return mysql_stmt_fetch_column(statement, &bind, UInt32(index), 0) == 0
                }
            }
        }
    }
}

/// The driver's output buffer of one value.
private struct FetchedValue {
    /// A number or a time.
    var time = MYSQL_TIME()
    var length: UInt = 0
    var isNull: my_bool = 0

    static let lengthOffset = MemoryLayout<FetchedValue>.offset(of: \.length) ?? 0
    static let nullOffset = MemoryLayout<FetchedValue>.offset(of: \.isNull) ?? 0
}

extension ColumnType {
    /// The type to ask the driver for: the column's own.
    fileprivate var bufferType: enum_field_types {
        switch self {
        case .int8, .uint8: MYSQL_TYPE_TINY
        case .int16, .uint16: MYSQL_TYPE_SHORT
        case .int32, .uint32: MYSQL_TYPE_LONG
        case .int64: MYSQL_TYPE_LONGLONG
        case .float: MYSQL_TYPE_FLOAT
        case .double: MYSQL_TYPE_DOUBLE
        case .time: MYSQL_TYPE_DATETIME
        case .bytes: MYSQL_TYPE_BLOB
        case .other: MYSQL_TYPE_TIME
        }
    }

    fileprivate var isUnsigned: Bool { self == .uint8 || self == .uint16 || self == .uint32 }
}

extension [UInt8] {
    fileprivate mutating func append(littleEndian number: some FixedWidthInteger) {
        Swift.withUnsafeBytes(of: number.littleEndian) { append(contentsOf: $0) }
    }
}
