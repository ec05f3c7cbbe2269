/// An http or https URL that all parsers read alike, so that the server connects to the host that it checked.
///
/// Stricter than RFC 3986: no user names, no backslashes, no numbers that only some parsers take for an address.
package struct OutgoingURL: Sendable, Equatable {
    package let isSecure: Bool
    /// In lower case, without a trailing dot; an IPv6 address without brackets.
    package let host: String
    package let port: UInt16
    /// Path and query, beginning with a slash.
    package let target: String
    /// The host's address, if it is written as an address.
    package let literal: IPAddress?

    package init(_ text: String) throws(OutgoingError) {
        guard text.utf8.count <= 2048 else { throw .badURL("it is longer than 2048 characters") }
        guard text.utf8.allSatisfy({ $0 > 0x20 && $0 < 0x7F && !Self.refused.contains($0) }) else {
            throw .badURL("it has a character that must be percent-encoded")
        }
        guard let separator = text.range(of: "://") else { throw .badURL("it has no scheme") }
        switch text[..<separator.lowerBound].lowercased() {
        case "http": isSecure = false
        case "https": isSecure = true
        default: throw .badURL("its scheme is neither http nor https")
        }
        let rest = text[separator.upperBound...].prefix { $0 != "#" }
        let authority = rest.prefix { $0 != "/" && $0 != "?" }
        let path = rest[authority.endIndex...]
        target = path.hasPrefix("/") ? String(path) : "/" + path
        let (name, number) = try Self.split(authority)
        port = try Self.port(number, isSecure: isSecure)
        (host, literal) = try Self.host(name)
    }

    /// The URL for libcurl, built from the parsed parts.
    package var text: String { "\(isSecure ? "https" : "http")://\(bracketedHost):\(port)\(target)" }

    /// True for names that are this machine by definition (RFC 6761, section 6.3) or in every Debian's `/etc/hosts`.
    var namesLoopback: Bool { host.hasSuffix(".localhost") || Self.loopbackNames.contains(host) }

    private static let loopbackNames: Set = [
        "localhost", "localhost.localdomain", "localhost6", "ip6-localhost", "ip6-loopback",
    ]

    var bracketedHost: String { host.contains(":") ? "[\(host)]" : host }

    private static let refused = Set("\\\"<>^`{|}".utf8)
}

extension OutgoingURL {
    private static func split(_ authority: Substring) throws(OutgoingError) -> (name: Substring, port: Substring?) {
        guard !authority.contains("@") else { throw .badURL("it has a user name") }
        if authority.hasPrefix("[") {
            guard let end = authority.firstIndex(of: "]") else { throw .badURL("it has an unclosed bracket") }
            let rest = authority[authority.index(after: end)...]
            guard rest.isEmpty || rest.hasPrefix(":") else { throw .badURL("it has text after the closing bracket") }
            return (authority[...end], rest.isEmpty ? nil : rest.dropFirst())
        }
        let parts = authority.split(separator: ":", omittingEmptySubsequences: false)
        guard parts.count <= 2, let name = parts.first else {
            throw .badURL("its host and port have more than one colon")
        }
        return (name, parts.count == 2 ? parts[1] : nil)
    }

    private static func port(_ text: Substring?, isSecure: Bool) throws(OutgoingError) -> UInt16 {
        guard let text else { return isSecure ? 443 : 80 }
        guard !text.isEmpty, text.utf8.allSatisfy(isDigit), let port = UInt16(text), port > 0 else {
            throw .badURL("its port is not valid")
        }
        return port
    }

    private static func host(_ name: Substring) throws(OutgoingError) -> (String, IPAddress?) {
        if name.hasPrefix("[") {
            let inner = String(name.dropFirst().dropLast())
            guard inner.contains(":"), let address = IPAddress(inner) else {
                throw .badURL("its IPv6 address is not valid")
            }
            // The canonical spelling, which libcurl uses, too.
            return (address.text, address)
        }
        let host = (name.hasSuffix(".") ? name.dropLast() : name).lowercased()
        let labels = host.split(separator: ".", omittingEmptySubsequences: false)
        guard !host.isEmpty, host.utf8.count <= 253, labels.allSatisfy(isLabel) else {
            throw .badURL("its host name is not valid")
        }
        if let address = IPAddress(host) { return (host, address) }
        guard let last = labels.last, !looksNumeric(last) else {
            throw .badURL("its host is a number but not an address")
        }
        return (host, nil)
    }

    private static func isLabel(_ label: Substring) -> Bool {
        let isWord = label.utf8.allSatisfy { isDigit($0) || (0x61...0x7A).contains($0) || $0 == 0x2D || $0 == 0x5F }
        return isWord && (1...63).contains(label.utf8.count) && !label.hasPrefix("-") && !label.hasSuffix("-")
    }

    /// inet_aton, and so libcurl, reads a host with a last label of decimal or hexadecimal digits as an address.
    private static func looksNumeric(_ label: Substring) -> Bool {
        if label.utf8.allSatisfy(isDigit) { return true }
        return label.hasPrefix("0x") && label.dropFirst(2).allSatisfy(\.isHexDigit)
    }

    private static func isDigit(_ byte: UInt8) -> Bool { (0x30...0x39).contains(byte) }
}
