import CSystem
import Glibc

/// The socket on which connections arrive.
final class ListeningSocket: Sendable {
    enum Accepted {
        case channel(Channel)
        case none
        /// The process or the machine has no descriptor or memory left; a later call may succeed.
        case exhausted(String)
        case failed(String)
    }

    let descriptor: Int32
    /// The socket's file; nil if this process did not make one.
    private let path: String?
    /// Whether no other process shares it.
    private let isOwn: Bool

    /// Connections that may wait to be accepted; nginx's own default.
    private static let backlog: Int32 = 511

    /// Makes the socket of `endpoint` or takes it over; throws `FastCGIError.cannotListen`.
    init(_ endpoint: Endpoint) throws {
        if case .inherited = endpoint { isOwn = false } else { isOwn = true }
        switch endpoint {
        case .unix(let path):
            descriptor = try Self.bindUnix(path)
            self.path = path
        case .loopback(let port):
            descriptor = try Self.bindLoopback(port)
            path = nil
        case .inherited(let inherited):
            descriptor = try Self.takeOver(inherited)
            path = nil
        }
    }

    deinit { close(descriptor) }

    /// After this the system refuses new connections, unless another process shares the socket.
    func refuse() {
        if isOwn { shutdown(descriptor, Int32(SHUT_RDWR)) }
    }

    /// After this no peer finds the socket, but connections of the backlog can still be accepted.
    func removeFile() {
        if let path { unlink(path) }
    }

    /// The port listened on; nil for a unix socket.
    var port: UInt16? {
        var address = sockaddr_in()
        var size = socklen_t(MemoryLayout<sockaddr_in>.size)
        let failed = withUnsafeMutablePointer(to: &address) {
            $0.withMemoryRebound(to: sockaddr.self, capacity: 1) { getsockname(descriptor, $0, &size) }
        }
        return failed == 0 && address.sin_family == sa_family_t(AF_INET) ? address.sin_port.bigEndian : nil
    }

    /// Calls accept4(2) once, without blocking.
    func accept() -> Accepted {
        let accepted = csystem_accept(descriptor)
        if accepted >= 0 { return .channel(Channel(owning: accepted)) }
        switch errno {
        case EAGAIN, EINTR, ECONNABORTED, EPROTO: return .none
        case EMFILE, ENFILE, ENOMEM, ENOBUFS: return .exhausted(reason(errno))
        default: return .failed(reason(errno))
        }
    }

    static func isListening(_ descriptor: Int32) -> Bool {
        var flag: Int32 = 0
        var size = socklen_t(MemoryLayout<Int32>.size)
        return getsockopt(descriptor, SOL_SOCKET, SO_ACCEPTCONN, &flag, &size) == 0 && flag != 0
    }
}

extension ListeningSocket {
    private static func bindUnix(_ path: String) throws -> Int32 {
        var address = try unixAddress(path)
        try removeStale(path, &address)
        let descriptor = try made(AF_UNIX)
        let size = socklen_t(MemoryLayout<sockaddr_un>.size)
        let bound = withUnsafePointer(to: &address) {
            $0.withMemoryRebound(to: sockaddr.self, capacity: 1) { bind(descriptor, $0, size) }
        }
        // The mode is set before listen(2), until which nobody can connect: the umask does not matter.
        guard bound == 0, chmod(path, 0o660) == 0, listen(descriptor, backlog) == 0 else {
            defer { close(descriptor) }
            throw FastCGIError.cannotListen("The socket \(path) cannot be made: \(reason(errno)).")
        }
        return descriptor
    }

