import Invoices

/// Below the lines: totals, the tax of each rate, payment and notes.
struct SheetTotals {
    private static let amounts = [
        "lineTotal", "allowances", "charges", "subtotal", "tax", "total", "prepaid", "rounding", "amountDue",
    ]
    /// The sums that are printed in bold.
    private static let strong: Set<String> = ["invoice.amounts.total", "invoice.amounts.amountDue"]
    private static let x = 300.0
    private static let taxColumns: [(key: String, x: Double, width: Double, isRight: Bool)] = [
        ("category", 50, 60, false), ("rate", 110, 50, true), ("net", 170, 80, true), ("tax", 260, 80, true),
    ]

    private let writer: SheetWriter
    private let words: SheetWords
    private let pairs: SheetPairs

    init(_ writer: SheetWriter, _ words: SheetWords, _ pairs: SheetPairs) {
        (self.writer, self.words, self.pairs) = (writer, words, pairs)
    }

    func write(_ fields: inout SheetFields) {
        writeAmounts(&fields)
        writeTaxLines(&fields)
        writePayment(&fields)
        writeNotes(&fields)
    }

    private func writeAmounts(_ fields: inout SheetFields) {
        writer.space(6)
        let currency = fields.take("invoice.amounts.currency")
        // Its place is beside the total, although it stands beside each sum.
        let hasTotal = fields.names.contains("invoice.amounts.total")
        for key in Self.amounts {
            guard let field = fields.take("invoice.amounts.\(key)") else { continue }
            let style = Self.strong.contains(field.name) ? SheetWriter.strong : SheetWriter.body
            writer.row([
                .init(text: words.heading(key), x: Self.x, width: 130, style: style),
                .init(
                    text: currency.map(words.text) ?? "",
                    fields: hasTotal == (key == "total") ? currency.map { [$0.name] } ?? [] : [],
                    x: Self.x + 134,
                    width: 34, style: style),
                .init(
                    text: words.text(of: field), fields: [field.name], x: Self.x + 170, width: 75, style: style,
                    isRight: true),
            ])
        }
        // Without any sum there was no row to write it in.
        if let currency, writer.places[currency.name] == nil {
            pairs.write([SheetPairs.Pair(words.heading(ofField: currency.name), currency)])
        }
    }

    private func writeTaxLines(_ fields: inout SheetFields) {
        let columns = Self.taxColumns
        let members = fields.takeList("invoice.taxLines")
        guard !members.isEmpty else { return }
        writer.section(words.heading("taxLines"))
        writer.beginTable(
            columns.map {
                .init(
                    text: words.heading($0.key), x: $0.x, width: $0.width, style: SheetWriter.small, isRight: $0.isRight
                )
            })
        for member in members {
            var member = member
            writer.row(
                columns.compactMap { column in
                    member.take(column.key).map {
                        .init(
                            text: words.text(of: $0), fields: [$0.name], x: column.x, width: column.width,
                            isRight: column.isRight)
                    }
                })
            pairs.write(member.fields.map { SheetPairs.Pair(words.heading(ofField: $0.name), $0) })
        }
        writer.endTable()
    }

    private func writePayment(_ fields: inout SheetFields) {
        let names = fields.names.filter { $0.hasPrefix("invoice.payment.") }
        let payment = pairs.take(names, from: &fields)
        let lists = fields.listNames.filter { $0.hasPrefix("invoice.payment.") }
        guard !payment.isEmpty || !lists.isEmpty else { return }
        writer.section(words.heading("payment"))
        pairs.write(payment)
        for list in lists { pairs.write(fields.takeList(list), of: list) }
    }

    private func writeNotes(_ fields: inout SheetFields) {
        let notes = fields.takeList("invoice.notes")
        guard !notes.isEmpty else { return }
        writer.section(words.heading("notes"))
        for field in notes.flatMap(\.fields) {
            writer.row([
                .init(
                    text: words.text(of: field), fields: [field.name], x: SheetWriter.left,
                    width: SheetWriter.right - SheetWriter.left)
            ])
        }
    }
}
