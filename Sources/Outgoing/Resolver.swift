import Foundation
import Glibc
import Synchronization
import Threads

/// Looks host names up with the machine's resolver, with a time limit that getaddrinfo does not have.
package struct Resolver: Sendable {
    package typealias Lookup = @Sendable (String) -> Result<[IPAddress], OutgoingError>

    private let lookup: Lookup

    /// Tests give their own `lookup`.
    package init(lookup: @escaping Lookup = Resolver.system) {
        self.lookup = lookup
    }

    /// All addresses of `host`, at least one.
    func addresses(of host: String, within seconds: Double) throws(OutgoingError) -> [IPAddress] {
        let answer = Answer()
        let lookup = lookup
        // getaddrinfo cannot be interrupted, so a late thread ends by itself later.
        do { try Threads.start("resolver") { answer.give(lookup(host)) } } catch { throw .machine("\(error)") }
        guard let result = answer.wait(seconds: seconds) else { throw .timedOut("name server") }
        return try result.get()
    }

    package static func system(_ host: String) -> Result<[IPAddress], OutgoingError> {
        var hints = addrinfo()
        hints.ai_socktype = Int32(SOCK_STREAM.rawValue)
        var head: UnsafeMutablePointer<addrinfo>?
        switch getaddrinfo(host, nil, &hints, &head) {
        case 0: break
        case EAI_NONAME, noData: return .failure(.unknownHost)
        case let code: return .failure(.unreachable("getaddrinfo \(code)"))
        }
        defer { freeaddrinfo(head) }
        var found: [IPAddress] = []
        var next = head
        while let entry = next {
            if let address = entry.pointee.ai_addr.flatMap({ IPAddress(UnsafePointer($0)) }) { found.append(address) }
            next = entry.pointee.ai_next
        }
        return found.isEmpty ? .failure(.unknownHost) : .success(found)
    }
}

/// EAI_NODATA, which glibc shows only with _GNU_SOURCE.
private let noData: Int32 = -5

/// Passes one result from the resolver's thread to the waiting one.
private final class Answer: Sendable {
    private let result = Mutex<Result<[IPAddress], OutgoingError>?>(nil)
    private let ready = DispatchSemaphore(value: 0)

    func give(_ value: Result<[IPAddress], OutgoingError>) {
        result.withLock { $0 = value }
        ready.signal()
    }

    func wait(seconds: Double) -> Result<[IPAddress], OutgoingError>? {
        guard ready.wait(timeout: .now() + seconds) == .success else { return nil }
        return result.withLock { $0 }
    }
}
