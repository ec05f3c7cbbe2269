/// The addresses that this server may connect to: public ones on ports 80 and 443, and those that the operator allows.
package struct AddressPolicy: Sendable {
    package enum Class: Sendable, Equatable {
        case open
        /// Private, loopback, or this machine's own: only for a host and port on the allow-list.
        case inside
        case never
    }

    /// `host:port` in lower case, from the operator's configuration only.
    private let vouched: Set<String>
    private let ports: Set<UInt16>
    private let own: OwnAddresses

    /// `vouched` are lines `host:port`; an empty list means that nothing inside is allowed.
    package init(
        vouched: Set<String> = [], ports: Set<UInt16> = [80, 443], own: OwnAddresses = OwnAddresses()
    ) {
        self.vouched = Set(vouched.map { $0.lowercased() })
        self.ports = ports
        self.own = own
    }

    package func isVouched(_ url: OutgoingURL) -> Bool { vouched.contains("\(url.host):\(url.port)") }

    /// True if connections to the URL's port are allowed.
    func allowsPort(of url: OutgoingURL) -> Bool { ports.contains(url.port) || isVouched(url) }

    /// True if connections to this address are allowed for that URL.
    package func allows(_ address: IPAddress, for url: OutgoingURL) -> Bool {
        switch classify(address) {
        case .open: true
        case .inside: isVouched(url)
        case .never: false
        }
    }

    /// Why no connection to that URL is allowed, as far as that is known without looking its host up; nil if it may be.
    package func objection(to text: String) -> OutgoingError? {
        do throws(OutgoingError) {
            let url = try OutgoingURL(text)
            guard allowsPort(of: url) else { return .blocked("port \(url.port)") }
            if url.namesLoopback, !isVouched(url) { return .blocked("\(url.host) is this machine") }
            guard let address = url.literal, !allows(address, for: url) else { return nil }
            return .blocked("\(url.host) is \(address.text)")
        } catch {
            return error
        }
    }

    package func classify(_ address: IPAddress) -> Class {
        if AddressRange.never.contains(where: { $0.contains(address) }) { return .never }
        if AddressRange.inside.contains(where: { $0.contains(address) }) { return .inside }
        if own.now.contains(address) { return .inside }
        if address.isVersion4 { return .open }
        return AddressRange.globalVersion6.contains(address) && !Self.isISATAP(address) ? .open : .never
    }

    /// ISATAP (RFC 5214): an interface id of `…:0:5efe:a.b.c.d` tunnels to an IPv4 address.
    private static func isISATAP(_ address: IPAddress) -> Bool {
        address.bytes[8] & 0xFC == 0 && address.bytes[9] == 0 && address.bytes[10...11] == [0x5E, 0xFE]
    }
}
