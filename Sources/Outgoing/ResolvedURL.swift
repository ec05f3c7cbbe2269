/// A URL together with the addresses that it may be dialled at, all of them checked.
struct ResolvedURL: Sendable {
    let url: OutgoingURL
    let addresses: [IPAddress]

    /// One address that is not allowed spoils the name: whoever mixes public and private addresses is after the latter.
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

    /// libcurl's own line for its name cache, so that it resolves nothing by itself.
    var pinned: String {
        let list = addresses.map { $0.isVersion4 ? $0.text : "[\($0.text)]" }.joined(separator: ",")
        return "\(url.bracketedHost):\(url.port):\(list)"
    }
}
