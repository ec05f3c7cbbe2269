/// Where requests come in.
package enum Endpoint: Sendable, Equatable {
    /// A unix socket that this process makes, mode 0660: who may connect is who may write to it.
    case unix(path: String)
    /// 127.0.0.1 only: there is no authentication at this border. Port 0 lets the system choose.
    case loopback(port: UInt16)
    /// A listening socket that somebody else made: spawn-fcgi, mod_fcgid, systemd.
    case inherited(descriptor: Int32)

    /// The listening socket that this process was started with: systemd's `LISTEN_FDS`, or standard input; nil if none.
    package static func inherited(environment: [String: String], processID: Int32) -> Endpoint? {
        if environment["LISTEN_PID"].flatMap({ Int32($0) }) == processID,
            let count = environment["LISTEN_FDS"].flatMap({ Int($0) }), count > 0
        {
            return .inherited(descriptor: 3)
        }
        return ListeningSocket.isListening(0) ? .inherited(descriptor: 0) : nil
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
