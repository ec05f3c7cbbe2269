import CCurl
import Foundation

/// One request to one checked URL and its response; owns a libcurl easy handle. Follows no redirects, keeps no
/// connections.
final class Transfer {
    struct Limits: Sendable {
        var bytes = 32 << 20
        var connect: Double = 10
        var firstByte: Double = 10
        var total: Double = 60
        /// Less than 1 KB/s for this many seconds ends the transfer.
        var crawl: Double = 15
    }

    struct Reply {
        let status: Int
        let bytes: Int
        /// The absolute target of a redirect; not checked yet.
        let redirect: String?
        let retryAfter: Duration?
    }

    private let handle: UnsafeMutableRawPointer
    private let state: TransferState
    private var lists: [UnsafeMutablePointer<curl_slist>] = []

    private static let isReady = curl_global_init(Int(CURL_GLOBAL_DEFAULT)) == CURLE_OK

    /// `sink` gets the body's bytes as they arrive, only of a 2xx response. If it throws, the transfer ends.
    init(
        _ resolved: ResolvedURL, policy: AddressPolicy, limits: Limits, isCancelled: @escaping () -> Bool,
        sink: @escaping (UnsafeRawBufferPointer) throws(OutgoingError) -> Void
    ) throws(OutgoingError) {
        guard Self.isReady, let handle = curl_easy_init() else { throw .machine("libcurl") }
        self.handle = handle
        state = TransferState(
            handle: handle, policy: policy, url: resolved.url, limits: limits, isCancelled: isCancelled, sink: sink)
        pin(resolved)
        setLimits(limits)
        setCallbacks()
    }

    deinit {
        curl_easy_cleanup(handle)
        lists.forEach(curl_slist_free_all)
    }

    /// Makes it a POST of `body` instead of a GET.
    func post(_ body: [UInt8], headers: [String]) {
        ccurl_set_long(handle, CURLOPT_POST, 1)
        ccurl_set_size(handle, CURLOPT_POSTFIELDSIZE_LARGE, curl_off_t(body.count))
        body.withUnsafeBytes { bytes in
            _ = ccurl_set_pointer(handle, CURLOPT_COPYPOSTFIELDS, UnsafeMutableRawPointer(mutating: bytes.baseAddress))
        }
        setList(CURLOPT_HTTPHEADER, headers)
    }

    func perform() throws(OutgoingError) -> Reply {
        state.begin()
        let code = curl_easy_perform(handle)
        if let failure = state.failure { throw failure }
        guard code == CURLE_OK else { throw Self.error(code) }
        return Reply(
            status: number(CURLINFO_RESPONSE_CODE), bytes: state.bytes, redirect: text(CURLINFO_REDIRECT_URL),
            retryAfter: retryAfter)
    }
}

extension Transfer {
    private func pin(_ resolved: ResolvedURL) {
        ccurl_set_text(handle, CURLOPT_URL, resolved.url.text)
        if resolved.url.literal == nil { setList(CURLOPT_RESOLVE, [resolved.pinned]) }
        ccurl_set_text(handle, CURLOPT_PROTOCOLS_STR, "http,https")
        // Without these libcurl would use the environment's proxy, and the policy would check only the proxy's address.
        ccurl_set_text(handle, CURLOPT_PROXY, "")
        ccurl_set_text(handle, CURLOPT_NOPROXY, "*")
        ccurl_set_long(handle, CURLOPT_FOLLOWLOCATION, 0)
        ccurl_set_long(handle, CURLOPT_HTTP_VERSION, Int(CURL_HTTP_VERSION_1_1))
        ccurl_set_long(handle, CURLOPT_FRESH_CONNECT, 1)
        ccurl_set_long(handle, CURLOPT_FORBID_REUSE, 1)
        ccurl_set_text(handle, CURLOPT_USERAGENT, "ocr-invoice")
    }

    private func setLimits(_ limits: Limits) {
        // Any thread of the server could receive libcurl's signals.
        ccurl_set_long(handle, CURLOPT_NOSIGNAL, 1)
        ccurl_set_long(handle, CURLOPT_CONNECTTIMEOUT_MS, Int(limits.connect * 1000))
        // 0 would mean no limit.
        ccurl_set_long(handle, CURLOPT_TIMEOUT_MS, max(1, Int(limits.total * 1000)))
        ccurl_set_long(handle, CURLOPT_LOW_SPEED_LIMIT, 1024)
        ccurl_set_long(handle, CURLOPT_LOW_SPEED_TIME, Int(limits.crawl))
        ccurl_set_size(handle, CURLOPT_MAXFILESIZE_LARGE, curl_off_t(limits.bytes))
    }

    private func setCallbacks() {
        let pointer = Unmanaged.passUnretained(state).toOpaque()
        ccurl_set_pointer(handle, CURLOPT_WRITEDATA, pointer)
        ccurl_set_data_function(handle, CURLOPT_WRITEFUNCTION) { data, size, count, state in
            TransferState.from(state).write(UnsafeRawBufferPointer(start: data, count: size * count))
        }
        ccurl_set_pointer(handle, CURLOPT_HEADERDATA, pointer)
        ccurl_set_data_function(handle, CURLOPT_HEADERFUNCTION) { _, size, count, state in
            TransferState.from(state).header(size * count)
        }
        ccurl_set_long(handle, CURLOPT_NOPROGRESS, 0)
        ccurl_set_pointer(handle, CURLOPT_XFERINFODATA, pointer)
        ccurl_set_progress_function(handle) { state, _, _, _, _ in TransferState.from(state).tick() }
        ccurl_set_pointer(handle, CURLOPT_OPENSOCKETDATA, pointer)
        ccurl_set_socket_function(handle) { state, _, address in
            guard let address else { return CURL_SOCKET_BAD }
            return TransferState.from(state).open(address)
        }
    }

    private func setList(_ option: CURLoption, _ lines: [String]) {
        var list: UnsafeMutablePointer<curl_slist>?
        for line in lines { list = curl_slist_append(list, line) }
        ccurl_set_list(handle, option, list)
        if let list { lists.append(list) }
    }

    private func number(_ info: CURLINFO) -> Int {
        var value = 0
        ccurl_get_long(handle, info, &value)
        return value
    }

    private func text(_ info: CURLINFO) -> String? {
        var value: UnsafeMutablePointer<CChar>?
        ccurl_get_text(handle, info, &value)
        return value.map { String(cString: $0) }
    }

    /// Retry-After, in seconds or as a date; at most an hour.
    private var retryAfter: Duration? {
        var seconds: curl_off_t = 0
        ccurl_get_size(handle, CURLINFO_RETRY_AFTER, &seconds)
        return seconds > 0 ? .seconds(min(Int(seconds), 3600)) : nil
    }

    /// The one place where libcurl's codes become `OutgoingError`.
    private static func error(_ code: CURLcode) -> OutgoingError {
        let text = String(cString: curl_easy_strerror(code))
        return switch code {
        case CURLE_OPERATION_TIMEDOUT: .timedOut(text)
        case CURLE_FILESIZE_EXCEEDED: .tooLarge(limit: 0)
        case CURLE_PEER_FAILED_VERIFICATION, CURLE_SSL_CACERT_BADFILE: .notTrusted(text)
        case CURLE_URL_MALFORMAT, CURLE_UNSUPPORTED_PROTOCOL: .badURL(text)
        case CURLE_OUT_OF_MEMORY, CURLE_FAILED_INIT: .machine(text)
        default: .unreachable(text)
        }
    }
}
