import CMariaDB

/// The format of a column's values in the bytes of a row.
enum ColumnType: UInt8 {
    case int8, int16, int32, int64, uint8, uint16, uint32, float, double, time, bytes, other

    init(_ field: MYSQL_FIELD) {
        let isUnsigned = field.flags & UInt32(UNSIGNED_FLAG) != 0
        self =
            switch field.type {
            case MYSQL_TYPE_TINY: isUnsigned ? .uint8 : .int8
            case MYSQL_TYPE_SHORT, MYSQL_TYPE_YEAR: isUnsigned ? .uint16 : .int16
            case MYSQL_TYPE_INT24, MYSQL_TYPE_LONG: isUnsigned ? .uint32 : .int32
            case MYSQL_TYPE_LONGLONG: .int64
            case MYSQL_TYPE_FLOAT: .float
            case MYSQL_TYPE_DOUBLE: .double
            case MYSQL_TYPE_DATE, MYSQL_TYPE_DATETIME, MYSQL_TYPE_TIMESTAMP: .time
            case MYSQL_TYPE_TIME: .other
            default: .bytes
            }
    }

    /// The size of every value in bytes; nil if each value begins with its length.
    @inline(__always)
    var fixedSize: Int? {
        switch self {
        case .int8, .uint8: 1
        case .int16, .uint16: 2
        case .int32, .uint32, .float: 4
        case .int64, .double: 8
        case .time, .bytes, .other: nil
        }
    }
}
