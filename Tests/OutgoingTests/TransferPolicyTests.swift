import Glibc
import TestSupport
import Testing

@testable import Outgoing

/// The last question of the address policy: asked when libcurl is about to dial, whatever was found before.
struct TransferPolicyTests {
    private func transfer(_ url: OutgoingURL, _ checked: AddressPolicy, _ dialled: AddressPolicy) throws -> Transfer {
        let resolver = Resolver { _ in .success([IPAddress("127.0.0.1")!]) }
        let resolved = try ResolvedURL(url, policy: checked, resolver: resolver)
        return try Transfer(resolved, policy: dialled, limits: Transfer.Limits(), isCancelled: { false }) { _ in }
    }

    @Test(arguments: ["rebind.example", "127.0.0.1"])
    func `an address that must not be dialled is not, though its route was found good`(host: String) throws {
        let server = try StrangerServer { _ in [.text("HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok")] }
        defer { server.stop() }
        let url = try OutgoingURL("http://\(host):\(server.port)/")
        let (vouching, strict) = (AddressPolicy(vouched: ["\(host):\(server.port)"]), AddressPolicy())
        let error = OutgoingError.blocked("\(host) resolves to an address that is not allowed")
        #expect(throws: error) { try transfer(url, vouching, strict).perform() }
        #expect(server.requests.isEmpty)
        #expect(try transfer(url, vouching, vouching).perform().bytes == 2)
    }

    @Test func `nothing but an address of the internet is dialled`() throws {
        // A socket of this machine has no address that a policy could speak of.
        let path = "/run/some.socket"
        var address = sockaddr_un()
        address.sun_family = sa_family_t(AF_UNIX)
        withUnsafeMutableBytes(of: &address.sun_path) { $0.copyBytes(from: path.utf8) }
        let found = withUnsafePointer(to: address) { pointer in
            pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) { IPAddress($0) }
        }
        #expect(found == nil)
    }
}
