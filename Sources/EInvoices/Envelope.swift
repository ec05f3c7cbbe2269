import Foundation

/// XML that carries an invoice: a Standard Business Document (Peppol's network) or UBL's AttachedDocument, which has the
/// invoice as text (Colombia's DIAN sends it so, beside its own approval).
enum Envelope {
    private static let standard = "StandardBusinessDocument"
    private static let attached = "AttachedDocument"
    /// Of an AttachedDocument's own attachment; those deeper down hold approvals.
    private static let documents: Set<[String]> = [
        [attached, "Attachment", "ExternalReference", "Description"],
        [attached, "Attachment", "EmbeddedDocumentBinaryObject"],
    ]

    /// Whether the text of an element below `parents` is a document.
    static func isDocument(_ name: String, below parents: [XMLNode]) -> Bool {
        guard parents.count <= 3, parents.first?.name == attached else { return false }
        return documents.contains(parents.map(\.name) + [name])
    }

    /// The root element of the invoice; the document's own where nothing carries it.
    static func invoice(in root: XMLNode) throws(EInvoiceError) -> XMLNode {
        switch root.name {
        case standard: return root.children.first { $0.name != "StandardBusinessDocumentHeader" } ?? root
        case attached: return try attachment(of: root)
        default: return root
        }
    }

    private static func attachment(of root: XMLNode) throws(EInvoiceError) -> XMLNode {
        for path in documents.sorted(by: { $0.count > $1.count }) {
            for node in root.all(path.dropFirst().map { [$0] }) {
                if let bytes = bytes(of: node) { return try XMLDocument.read(bytes) }
            }
        }
        throw .notAnInvoice
    }

    /// As text, or in base64; nil for anything but XML, such as a description in words.
    private static func bytes(of node: XMLNode) -> [UInt8]? {
        let text = node.characters.drop(while: \.isWhitespace)
        if text.first == "<" { return Array(text.utf8) }
        guard let data = Data(base64Encoded: String(text), options: .ignoreUnknownCharacters), !data.isEmpty else {
            return nil
        }
        return Array(data)
    }
}
