import Testing

@testable import Secrets

struct SecretsTests {
    private let key = (0..<32).map { UInt8($0) }
    private let row = Array("row-1".utf8)

    @Test func `the digest is SHA-256, in one piece or in many`() throws {
        // FIPS 180-2, appendix B.1.
        let expected = "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"
        #expect(try Digest.sha256("abc".utf8).hex == expected)
        let digest = try Digest()
        for letter in ["a", "", "bc"] { try digest.update(letter.utf8) }
        #expect(try digest.finish().hex == expected)
    }

    @Test func `the message code is HMAC-SHA256`() throws {
        // RFC 4231, test case 2.
        let code = try hmac(Array("what do ya want for nothing?".utf8), key: Array("Jefe".utf8))
        #expect(code.hex == "5bdcc146bf60754e6a042426089575c75a003f089d2739839dec58b964ec3843")
    }

    @Test(arguments: [[], [1, 2, 3], [UInt8](repeating: 7, count: 10_000)] as [[UInt8]])
    func `what was sealed opens under the same key and row`(bytes: [UInt8]) throws {
        let sealer = try Sealer(key: key)
        let sealed = try sealer.seal(bytes, context: row)
        #expect(try sealer.open(sealed, context: row) == bytes)
        #expect(try sealer.seal(bytes, context: row) != sealed, "two seals of one secret do not look alike")
    }

    @Test func `sealed bytes do not open when any bit, the row or the key is another`() throws {
        let sealer = try Sealer(key: key)
        let sealed = try sealer.seal([1, 2, 3], context: row)
        for place in sealed.indices {
            var changed = sealed
            changed[place] ^= 1
            #expect(throws: SecretsError.notAuthentic) { try sealer.open(changed, context: row) }
        }
        #expect(throws: SecretsError.notAuthentic) { try sealer.open(sealed, context: Array("row-2".utf8)) }
        let other = try Sealer(key: key.reversed())
        #expect(throws: SecretsError.notAuthentic) { try other.open(sealed, context: row) }
        for count in [0, 1, 28] {
            #expect(throws: SecretsError.notAuthentic) { try sealer.open(Array(sealed.prefix(count)), context: row) }
        }
    }

    @Test(arguments: [0, 16, 31, 33]) func `a key of another length is refused`(length: Int) {
        #expect(throws: SecretsError.wrongKeyLength) { try Sealer(key: [UInt8](repeating: 1, count: length)) }
    }

    @Test func `equality is told of all bytes and of the length`() {
        #expect(areEqualInConstantTime([1, 2], [1, 2]))
        #expect(areEqualInConstantTime([], []))
        for other: [UInt8] in [[1], [1, 2, 3], [2, 2], [1, 3], []] { #expect(!areEqualInConstantTime([1, 2], other)) }
    }

    @Test func `random bytes are as many as asked for, and never the same`() throws {
        #expect(try randomBytes(0).isEmpty)
        let drawn = try (0..<100).map { _ in try randomBytes(16) }
        #expect(drawn.allSatisfy { $0.count == 16 })
        #expect(Set(drawn).count == 100)
    }

    @Test func `hexadecimal digits are lower case and two a byte`() {
        #expect([0x00, 0x0F, 0xA0, 0xFF].hex == "000fa0ff")
    }
}
