import Invoices
import Rendering

/// Readable pages made of an e-invoice: every field of it is written once.
struct InvoiceSheet {
    let pdf: [UInt8]
    /// Where each field is written, by its name.
    let places: [String: SheetWriter.Place]

    /// Writes at most `mostPages` pages; of a longer invoice the rest of the lines is left out, and the last page ends with “…”.
    init(_ invoice: ElectronicInvoice, mostPages: Int) throws(RenderingError) {
        let words = SheetWords(for: invoice)
        let writer = try SheetWriter(footer: words.heading("footer"), mostPages: mostPages)
        var fields = SheetFields(invoice.fields)
        let pairs = SheetPairs(writer, words)
        SheetHead(writer, words, pairs).write(&fields)
        SheetLines(writer, words).write(&fields)
        SheetTotals(writer, words, pairs).write(&fields)
        Self.writeRest(of: fields, writer, words, pairs)
        pdf = try writer.finish()
        places = writer.places
    }

    private static func writeRest(
        of fields: SheetFields, _ writer: SheetWriter, _ words: SheetWords, _ pairs: SheetPairs
    ) {
        let (rest, lists) = (fields.rest, fields.restOfLists)
        guard !rest.isEmpty || !lists.isEmpty else { return }
        writer.section(words.heading("further"))
        pairs.write(rest.map { SheetPairs.Pair(pairs.fullHeading(of: $0.name), $0) })
        for list in lists { pairs.write(list.members, of: list.name) }
    }
}

extension ElectronicInvoice {
    /// The invoice with the place of each field on pages that were made of it.
    func placed(on sheet: InvoiceSheet) -> ElectronicInvoice {
        var invoice = self
        invoice.fields = fields.map { field in
            var field = field
            let place = sheet.places[field.name]
            (field.page, field.box) = (place?.page, place?.box)
            return field
        }
        return invoice
    }
}
