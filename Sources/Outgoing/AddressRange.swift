/// A block of addresses, `10.0.0.0/8`.
struct AddressRange: Sendable {
    let first: IPAddress
    let bits: Int

    init(_ first: IPAddress, _ bits: Int) {
        self.first = first
        self.bits = bits
    }

    func contains(_ address: IPAddress) -> Bool {
        guard address.bytes.count == first.bytes.count else { return false }
        return (0..<bits).allSatisfy { bit in
            let mask = UInt8(0x80) >> UInt8(bit % 8)
            return address.bytes[bit / 8] & mask == first.bytes[bit / 8] & mask
        }
    }
}

extension AddressRange {
    /// Parses the tables below. A typing error there would silently allow a range, so it stops the program.
    private static func table(_ lines: [String]) -> [AddressRange] {
        lines.map { line in
            let parts = line.split(separator: "/")
            guard parts.count == 2, let first = IPAddress(String(parts[0])), let bits = Int(parts[1]) else {
                preconditionFailure("Not a range: \(line)")
            }
            return AddressRange(first, bits)
        }
    }

    /// Private networks: allowed only for a host and port that the operator allows.
    static let inside = table([
        "10.0.0.0/8", "100.64.0.0/10", "127.0.0.0/8", "172.16.0.0/12", "192.168.0.0/16", "::1/128", "fc00::/7",
    ])

    /// Never allowed: metadata services, multicast, documentation, and tunnels that hide another address.
    static let never = table([
        "0.0.0.0/8", "169.254.0.0/16", "192.0.0.0/24", "192.0.2.0/24", "192.88.99.0/24", "198.18.0.0/15",
        "198.51.100.0/24", "203.0.113.0/24", "224.0.0.0/4", "240.0.0.0/4", "100.100.100.200/32", "168.63.129.16/32",
        "fd00:ec2::254/128", "fe80::/10", "fec0::/10", "ff00::/8", "2001::/23", "2001:db8::/32", "2002::/16",
        "3fff::/20",
    ])

    /// IPv6's global unicast; all other IPv6 addresses are special.
    static let globalVersion6 = table(["2000::/3"])[0]
}
