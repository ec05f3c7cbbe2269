/// A URL with its host's addresses, all of them checked.
struct ResolvedURL: Sendable {
    let url: OutgoingURL
    let addresses: [IPAddress]

    /// Throws if any of the host's addresses is not allowed: a mix of public and private ones is an attack on the
    /// latter.
    init(_ url: OutgoingURL, policy: AddressPolicy, resolver: Resolver) throws(OutgoingError) {
        guard policy.allowsPort(of: url) else { throw .blocked("port \(url.port)") }
        let found: [IPAddress]
        if let literal = url.literal {
            found = [literal]
        } else {
            found = try resolver.addresses(of: url.host, within: 10)
        }
        if let refused = found.first(where: { !policy.allows($0, for: url) }) {
            throw .blocked("\(url.host) is \(refused.text)")
        }
        self.url = url
        addresses = found
    }

    /// A line for libcurl's name cache (`CURLOPT_RESOLVE`), so that libcurl looks nothing up itself.
    var pinned: String {
        let list = addresses.map { $0.isVersion4 ? $0.text : "[\($0.text)]" }.joined(separator: ",")
        return "\(url.bracketedHost):\(url.port):\(list)"
    }
}
