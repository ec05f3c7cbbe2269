import Foundation

/// A signed message that may carry a document (RFC 5652 SignedData, `.p7m`): in DER or BER, in base64, or as PEM.
package enum SignedFile {
    /// The object identifier of SignedData, 1.2.840.113549.1.7.2, in DER.
    private static let signedData: [UInt8] = [0x06, 0x09, 0x2A, 0x86, 0x48, 0x86, 0xF7, 0x0D, 0x01, 0x07, 0x02]
    private static let sequence: UInt8 = 0x30
    /// A tag and a length of at most five bytes.
    private static let longestHeader = 6
    /// Enough in base64 for the header and the identifier: four characters for three bytes.
    private static let base64Head = 32
    private static let pemMark = Array("-----".utf8)

    package static func isBeginning(_ head: [UInt8]) -> Bool {
        isDER(head) || isPEM(head) || isBase64(head)
    }

    /// The message in DER; nil if the bytes are none.
    package static func der(_ bytes: [UInt8]) -> [UInt8]? {
        if isDER(bytes) { return bytes }
        guard isBeginning(Array(bytes.prefix(FileKind.headSize))) else { return nil }
        let lines = bytes.split(whereSeparator: { $0 == 0x0A || $0 == 0x0D }).filter { !$0.starts(with: pemMark) }
        return Data(base64Encoded: Data(lines.joined()), options: .ignoreUnknownCharacters).map { Array($0) }
    }

    private static func isDER(_ bytes: [UInt8]) -> Bool {
        guard bytes.first == sequence else { return false }
        let head = bytes.prefix(longestHeader + signedData.count)
        return (2...longestHeader).contains { head.dropFirst($0).starts(with: signedData) }
    }

    private static func isPEM(_ head: [UInt8]) -> Bool {
        head.starts(with: pemMark) && (contains("BEGIN PKCS7", head) || contains("BEGIN CMS", head))
    }

    /// A sequence's tag and length begin with `MI` in base64.
    private static func isBase64(_ head: [UInt8]) -> Bool {
        guard head.drop(while: \.isBlank).starts(with: Array("MI".utf8)) else { return false }
        let text = head.filter { !$0.isBlank }.prefix(base64Head)
        return Data(base64Encoded: Data(text)).map { isDER(Array($0)) } ?? false
    }

    private static func contains(_ words: String, _ head: [UInt8]) -> Bool {
        head.prefix(64).firstRange(of: Array(words.utf8)) != nil
    }
}

extension UInt8 {
    fileprivate var isBlank: Bool { self == 0x20 || (0x09...0x0D).contains(self) }
}
