import CSystem
import Glibc

/// The epoll(7) set of one thread that answers: the listening socket, and the eventfd of the request queue.
///
/// The kernel wakes one thread for each connection, and that thread also answers it: a thread that only accepts would
/// have to wake a second one.
final class EpollSet: Sendable {
    enum Event {
        case connection
        case queuedRequest
    }

    private let descriptor: Int32
    private let listeningSocket: Int32
    private let eventFD: Int32

    init(listeningSocket: Int32, eventFD: Int32) throws {
        descriptor = csystem_epoll_create()
        self.listeningSocket = listeningSocket
        self.eventFD = eventFD
        guard descriptor >= 0, csystem_epoll_add(descriptor, listeningSocket) == 0,
            csystem_epoll_add(descriptor, eventFD) == 0
        else { throw FastCGIError.cannotListen("The socket cannot be polled: \(reason(errno)).") }
    }

    deinit { if descriptor >= 0 { close(descriptor) } }

    /// Blocks until something is ready; returns nil after a signal.
    func wait() -> Event? {
        switch csystem_epoll_wait(descriptor) {
        case listeningSocket: .connection
        case eventFD: .queuedRequest
        default: nil
        }
    }

    /// Reports no more connections, only queued requests.
    func removeListeningSocket() { csystem_epoll_remove(descriptor, listeningSocket) }
}
