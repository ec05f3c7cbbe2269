import Storage

/// The cookie of a session.
enum SessionCookie {
    static let name = "ocr-invoice-session"

    /// The value that the browser sent, whatever it is; of several the first, whose path is the longest.
    static func value(in request: Request) -> String? {
        guard let header = request.headers["cookie"] else { return nil }
        for pair in header.split(separator: ";") {
            let parts = pair.split(separator: "=", maxSplits: 1)
            if parts.count == 2, parts[0].filter({ $0 != " " }) == name { return String(parts[1]) }
        }
        return nil
    }

    /// `Set-Cookie`'s value. It goes when the browser is closed, at the latest with the session.
    static func line(setting token: SessionToken, baseURL: String, isFromLoopback: Bool) -> String {
        "\(name)=\(token.text)" + attributes(baseURL, isFromLoopback)
    }

    static func lineRemoving(baseURL: String, isFromLoopback: Bool) -> String {
        "\(name)=; Max-Age=0" + attributes(baseURL, isFromLoopback)
    }

    /// A browser takes a `Secure` cookie from `https` alone; on this machine nobody listens in between.
    private static func attributes(_ baseURL: String, _ isFromLoopback: Bool) -> String {
        let isPlain = isFromLoopback && baseURL.hasPrefix("http://")
        return "; Path=\(mount(of: baseURL)); HttpOnly; SameSite=Strict" + (isPlain ? "" : "; Secure")
    }

    /// The path under which the API is mounted, without a slash at its end; `/` at the root.
    private static func mount(of baseURL: String) -> String {
        let rest = baseURL.split(separator: "://", maxSplits: 1).last ?? ""
        guard let slash = rest.firstIndex(of: "/") else { return "/" }
        let path = rest[slash...]
        // A semicolon would end the attribute.
        return path == "/" || path.contains(where: { $0 == ";" || $0.isWhitespace }) ? "/" : String(path)
    }
}
