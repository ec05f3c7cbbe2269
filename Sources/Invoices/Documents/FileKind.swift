/// Detects a file's kind by its first bytes only: names and media types are only claims.
package enum FileKind {
    /// How many of the first bytes are looked at; fewer are enough when the file is shorter.
    package static let headSize = 1024

    /// The kind of document these are the first bytes of; nil for anything that is not read here, e.g. HTML.
    package static func detect(in bytes: [UInt8]) -> DocumentType? {
        let head = Array(bytes.prefix(headSize))
        if head.starts(with: [0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A]) { return .png }
        if head.starts(with: [0xFF, 0xD8, 0xFF]) { return .jpg }
        if isTIFF(head) { return .tiff }
        if isBMP(head) { return .bmp }
        if isHEIC(head) { return .heic }
        if head.starts(with: "RIFF".utf8), head.dropFirst(8).starts(with: "WEBP".utf8) { return .webp }
        if isXML(head) { return .xml }
        if isPDF(head) { return .pdf }
        if SignedFile.isBeginning(head) { return .p7m }
        return nil
    }

    /// Little or big endian, classic or BigTIFF.
    private static func isTIFF(_ head: [UInt8]) -> Bool {
        [[0x49, 0x49, 0x2A, 0x00], [0x4D, 0x4D, 0x00, 0x2A], [0x49, 0x49, 0x2B, 0x00], [0x4D, 0x4D, 0x00, 0x2B]]
            .contains { head.starts(with: $0) }
    }

    /// "BM" alone begins many a text: the header that follows must have one of the known sizes.
    private static func isBMP(_ head: [UInt8]) -> Bool {
        guard head.starts(with: "BM".utf8), head.count >= 18 else { return false }
        let headerSize = Int(head[14]) | Int(head[15]) << 8 | Int(head[16]) << 16 | Int(head[17]) << 24
        return [12, 16, 40, 52, 56, 64, 108, 124].contains(headerSize)
    }

    /// A file type box whose major brand is one of pictures (ISO/IEC 23008-12, annexes B and C).
    private static func isHEIC(_ head: [UInt8]) -> Bool {
        guard head.dropFirst(4).starts(with: "ftyp".utf8) else { return false }
        let brand = head.dropFirst(8).prefix(4)
        let brands = ["heic", "heix", "heim", "heis", "hevc", "hevx", "mif1", "msf1"]
        return brands.contains { brand.elementsEqual($0.utf8) }
    }

    /// Readers accept bytes before the header, as mail gateways add them; a text that begins with a tag is no PDF.
    private static func isPDF(_ head: [UInt8]) -> Bool {
        let marker = Array("%PDF-".utf8)
        guard head.count >= marker.count, text(of: head).first != UInt8(ascii: "<") else { return false }
        return (0...head.count - marker.count).contains { head[$0...].starts(with: marker) }
    }

    private static func isXML(_ head: [UInt8]) -> Bool {
        if head.starts(with: [0xFF, 0xFE, 0x3C, 0x00]) || head.starts(with: [0xFE, 0xFF, 0x00, 0x3C]) { return true }
        let text = text(of: head)
        guard text.first == UInt8(ascii: "<") else { return false }
        let lowered = String(decoding: text, as: UTF8.self).lowercased()
        guard !lowered.contains("<html"), !lowered.contains("<!doctype html") else { return false }
        return lowered.hasPrefix("<?xml") || hasInvoiceRoot(lowered)
    }

    /// The declaration may be missing, as XML 1.0 allows: then the root element must be one that is read here.
    private static func hasInvoiceRoot(_ text: String) -> Bool {
        roots.contains { text.contains("<\($0)") || text.contains(":\($0)") }
    }

    /// Of invoices and of what carries them, in lower case.
    private static let roots = [
        "crossindustryinvoice", "crossindustrydocument", "invoice", "creditnote", "debitnote", "selfbilled",
        "standardbusinessdocument",
        "attacheddocument", "fatturaelettronica", "facturae", "faktura",
    ]

    /// Without a UTF-8 byte order mark and white space.
    private static func text(of head: [UInt8]) -> ArraySlice<UInt8> {
        let marked = head.starts(with: [0xEF, 0xBB, 0xBF]) ? head.dropFirst(3) : head[...]
        return marked.drop { $0 == 0x20 || (0x09...0x0D).contains($0) }
    }
}
