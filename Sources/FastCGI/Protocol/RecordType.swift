import CFastCGI

/// The type of a record, FastCGI 1.0 section 8. A peer may send any byte, so this is no enumeration.
struct RecordType: RawRepresentable, Equatable, Sendable {
    static let beginRequest = RecordType(FCGI_BEGIN_REQUEST)
    static let abortRequest = RecordType(FCGI_ABORT_REQUEST)
    static let endRequest = RecordType(FCGI_END_REQUEST)
    static let parameters = RecordType(FCGI_PARAMS)
    static let standardInput = RecordType(FCGI_STDIN)
    static let standardOutput = RecordType(FCGI_STDOUT)
    static let getValues = RecordType(FCGI_GET_VALUES)
    static let getValuesResult = RecordType(FCGI_GET_VALUES_RESULT)
    static let unknownType = RecordType(FCGI_UNKNOWN_TYPE)

    let rawValue: UInt8

    init(rawValue: UInt8) { self.rawValue = rawValue }

    private init(_ constant: Int32) { rawValue = UInt8(constant) }
}
