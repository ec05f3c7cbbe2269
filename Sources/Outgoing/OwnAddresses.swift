import Glibc
import Synchronization

/// The addresses of this machine's interfaces: a service that listens on all of them could otherwise be reached by the
/// public one. Read each time, since they can change while the server runs.
package final class OwnAddresses: Sendable {
    package typealias Read = @Sendable () -> Set<IPAddress>?

    private let read: Read
    private let last = Mutex<Set<IPAddress>>([])

    /// `read` returns nil if they cannot be read now; then the last ones are used.
    package init(read: @escaping Read = OwnAddresses.system) {
        self.read = read
    }

    var now: Set<IPAddress> {
        let found = read()
        return last.withLock { last in
            last = found ?? last
            return last
        }
    }

    package static func system() -> Set<IPAddress>? {
        var head: UnsafeMutablePointer<ifaddrs>?
        guard getifaddrs(&head) == 0 else { return nil }
        defer { freeifaddrs(head) }
        var found: Set<IPAddress> = []
        var next = head
        while let entry = next {
            if let address = entry.pointee.ifa_addr.flatMap({ IPAddress(UnsafePointer($0)) }) { found.insert(address) }
            next = entry.pointee.ifa_next
        }
        return found
    }
}
