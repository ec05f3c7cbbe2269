import Secrets

/// The text of an API key: `ocr_live_`, 12 characters that name it, 32 of secret, 6 of checksum.
///
/// The prefix lets secret scanners find it, the checksum refuses a mistyped key without asking the database.
struct APIKeyText {
    static let prefix = "ocr_live_"
    /// Base 62 without a bias: bytes that do not fit are drawn again.
    private static let alphabet = Array("0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz".utf8)

    /// What four bits leave in the checksum.
    private static let remainders: [UInt32] = (0..<16).map { (bits: UInt32) -> UInt32 in
        var crc = bits
        for _ in 0..<4 { crc = crc & 1 == 1 ? crc >> 1 ^ 0xEDB8_8320 : crc >> 1 }
        return crc
    }

    let id: String
    /// 32 characters of base 62: 190 random bits.
    let secret: String

    static func random() throws -> APIKeyText {
        APIKeyText(id: try characters(12), secret: try characters(32))
    }

    private init(id: String, secret: String) {
        self.id = id
        self.secret = secret
    }

    /// Nil for a text that no key can be.
    init?(_ text: String) {
        var text = text
        let parts = text.withUTF8 { characters -> (id: String, secret: String)? in
            guard characters.count == 59, characters.starts(with: APIKeyText.prefix.utf8),
                characters[9...].allSatisfy(APIKeyText.isInAlphabet)
            else { return nil }
            let named = UnsafeBufferPointer(rebasing: characters[9..<53])
            guard characters[53...].elementsEqual(APIKeyText.checksum(named)) else { return nil }
            return (String(decoding: named[..<12], as: UTF8.self), String(decoding: named[12...], as: UTF8.self))
        }
        guard let parts else { return nil }
        (id, secret) = parts
    }

    private static func isInAlphabet(_ character: UInt8) -> Bool {
        switch character {
        case 0x30...0x39, 0x41...0x5A, 0x61...0x7A: true
        default: false
        }
    }

    var text: String {
        let named = id + secret
        return APIKeyText.prefix + named
            + String(decoding: Array(named.utf8).withUnsafeBufferPointer(APIKeyText.checksum), as: UTF8.self)
    }

    func hash() throws -> [UInt8] { try Digest.sha256(secret.utf8) }

    private static func characters(_ count: Int) throws -> String {
        var characters: [UInt8] = []
        while characters.count < count {
            characters += try randomBytes(count).filter { $0 < 248 }.map { alphabet[Int($0) % 62] }
        }
        return String(decoding: characters.prefix(count), as: UTF8.self)
    }

    /// CRC-32 (IEEE 802.3) in base 62, as GitHub's tokens bear it.
    private static func checksum(_ text: UnsafeBufferPointer<UInt8>) -> [UInt8] {
        var crc: UInt32 = 0xFFFF_FFFF
        for byte in text {
            crc ^= UInt32(byte)
            // Four bits at a time: every request is asked for its key's.
            for _ in 0..<2 { crc = crc >> 4 ^ remainders[Int(crc & 15)] }
        }
        var rest = ~crc
        var digits = [UInt8](repeating: 0, count: 6)
        for index in digits.indices.reversed() {
            digits[index] = alphabet[Int(rest % 62)]
            rest /= 62
        }
        return digits
    }
}
