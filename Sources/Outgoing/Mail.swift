import CCurl
import Foundation
import Invoices

/// Sends mail through the operator's SMTP server. Only that host and port are exempt from the address policy.
package struct Mail: Sendable {
    package enum Security: String, Sendable, CaseIterable {
        case none, starttls, tls
    }

    package let host: String
    private let port: Int
    package let security: Security
    private let user: String?
    private let password: String?
    private let sender: String

    package init(
        host: String, port: Int, security: Security, user: String? = nil, password: String? = nil, sender: String
    ) {
        self.host = host
        self.port = port
        self.security = security
        self.user = user
        self.password = password
        self.sender = sender
    }

    /// Returns when the server has accepted the message. Each message has one recipient, so that nobody sees the
    /// others.
    ///
    /// - Parameter mayLeave: Called once, when the server has accepted sender and recipient and waits for the message.
    ///   If it returns false, the message is not sent and `cancelled` is thrown.
    package func send(
        _ message: MailMessage, to recipient: String, mayLeave: @escaping () -> Bool = { true }
    ) throws(OutgoingError) {
        guard MailAddress.isOne(recipient) else { throw .badURL("no mail address") }
        guard let handle = curl_easy_init() else { throw .machine("libcurl") }
        defer { curl_easy_cleanup(handle) }
        let source = MailSource(message.bytes(from: sender, to: recipient, at: Date()), mayLeave: mayLeave)
        let list = curl_slist_append(nil, "<\(recipient)>")
        defer { curl_slist_free_all(list) }
        setServer(handle)
        ccurl_set_text(handle, CURLOPT_MAIL_FROM, "<\(sender)>")
        ccurl_set_list(handle, CURLOPT_MAIL_RCPT, list)
        ccurl_set_long(handle, CURLOPT_UPLOAD, 1)
        ccurl_set_pointer(handle, CURLOPT_READDATA, Unmanaged.passUnretained(source).toOpaque())
        ccurl_set_data_function(handle, CURLOPT_READFUNCTION) { buffer, size, count, source in
            MailSource.from(source).read(into: buffer, size * count)
        }
        let code = withExtendedLifetime(source) { curl_easy_perform(handle) }
        if code == CURLE_ABORTED_BY_CALLBACK { throw .cancelled }
        guard code == CURLE_OK else { throw Self.error(code, handle) }
    }

    private func setServer(_ handle: UnsafeMutableRawPointer) {
        ccurl_set_text(handle, CURLOPT_URL, "\(security == .tls ? "smtps" : "smtp")://\(host):\(port)")
        ccurl_set_text(handle, CURLOPT_PROTOCOLS_STR, "smtp,smtps")
        ccurl_set_text(handle, CURLOPT_PROXY, "")
        ccurl_set_long(handle, CURLOPT_USE_SSL, security == .none ? ccurl_without_tls() : ccurl_with_tls())
        if let user { ccurl_set_text(handle, CURLOPT_USERNAME, user) }
        if let password { ccurl_set_text(handle, CURLOPT_PASSWORD, password) }
        ccurl_set_long(handle, CURLOPT_NOSIGNAL, 1)
        ccurl_set_long(handle, CURLOPT_CONNECTTIMEOUT_MS, 10_000)
        ccurl_set_long(handle, CURLOPT_TIMEOUT_MS, 30_000)
    }

    /// A 5xx is permanent; a 4xx, or an error below SMTP, may pass.
    private static func error(_ code: CURLcode, _ handle: UnsafeMutableRawPointer) -> OutgoingError {
        var status = 0
        ccurl_get_long(handle, CURLINFO_RESPONSE_CODE, &status)
        let text = String(cString: curl_easy_strerror(code))
        if (500...599).contains(status) { return .notTrusted("the mail server said \(status)") }
        if (400...499).contains(status) { return .status(status, retryAfter: nil) }
        return code == CURLE_OPERATION_TIMEDOUT ? .timedOut(text) : .unreachable(text)
    }
}

/// Gives libcurl the message's bytes, on the thread that sends.
private final class MailSource {
    private let bytes: [UInt8]
    private let mayLeave: () -> Bool
    private var isAllowed = false
    private var sent = 0

    init(_ bytes: [UInt8], mayLeave: @escaping () -> Bool) {
        self.bytes = bytes
        self.mayLeave = mayLeave
    }

    /// `send` gave libcurl this pointer and keeps the object alive.
    static func from(_ pointer: UnsafeMutableRawPointer?) -> MailSource {
        guard let pointer else { preconditionFailure("libcurl called back without our pointer") }
        return Unmanaged<MailSource>.fromOpaque(pointer).takeUnretainedValue()
    }

    func read(into buffer: UnsafeMutablePointer<CChar>?, _ room: Int) -> Int {
        if !isAllowed {
            guard mayLeave() else { return Int(CURL_READFUNC_ABORT) }
            isAllowed = true
        }
        let count = min(room, bytes.count - sent)
        guard let buffer, count > 0 else { return 0 }
        // count is more than 0, so there is a base address.
        bytes.withUnsafeBytes { _ = memcpy(buffer, $0.baseAddress! + sent, count) }
        sent += count
        return count
    }
}
