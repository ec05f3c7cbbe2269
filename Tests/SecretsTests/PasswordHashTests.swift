import Testing

@testable import Secrets

struct PasswordHashTests {
    /// Computed by Python's hashlib.scrypt from the password "Grüße aus Köln".
    private static let known =
        "$scrypt$ln=15,r=8,p=1$AAECAwQFBgcICQoLDA0ODw$IO8Latw8L4cArlLCDTAh4YwVN/5Wp3alAg3BBTC0jwg"
    private static let cheap =
        "$scrypt$ln=4,r=8,p=1$AAECAwQFBgcICQoLDA0ODw$ylypnyx3gX4FQi12G02x/J4qXrQo6dNGn3c3lqYWK4E"

    @Test(arguments: [known, cheap])
    func `a hash that another program made is understood`(text: String) throws {
        let hash = try #require(PasswordHash(stored: text))
        #expect(try hash.matches("Grüße aus Köln"))
        #expect(try hash.matches("Gru\u{308}ße aus Ko\u{308}ln"), "the same letters as other code points")
        #expect(try !hash.matches("grüße aus Köln"))
        #expect(hash.text == text)
    }

    @Test func `a password is hashed with a salt of its own`() throws {
        let hashes = try [PasswordHash(of: "correct horse"), PasswordHash(of: "correct horse")]
        #expect(hashes[0] != hashes[1])
        #expect(hashes[0].text.hasPrefix("$scrypt$ln=15,r=8,p=1$"))
        let stored = try #require(PasswordHash(stored: hashes[0].text))
        #expect(try stored.matches("correct horse") && !stored.matches("correct horse "))
        #expect(try !PasswordHash.ofNobody.matches("") && !PasswordHash.ofNobody.matches("correct horse"))
    }

    @Test(arguments: [
        "", "$", "$scrypt$ln=15,r=8,p=1$AAECAwQFBgcICQoLDA0ODw", known + "$", known.replacing("scrypt", with: "argon2"),
        known.replacing("ln=15", with: "ln=40"), known.replacing("ln=15", with: "ln=-1"),
        known.replacing("r=8", with: "r=9999"), known.replacing("p=1", with: "p=0"), known.replacing("ln=", with: "n="),
        known.replacing("AAEC", with: "AA"), known.replacing("IO8L", with: "IO"), known.replacing("IO8L", with: "é"),
    ])
    func `a text that is no hash, or one that costs too much, is refused`(text: String) {
        #expect(PasswordHash(stored: text) == nil)
    }
}
