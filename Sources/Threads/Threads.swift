import CSystem
import Glibc

/// Starts threads, and says so when the machine refuses one; Foundation's Thread would begin nothing without a word, and
/// whoever waits for it would wait for ever.
package enum Threads {
    /// Runs `body` on a thread of its own, which nobody joins; throws when it cannot be made.
    ///
    /// - Parameter stack: Bytes, of which only those that are used take memory.
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
        // A thread that has just ended still counts for a moment.
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
                // The reference that `start` gave away; nobody else holds it.
                pointer.map { Unmanaged<Errand>.fromOpaque($0).takeRetainedValue().run() }
                return nil
            }, errand.toOpaque())
    }
}

/// What a thread does, on its way to it.
private final class Errand: Sendable {
    private let name: String
    private let body: @Sendable () -> Void

    init(_ name: String, _ body: @escaping @Sendable () -> Void) {
        self.name = name
        self.body = body
    }

    func run() {
        // The kernel keeps fifteen bytes; a name is for whoever looks at the process from outside.
        csystem_name_thread(String(name.prefix(15)))
        body()
    }
}

/// The machine makes no more threads: a limit of the user (`ulimit -u`), of the container or service, or no memory.
package struct ThreadRefused: Error, Equatable, CustomStringConvertible {
    package let name: String
    /// The system's number for the reason, mostly EAGAIN.
    package let code: Int32

    package init(name: String, code: Int32) {
        self.name = name
        self.code = code
    }

    package var description: String {
        "the thread “\(name)” cannot be made: \(String(cString: strerror(code)))"
    }
}