    /// Removes a socket whose server is dead; throws for one that is in use and for a file that is no socket.
    private static func removeStale(_ path: String, _ address: inout sockaddr_un) throws {
        var status = stat()
        guard lstat(path, &status) == 0 else { return }
        guard status.st_mode & S_IFMT == S_IFSOCK else {
            throw FastCGIError.cannotListen("\(path) exists and is not a socket.")
        }
        let probe = try made(AF_UNIX)
        defer { close(probe) }
        let size = socklen_t(MemoryLayout<sockaddr_un>.size)
        let connected = withUnsafePointer(to: &address) {
            $0.withMemoryRebound(to: sockaddr.self, capacity: 1) { connect(probe, $0, size) }
        }
        // EAGAIN comes from a server whose backlog is full.
        if connected == 0 || errno == EAGAIN {
            throw FastCGIError.cannotListen("Another server listens on \(path).")
        }
        guard errno == ECONNREFUSED, unlink(path) == 0 else {
            throw FastCGIError.cannotListen("The old socket \(path) cannot be removed: \(reason(errno)).")
        }
    }

    private static func unixAddress(_ path: String) throws -> sockaddr_un {
        var address = sockaddr_un()
        address.sun_family = sa_family_t(AF_UNIX)
        let capacity = MemoryLayout.size(ofValue: address.sun_path)
        guard !path.isEmpty, path.utf8.count < capacity, !path.utf8.contains(0) else {
            throw FastCGIError.cannotListen("A socket's path must have 1 to \(capacity - 1) bytes.")
        }
        withUnsafeMutableBytes(of: &address.sun_path) { $0.copyBytes(from: path.utf8) }
        return address
    }

    private static func bindLoopback(_ port: UInt16) throws -> Int32 {
        let descriptor = try made(AF_INET)
        var yes: Int32 = 1
        setsockopt(descriptor, SOL_SOCKET, SO_REUSEADDR, &yes, socklen_t(MemoryLayout<Int32>.size))
        var address = sockaddr_in()
        address.sin_family = sa_family_t(AF_INET)
        address.sin_port = port.bigEndian
        address.sin_addr = in_addr(s_addr: UInt32(0x7F00_0001).bigEndian)
        let bound = withUnsafePointer(to: &address) {
            $0.withMemoryRebound(to: sockaddr.self, capacity: 1) {
                bind(descriptor, $0, socklen_t(MemoryLayout<sockaddr_in>.size))
            }
        }
        guard bound == 0, listen(descriptor, backlog) == 0 else {
            defer { close(descriptor) }
            throw FastCGIError.cannotListen("127.0.0.1:\(port) cannot be listened on: \(reason(errno)).")
        }
        return descriptor
    }

    /// A copy above the standard descriptors, closed at exec. It is never shut down, because other processes may share it.
    private static func takeOver(_ inherited: Int32) throws -> Int32 {
        guard isListening(inherited) else {
            throw FastCGIError.cannotListen("Descriptor \(inherited) is not a listening socket.")
        }
        let descriptor = csystem_fcntl(inherited, F_DUPFD_CLOEXEC, 3)
        guard descriptor >= 0 else {
            throw FastCGIError.cannotListen("Descriptor \(inherited) cannot be taken over: \(reason(errno)).")
        }
        _ = csystem_fcntl(descriptor, F_SETFL, csystem_fcntl(descriptor, F_GETFL, 0) | O_NONBLOCK)
        releaseOriginal(inherited)
        return descriptor
    }

    /// Standard input must stay open: otherwise the next file that is opened becomes it.
    private static func releaseOriginal(_ inherited: Int32) {
        guard inherited == STDIN_FILENO else {
            close(inherited)
            return
        }
        let null = open("/dev/null", O_RDONLY | O_CLOEXEC)
        guard null > 0 else { return }
        dup2(null, STDIN_FILENO)
        close(null)
    }

    private static func made(_ family: Int32) throws -> Int32 {
        let descriptor = csystem_socket(family)
        guard descriptor >= 0 else { throw FastCGIError.cannotListen("There is no socket: \(reason(errno)).") }
        return descriptor
    }
}

/// strerror(3) of an `errno`.
func reason(_ code: Int32) -> String { String(cString: strerror(code)) }
