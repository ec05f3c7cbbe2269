import CFastCGI

/// How a request ended, as far as the protocol is concerned; FastCGI 1.0 section 5.5.
struct ProtocolStatus: RawRepresentable, Equatable, Sendable {
    static let requestComplete = ProtocolStatus(FCGI_REQUEST_COMPLETE)
    static let cannotMultiplex = ProtocolStatus(FCGI_CANT_MPX_CONN)
    static let unknownRole = ProtocolStatus(FCGI_UNKNOWN_ROLE)

    let rawValue: UInt8

    init(rawValue: UInt8) { self.rawValue = rawValue }

    private init(_ constant: Int32) { rawValue = UInt8(constant) }
}
