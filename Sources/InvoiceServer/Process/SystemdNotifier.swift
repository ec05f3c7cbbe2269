import Foundation
import Glibc

/// Sends this process's state to systemd (sd_notify): a line to the socket in NOTIFY_SOCKET, if that is set.
struct SystemdNotifier: Sendable {
    enum Word: String {
        case ready = "READY=1"
        case stopping = "STOPPING=1"
        /// Sent more often than `watchdog`. Without it systemd restarts the service.
        case alive = "WATCHDOG=1"
    }

    /// A path, or `@` and a name without a file.
    private let address: String?
    /// systemd's watchdog interval; nil if it does not watch this process.
    let watchdog: Duration?

    init(environment: [String: String] = ProcessInfo.processInfo.environment, processID: Int32 = getpid()) {
        address = environment["NOTIFY_SOCKET"]
        let isOurs = environment["WATCHDOG_PID"].map { $0 == "\(processID)" } ?? true
        watchdog = isOurs ? environment["WATCHDOG_USEC"].flatMap(Int.init).map { .microseconds($0) } : nil
    }

    /// Failures are ignored: only systemd's watchdog depends on it.
    func say(_ word: Word) {
        guard let address else { return }
        let descriptor = socket(AF_UNIX, Int32(SOCK_DGRAM.rawValue) | Int32(SOCK_CLOEXEC.rawValue), 0)
        guard descriptor >= 0 else { return }
        defer { close(descriptor) }
        var place = sockaddr_un()
        place.sun_family = sa_family_t(AF_UNIX)
        var name = Array(address.utf8)
        guard !name.isEmpty, name.count < MemoryLayout.size(ofValue: place.sun_path) else { return }
        if name[0] == UInt8(ascii: "@") { name[0] = 0 }
        withUnsafeMutableBytes(of: &place.sun_path) { $0.copyBytes(from: name) }
        let length = socklen_t(MemoryLayout<sa_family_t>.size + name.count)
        let text = Array(word.rawValue.utf8)
        _ = withUnsafePointer(to: &place) { pointer in
            pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
                sendto(descriptor, text, text.count, Int32(MSG_NOSIGNAL), $0, length)
            }
        }
    }
}
