import Glibc
import Synchronization

/// The addresses of this machine's interfaces: services that listen on all of them would otherwise be reached by its public
/// one. Read anew each time, since a machine gets others while the server runs.
package final class OwnAddresses: Sendable {
    package typealias Read = @Sendable () -> Set<IPAddress>?

    private let read: Read
    private let last = Mutex<Set<IPAddress>>([])

    /// `read` returns nil when they cannot be had just now; then those that were read last count.
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
