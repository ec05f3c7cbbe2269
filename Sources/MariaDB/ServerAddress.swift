/// Where a server listens: a host name or address, and a port.
package struct ServerAddress: Sendable, Equatable {
    package let host: String
    package let port: Int

    package init(host: String, port: Int) {
        self.host = host
        self.port = port
    }

    /// Parses `name`, `name:port`, `[IPv6]`, `[IPv6]:port` or a bare IPv6 address, which takes the default port; nil
    /// for anything else.
    package init?(_ text: String, defaultPort: Int) {
        var (host, port) = (text, Optional(defaultPort))
        if text.hasPrefix("["), let end = text.firstIndex(of: "]") {
            host = String(text[text.index(after: text.startIndex)..<end])
            let rest = text[text.index(after: end)...]
            if !rest.isEmpty { port = rest.hasPrefix(":") ? Int(rest.dropFirst()) : nil }
        } else if text.count(where: { $0 == ":" }) == 1 {
            let parts = text.split(separator: ":", omittingEmptySubsequences: false)
            (host, port) = (String(parts[0]), Int(parts[1]))
        }
        guard let port, (1...65535).contains(port), !host.isEmpty,
            host.utf8.allSatisfy({ $0 > 0x20 && $0 < 0x7F && !"[]/,".utf8.contains($0) })
        else { return nil }
        self.init(host: host, port: port)
    }
}

extension ServerAddress: CustomStringConvertible {
    package var description: String { host.contains(":") ? "[\(host)]:\(port)" : "\(host):\(port)" }
}
