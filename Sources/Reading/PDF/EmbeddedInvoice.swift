import EInvoices
import Invoices
import Rendering

/// The e-invoice among a PDF's files. There may be many: annexes, an older invoice, the order.
enum EmbeddedInvoice {
    /// The names that Factur-X, ZUGFeRD 1 and 2, and XRechnung give it, in lower case.
    private static let knownNames: Set<String> = ["factur-x.xml", "zugferd-invoice.xml", "xrechnung.xml"]
    /// More files than that are no annexes of an invoice; each may have to be decoded in part.
    private static let maximum = 500

    /// A file by a known name first, wherever the PDF names it; then any XML; then what begins as XML. Files that cannot be
    /// read are passed over: the pages can still be read.
    static func find(in document: PDFDocument, _ limits: ReaderLimits) -> ElectronicInvoice? {
        func read(_ file: PDFAttachment, if isWanted: @escaping ([UInt8]) -> Bool = { _ in true }) -> ElectronicInvoice?
        {
            file.bytes(upTo: limits.electronicInvoice, if: isWanted).flatMap { try? EInvoice.read($0) }
        }
        let embedded = document.embeddedFiles
        if let invoice = embedded.lazy.filter(hasKnownName).compactMap({ read($0) }).first { return invoice }
        let others = document.annotatedFiles(ofFirst: limits.pages) + document.associatedFiles
        if let invoice = others.lazy.filter(hasKnownName).compactMap({ read($0) }).first { return invoice }
        let all = (embedded + others).prefix(maximum)
        return all.lazy.filter(isNamedXML).compactMap { read($0) }.first
            ?? all.lazy.filter { !isNamedXML($0) }.compactMap { read($0) { FileKind.detect(in: $0) == .xml } }.first
    }

    private static func hasKnownName(_ file: PDFAttachment) -> Bool { knownNames.contains(file.name.lowercased()) }

    private static func isNamedXML(_ file: PDFAttachment) -> Bool { file.name.lowercased().hasSuffix(".xml") }
}
