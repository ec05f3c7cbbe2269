import CCrypto
import Invoices

/// The document in signed messages (CAdES, RFC 5652), as FatturaPA's `.p7m`. Signatures are not verified: who signed says
/// nothing about what the invoice says, and the exchange that delivers such files has verified them.
enum SignedDocument {
    /// Files may be signed by several people one after the other, each signing the message before.
    private static let mostSignatures = 8

    /// The bytes themselves where they are no signed message. Throws if a message has no content, or cannot be decoded.
    static func content(of bytes: [UInt8]) throws(EInvoiceError) -> [UInt8] {
        var bytes = bytes
        for _ in 0..<mostSignatures {
            guard let message = SignedFile.der(bytes) else { return bytes }
            guard let inner = signedContent(of: message) else { throw .malformed(line: 1) }
            bytes = inner
        }
        throw .tooLarge
    }

    private static func signedContent(of message: [UInt8]) -> [UInt8]? {
        let parsed = message.withUnsafeBufferPointer { buffer in
            var start = buffer.baseAddress
            return d2i_CMS_ContentInfo(nil, &start, buffer.count)
        }
        guard let parsed else { return nil }
        defer { CMS_ContentInfo_free(parsed) }
        guard OBJ_obj2nid(CMS_get0_type(parsed)) == NID_pkcs7_signed, let content = CMS_get0_content(parsed)?.pointee,
            let start = ASN1_STRING_get0_data(content)
        else { return nil }
        return Array(UnsafeBufferPointer(start: start, count: Int(ASN1_STRING_length(content))))
    }
}
