import CCurl

@testable import Outgoing

/// A URL as libcurl's own parser understands it; nil where it refuses.
struct CurlURL {
    private let host: String
    private let port: String
    private let scheme: String

    init?(_ text: String) {
        guard let handle = curl_url() else { return nil }
        defer { curl_url_cleanup(handle) }
        guard curl_url_set(handle, CURLUPART_URL, text, 0) == CURLUE_OK,
            let host = Self.part(CURLUPART_HOST, of: handle), let scheme = Self.part(CURLUPART_SCHEME, of: handle)
        else { return nil }
        self.host = host
        self.scheme = scheme
        port = Self.part(CURLUPART_PORT, of: handle) ?? (scheme == "https" ? "443" : "80")
    }

    func isSame(as url: OutgoingURL) -> Bool {
        host.lowercased() == url.bracketedHost && port == String(url.port)
            && scheme == (url.isSecure ? "https" : "http")
    }

    private static func part(_ part: CURLUPart, of handle: OpaquePointer) -> String? {
        var text: UnsafeMutablePointer<CChar>?
        guard curl_url_get(handle, part, &text, 0) == CURLUE_OK, let text else { return nil }
        defer { curl_free(text) }
        return String(cString: text)
    }
}
