import CSystem
import Glibc

/// Starts threads, and throws if the machine refuses one. Foundation's Thread would silently not start, and its caller
/// would wait for ever.
package enum Threads {
    /// Runs `body` on a detached thread. Throws if the thread cannot be started.
    ///
    /// - Parameter stack: The stack's size in bytes; only the used part takes memory.
    package static func start(
        _ name: String, stack: Int = 1 << 20, _ body: @escaping @Sendable () -> Void
    ) throws(ThreadRefused) {
        var attributes = pthread_attr_t()
        pthread_attr_init(&attributes)
        defer { pthread_attr_destroy(&attributes) }
        pthread_attr_setdetachstate(&attributes, Int32(PTHREAD_CREATE_DETACHED))
        pthread_attr_setstacksize(&attributes, stack)
        let errand = Unmanaged.passRetained(Errand(name, body))
        var code = create(&attributes, errand)
        // A thread that has just ended counts towards the limits for a moment.
        for _ in 0..<5 where code == EAGAIN {
            usleep(20_000)
            code = create(&attributes, errand)
        }
        guard code == 0 else {
            errand.release()
            throw ThreadRefused(name: name, code: code)
        }
    }

    private static func create(_ attributes: inout pthread_attr_t, _ errand: Unmanaged<Errand>) -> Int32 {
        var thread = pthread_t()
        return pthread_create(
            &thread, &attributes,
            { pointer in
                // `start` passed this reference on; nothing else holds it.
                pointer.map { Unmanaged<Errand>.fromOpaque($0).takeRetainedValue().run() }
                return nil
            }, errand.toOpaque())
    }
}

/// Passes a closure to a new thread.
private final class Errand: Sendable {
    private let name: String
    private let body: @Sendable () -> Void

    init(_ name: String, _ body: @escaping @Sendable () -> Void) {
        self.name = name
        self.body = body
    }

    func run() {
        // The kernel keeps fifteen bytes. The name helps people who inspect the process.
        csystem_name_thread(String(name.prefix(15)))
        body()
    }
}

/// The machine allows no more threads, by a limit of the user (`ulimit -u`), the container or the service, or for lack
/// of memory.
package struct ThreadRefused: Error, Equatable, CustomStringConvertible {
    package let name: String
    /// The reason as errno, mostly EAGAIN.
    package let code: Int32

    package init(name: String, code: Int32) {
        self.name = name
        self.code = code
    }

    package var description: String {
        "the thread “\(name)” cannot be made: \(String(cString: strerror(code)))"
    }
}
