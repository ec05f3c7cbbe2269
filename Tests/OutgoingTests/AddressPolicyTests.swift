import Synchronization
import Testing

@testable import Outgoing

struct AddressPolicyTests {
    private let policy = AddressPolicy()

    @Test(arguments: [
        "0.0.0.0", "10.0.0.1", "10.255.255.255", "100.64.0.1", "100.100.100.200", "127.0.0.1", "127.255.0.9",
        "169.254.169.254", "172.16.0.1", "172.31.255.255", "192.0.0.8", "192.0.2.1", "192.88.99.1", "192.168.1.1",
        "198.18.0.1", "198.19.255.255", "198.51.100.7", "203.0.113.9", "224.0.0.1", "239.1.1.1", "240.0.0.1",
        "255.255.255.255", "::", "::1", "::ffff:127.0.0.1", "::ffff:10.0.0.1", "::ffff:169.254.169.254",
        "::127.0.0.1", "64:ff9b::7f00:1", "64:ff9b:1::1", "100::1", "2001::1", "2001:0:4136:e378::1", "2001:db8::1",
        "2002:7f00:1::", "2002:a00:1::1", "3fff::1", "fc00::1", "fd00:ec2::254", "fd12:3456::1", "fe80::1",
        "fec0::1", "ff02::1", "2a00:1450::5efe:7f00:1", "2a00:1450::200:5efe:a00:1",
    ])
    func `an address that is not public is not open`(_ text: String) throws {
        #expect(policy.classify(try #require(IPAddress(text))) != .open)
    }

    @Test(arguments: ["1.1.1.1", "9.255.255.255", "11.0.0.1", "172.32.0.1", "223.255.255.255", "2a00:1450:4001::1"])
    func `a public address is open`(_ text: String) throws {
        #expect(policy.classify(try #require(IPAddress(text))) == .open)
    }

    @Test func `this machine's own addresses are inside`() {
        #expect(policy.classify(IPAddress("127.0.0.1")!) == .inside)
    }

    @Test func `an address that this machine gets while the server runs is inside from then on`() throws {
        let address = try #require(IPAddress("198.20.0.7"))
        let own = Mutex<Set<IPAddress>?>([])
        let policy = AddressPolicy(own: OwnAddresses { own.withLock { $0 } })
        #expect(policy.classify(address) == .open)
        own.withLock { $0 = [address] }
        #expect(policy.classify(address) == .inside)
        own.withLock { $0 = nil }
        #expect(policy.classify(address) == .inside, "what cannot be read now is as it was")
        own.withLock { $0 = [] }
        #expect(policy.classify(address) == .open)
    }

    @Test func `vouching for a host and port opens inside addresses for it alone`() throws {
        let policy = AddressPolicy(vouched: ["dms.example:8080"])
        let inside = try #require(IPAddress("10.0.0.5"))
        let url = try OutgoingURL("http://DMS.example:8080/a.pdf")
        #expect(policy.allows(inside, for: url))
        #expect(!policy.allows(inside, for: try OutgoingURL("http://dms.example/a.pdf")))
        #expect(!policy.allows(inside, for: try OutgoingURL("http://other.example:8080/a.pdf")))
        #expect(!policy.allows(try #require(IPAddress("169.254.169.254")), for: url))
    }

    @Test func `one inside address among public ones spoils a name`() throws {
        let resolver = Resolver { _ in .success([IPAddress("1.1.1.1")!, IPAddress("10.0.0.1")!]) }
        let url = try OutgoingURL("https://mixed.example/")
        #expect(throws: OutgoingError.blocked("mixed.example is 10.0.0.1")) {
            try ResolvedURL(url, policy: policy, resolver: resolver)
        }
    }

    @Test func `a port that nobody vouched for is refused before any look-up`() throws {
        let resolver = Resolver { _ in .failure(.unreachable("asked")) }
        let url = try OutgoingURL("http://example.org:22/")
        #expect(throws: OutgoingError.blocked("port 22")) { try ResolvedURL(url, policy: policy, resolver: resolver) }
    }

    @Test(arguments: [
        "http://127.0.0.1/", "https://10.0.0.1/", "http://[::1]/", "http://[::ffff:10.0.0.1]/",
        "http://169.254.169.254/",
        "http://[fd12::1]/", "http://example.org:22/", "http://example.org:8080/", "http://user@example.org/",
        "http://localhost/x", "https://LOCALHOST.:443/", "http://a.localhost/", "http://ip6-loopback/",
        "ftp://example.org/", "http://2130706433/", "http://",
    ])
    func `what is never dialled is objected to without a look-up`(_ url: String) {
        #expect(policy.objection(to: url) != nil)
    }

    @Test(arguments: [
        "http://example.org/", "https://example.org:443/a?b", "http://1.1.1.1/", "http://dms.example:8080/",
    ])
    func `what may be dialled is not objected to`(_ url: String) {
        #expect(AddressPolicy(vouched: ["dms.example:8080"]).objection(to: url) == nil)
    }

    @Test func `vouching takes an objection back, but for what is never dialled`() {
        let policy = AddressPolicy(vouched: ["10.0.0.5:8080", "169.254.169.254:80", "localhost:9000"])
        #expect(policy.objection(to: "http://localhost:9000/") == nil)
        #expect(policy.objection(to: "http://10.0.0.5:8080/") == nil)
        #expect(policy.objection(to: "http://10.0.0.5/") != nil)
        #expect(policy.objection(to: "http://169.254.169.254/") != nil)
    }

    @Test func `a resolver that hangs ends in a timeout`() {
        let resolver = Resolver { _ in
            StuckLookup.wait()
            return .failure(.unknownHost)
        }
        #expect(throws: OutgoingError.timedOut("name server")) { try resolver.addresses(of: "a.example", within: 0.05) }
    }
}
