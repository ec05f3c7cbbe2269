/// An e-invoice in XML that is embedded in a PDF, as Factur-X 1.0 (ZUGFeRD 2) says.
package struct InvoiceAttachment: Sendable {
    package static let fileName = "factur-x.xml"
    /// The names that such a file had in earlier versions; a PDF has one of them at most.
    private static let otherNames: Set<String> = ["zugferd-invoice.xml", "ZUGFeRD-invoice.xml", "xrechnung.xml"]

    private let xml: [UInt8]
    /// Factur-X's name of the profile, e.g. `EN 16931`.
    let profile: String
    /// UTC in ISO 8601, `2026-01-31T12:00:00Z`.
    let time: String

    package init(xml: [UInt8], profile: String, time: String) {
        (self.xml, self.profile, self.time) = (xml, profile, time)
    }

    /// Embeds the file in place of an earlier one and names it as another form of the whole document.
    func embed(in file: PDFFile) {
        let stream = file.stream(
            xml, "<</Type/EmbeddedFile/Subtype/text#2Fxml/Params<</Size \(xml.count)>>>>")
        file.set(file.getDictionary(file.dictionary(of: stream), "/Params"), "/ModDate", file.text(Self.date(time)))
        let specification = file.object("<</Type/Filespec/AFRelationship/Alternative/EF<<>>>>")
        for key in ["/F", "/UF"] {
            file.set(specification, key, file.text(Self.fileName))
            file.set(file.getDictionary(specification, "/EF"), key, stream)
        }
        file.set(specification, "/Desc", file.text("The invoice as data (Factur-X)"))
        let shared = file.shared(specification)
        replaceAssociated(by: shared, in: file)
        replaceNamed(by: shared, in: file)
    }

    private func replaceAssociated(by own: PDFFile.Object, in file: PDFFile) {
        let others = (file.get(file.root, "/AF").map(file.items) ?? []).filter { !isInvoice($0, file) }
        file.set(file.root, "/AF", file.array(others + [own]))
    }

    /// The tree of names may have branches: its files are put into one list, sorted by name.
    private func replaceNamed(by own: PDFFile.Object, in file: PDFFile) {
        let names = file.getDictionary(file.root, "/Names")
        var files = file.get(names, "/EmbeddedFiles").map { Self.entries(of: $0, file, depth: 0) } ?? []
        files.removeAll { isInvoice($0.file, file) }
        files.append((Self.fileName, own))
        files.sort { Array($0.name.utf8).lexicographicallyPrecedes(Array($1.name.utf8)) }
        let tree = file.object("<<>>")
        file.set(tree, "/Names", file.array(files.flatMap { [file.text($0.name), $0.file] }))
        file.set(names, "/EmbeddedFiles", file.shared(tree))
    }

    /// A tree deeper than this goes round in a circle.
    private static let deepest = 16
    private static let mostFiles = 1000

    private static func entries(
        of node: PDFFile.Object, _ file: PDFFile, depth: Int
    ) -> [(name: String, file: PDFFile.Object)] {
        guard depth < deepest else { return [] }
        let leaves = file.get(node, "/Names").map(file.items) ?? []
        var found = stride(from: 0, to: leaves.count - 1, by: 2).compactMap { index in
            file.string(leaves[index]).map { ($0, leaves[index + 1]) }
        }
        for kid in (file.get(node, "/Kids").map(file.items) ?? []).prefix(mostFiles) where found.count < mostFiles {
            found += entries(of: kid, file, depth: depth + 1)
        }
        return Array(found.prefix(mostFiles))
    }

    private func isInvoice(_ specification: PDFFile.Object, _ file: PDFFile) -> Bool {
        ["/UF", "/F"].compactMap { file.get(specification, $0).flatMap(file.string) }
            .contains { $0 == Self.fileName || Self.otherNames.contains($0) }
    }

    /// PDF's form of a time: `D:20260131120000Z`.
    private static func date(_ time: String) -> String { "D:" + time.filter(\.isNumber).prefix(14) + "Z" }
}
