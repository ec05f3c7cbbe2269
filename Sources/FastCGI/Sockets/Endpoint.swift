import CFastCGI

/// The socket that the listener listens on.
package enum Endpoint: Sendable, Equatable {
    /// A unix socket that this process makes, with mode 0660: only its owner and group may connect.
    case unix(path: String)
    /// Only 127.0.0.1, because FastCGI has no authentication. Port 0 lets the system choose one.
    case loopback(port: UInt16)
    /// A listening socket made by spawn-fcgi, mod_fcgid or systemd.
    case inherited(descriptor: Int32)

    /// SD_LISTEN_FDS_START of sd_listen_fds(3).
    private static let firstSystemdDescriptor: Int32 = 3

    /// The listening socket that this process was started with: systemd's `LISTEN_FDS`, or standard input as FastCGI 1.0
    /// section 2.2 says; nil if there is none.
    package static func inherited(environment: [String: String], processID: Int32) -> Endpoint? {
        if environment["LISTEN_PID"].flatMap({ Int32($0) }) == processID,
            let count = environment["LISTEN_FDS"].flatMap({ Int($0) }), count > 0
        {
            return .inherited(descriptor: firstSystemdDescriptor)
        }
        let standardInput = FCGI_LISTENSOCK_FILENO
        return ListeningSocket.isListening(standardInput) ? .inherited(descriptor: standardInput) : nil
    }
}

extension Endpoint: CustomStringConvertible {
    package var description: String {
        switch self {
        case .unix(let path): "unix:\(path)"
        case .loopback(let port): "127.0.0.1:\(port)"
        case .inherited(let descriptor): "descriptor \(descriptor)"
        }
    }
}
