import CSystem
import Foundation

/// Lets a thread wait for SIGTERM, SIGINT and SIGHUP.
///
/// They must be blocked before any other thread is created, since threads inherit the mask. Child processes get a clean
/// one.
enum StopSignals {
    static func block() {
        var set = signals
        pthread_sigmask(SIG_BLOCK, &set, nil)
        // A closed connection must be an error of the write, not the end of the process.
        signal(SIGPIPE, SIG_IGN)
    }

    /// Waits for a signal, at most for `duration`; nil if none came.
    static func wait(atMost duration: Duration) -> String? {
        var set = signals
        var limit = timespec()
        limit.tv_sec = Int(duration.components.seconds)
        limit.tv_nsec = Int(duration.components.attoseconds / 1_000_000_000)
        let number = sigtimedwait(&set, nil, &limit)
        return number > 0 ? name(number) : nil
    }

    private static var signals: sigset_t {
        var set = sigset_t()
        sigemptyset(&set)
        for number in [SIGTERM, SIGINT, SIGHUP] { sigaddset(&set, number) }
        return set
    }

    private static func name(_ number: Int32) -> String {
        switch number {
        case SIGTERM: "SIGTERM"
        case SIGINT: "SIGINT"
        case SIGHUP: "SIGHUP"
        default: "\(number)"
        }
    }
}
