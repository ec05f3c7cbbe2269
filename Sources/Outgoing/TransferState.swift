import CCurl
import Glibc

/// The state of libcurl's callbacks while a transfer runs, on the thread that performs it.
final class TransferState {
    private let handle: UnsafeMutableRawPointer
    private let policy: AddressPolicy
    private let url: OutgoingURL
    private let limits: Transfer.Limits
    private let isCancelled: () -> Bool
    private let sink: (UnsafeRawBufferPointer) throws(OutgoingError) -> Void
    private var headerBytes = 0
    private var started = ContinuousClock.now

    private(set) var bytes = 0
    /// Why this program ended the transfer, if it did.
    private(set) var failure: OutgoingError?

    init(
        handle: UnsafeMutableRawPointer, policy: AddressPolicy, url: OutgoingURL, limits: Transfer.Limits,
        isCancelled: @escaping () -> Bool, sink: @escaping (UnsafeRawBufferPointer) throws(OutgoingError) -> Void
    ) {
        self.handle = handle
        self.policy = policy
        self.url = url
        self.limits = limits
        self.isCancelled = isCancelled
        self.sink = sink
    }

    /// `Transfer` gave libcurl this pointer and outlives the call.
    static func from(_ pointer: UnsafeMutableRawPointer?) -> TransferState {
        guard let pointer else { preconditionFailure("libcurl called back without our pointer") }
        return Unmanaged<TransferState>.fromOpaque(pointer).takeUnretainedValue()
    }

    func begin() { started = .now }

    /// Opens a socket to the address that libcurl chose, if it is allowed. Every connection passes through here.
    func open(_ socketAddress: UnsafeMutablePointer<curl_sockaddr>) -> curl_socket_t {
        guard let pointer = ccurl_address(socketAddress), let address = IPAddress(pointer),
            policy.allows(address, for: url)
        else {
            failure = .blocked("\(url.host) resolves to an address that is not allowed")
            return CURL_SOCKET_BAD
        }
        let kind = socketAddress.pointee.socktype | Int32(SOCK_CLOEXEC.rawValue)
        return socket(socketAddress.pointee.family, kind, socketAddress.pointee.protocol)
    }

    /// Counts every byte, since the server's Content-Length may be wrong or missing.
    func write(_ data: UnsafeRawBufferPointer) -> Int {
        var status = 0
        ccurl_get_long(handle, CURLINFO_RESPONSE_CODE, &status)
        bytes += data.count
        if bytes > limits.bytes { failure = .tooLarge(limit: limits.bytes) }
        if failure == nil, (200...299).contains(status) {
            do { try sink(data) } catch { failure = error }
        }
        return failure == nil ? data.count : 0
    }

    func header(_ count: Int) -> Int {
        headerBytes += count
        if headerBytes > 64 << 10 { failure = .unreachable("headers without end") }
        return failure == nil ? count : 0
    }

    /// libcurl calls this at least once a second; any value but 0 ends the transfer.
    func tick() -> Int32 {
        if isCancelled() {
            failure = failure ?? .cancelled
        } else if headerBytes == 0, ContinuousClock.now - started > .seconds(limits.connect + limits.firstByte) {
            failure = failure ?? .timedOut("no answer")
        }
        return failure == nil ? 0 : 1
    }
}
