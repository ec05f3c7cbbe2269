import Invoices
import Rendering

/// The top of the first page: what document it is, its dates, the parties and the references.
struct SheetHead {
    private static let half = (SheetWriter.right - SheetWriter.left) / 2
    private static let middle = SheetWriter.left + half
    private static let headingWidth = 92.0

    private let writer: SheetWriter
    private let words: SheetWords
    private let pairs: SheetPairs

    init(_ writer: SheetWriter, _ words: SheetWords, _ pairs: SheetPairs) {
        (self.writer, self.words, self.pairs) = (writer, words, pairs)
    }

    func write(_ fields: inout SheetFields) {
        writeTitle(&fields)
        writeFacts(&fields)
        writer.space()
        let parties = ["supplier", "customer"].map { party($0, &fields) }
        writer.beside(
            { write(parties[0], "supplier", x: SheetWriter.left) }, { write(parties[1], "customer", x: Self.middle) })
    }

    private func writeTitle(_ fields: inout SheetFields) {
        let kind = fields.take("invoice.kind")
        let number = fields.take("invoice.number")
        let style = PDFCanvas.Style(size: 16, isBold: true)
        let title = words.heading(ofField: kind?.value.text ?? "invoice")
        writer.space(6)
        writer.row([
            .init(
                text: title, fields: kind.map { [$0.name] } ?? [], x: SheetWriter.left, width: Self.half - 10,
                style: style),
            .init(
                text: number.map(words.text) ?? "", fields: number.map { [$0.name] } ?? [], x: Self.middle,
                width: Self.half, style: style),
        ])
        writer.space()
    }

    private func writeFacts(_ fields: inout SheetFields) {
        let dates = pairs.take(
            [
                "invoice.date", "invoice.dueDate", "invoice.deliveryDate", "invoice.period.start",
                "invoice.period.end", "invoice.taxPointDate",
            ], from: &fields)
        let references = pairs.take(
            [
                "invoice.typeCode", "invoice.purchaseOrder", "invoice.salesOrder", "invoice.contract",
                "invoice.project", "invoice.deliveryNote", "invoice.buyerReference",
            ], from: &fields)
        writer.beside(
            { pairs.write(dates, width: Self.half - 10, headingWidth: Self.headingWidth) },
            { pairs.write(references, x: Self.middle, width: Self.half, headingWidth: Self.headingWidth) })
    }

    // MARK: Parties

    private struct Party {
        var name: Field?
        /// The address's lines, each with the fields that it shows.
        var address: [(text: String, fields: [String])] = []
        var details: [SheetPairs.Pair] = []
    }

    private func party(_ name: String, _ fields: inout SheetFields) -> Party {
        let path = "invoice.\(name)"
        var party = Party(name: fields.take("\(path).name"))
        party.address = address(of: path, &fields)
        let own = fields.names.filter { $0.hasPrefix("\(path).") && !$0.hasSuffix(".address") }
        party.details = pairs.take(own, from: &fields)
        return party
    }

    /// The whole address is written by its parts, or as it is if it has none.
    private func address(of path: String, _ fields: inout SheetFields) -> [(text: String, fields: [String])] {
        let whole = fields.take("\(path).address")
        let wholeName = whole.map { [$0.name] } ?? []
        let rows = [["street"], ["additional"], ["further"], ["postalCode", "city"], ["subdivision", "country"]]
        let parts = rows.map { row in row.compactMap { fields.take("\(path).addressParts.\($0)") } }
            .filter { !$0.isEmpty }
        guard !parts.isEmpty else { return whole.map { [(words.text(of: $0), wholeName)] } ?? [] }
        return parts.map { row in
            (row.map(words.text).joined(separator: " "), row.map(\.name) + wholeName)
        }
    }

    private func write(_ party: Party, _ key: String, x: Double) {
        let width = Self.half - 10
        writer.row([.init(text: words.heading(key), x: x, width: width, style: SheetWriter.small)])
        if let name = party.name {
            writer.row([
                .init(text: words.text(of: name), fields: [name.name], x: x, width: width, style: SheetWriter.strong)
            ])
        }
        for line in party.address {
            writer.row([.init(text: line.text, fields: line.fields, x: x, width: width)])
        }
        pairs.write(party.details, x: x, width: width, headingWidth: Self.headingWidth)
    }
}
