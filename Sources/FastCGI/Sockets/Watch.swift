import CSystem
import Glibc

/// What one of the answering threads waits for: a connection at the socket, or a visit in line.
///
/// The kernel wakes one thread for each, which answers it itself: handing a connection from a thread that accepts to one
/// that answers would wake two.
final class Watch: Sendable {
    enum Event {
        case connection
        case visit
    }

    private let descriptor: Int32
    private let socket: Int32
    private let bell: Int32

    init(socket: Int32, bell: Int32) throws {
        descriptor = csystem_watch()
        self.socket = socket
        self.bell = bell
        guard descriptor >= 0, csystem_watch_add(descriptor, socket) == 0, csystem_watch_add(descriptor, bell) == 0
        else { throw FastCGIError.cannotListen("The socket cannot be watched: \(reason(errno)).") }
    }

    deinit { if descriptor >= 0 { close(descriptor) } }

    /// Waits; nil when it was for nothing.
    func next() -> Event? {
        switch csystem_watch_next(descriptor) {
        case socket: .connection
        case bell: .visit
        default: nil
        }
    }

    /// From now on only visits.
    func leaveSocket() { csystem_watch_remove(descriptor, socket) }
}
