/// Sends a body to a client's URL once, under the address policy. Follows no redirects.
package struct Post: Sendable {
    private let policy: AddressPolicy
    private let resolver: Resolver

    package init(policy: AddressPolicy, resolver: Resolver = Resolver()) {
        self.policy = policy
        self.resolver = resolver
    }

    /// Returns when the receiver answered 2xx. Header lines must have no control characters.
    package func send(_ body: [UInt8], headers: [(name: String, value: String)], to address: String)
        throws(OutgoingError)
    {
        let lines = headers.map { "\($0.name): \($0.value)" }
        guard lines.allSatisfy({ $0.utf8.allSatisfy { $0 >= 0x20 && $0 != 0x7F } }) else {
            throw .badURL("a control character in a header")
        }
        let resolved = try ResolvedURL(try OutgoingURL(address), policy: policy, resolver: resolver)
        let limits = Transfer.Limits(bytes: 64 << 10, connect: 5, firstByte: 10, total: 10, crawl: 10)
        let transfer = try Transfer(resolved, policy: policy, limits: limits, isCancelled: { false }) { _ in }
        transfer.post(body, headers: lines)
        let reply = try transfer.perform()
        guard (200...299).contains(reply.status) else { throw .status(reply.status, retryAfter: reply.retryAfter) }
    }
}
