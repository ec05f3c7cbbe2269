import Invoices

/// The columns of a table, told from the rows that are known to stand in it.
struct ItemColumns {
    let rule: LineItemRule?

    /// Nil where no row prints an item's amounts in cells of their own.
    init(_ analysis: DocumentAnalysis, _ items: [Invoice.LineItem]) {
        rule = items.lazy.compactMap { Self.rule(analysis, $0) }.first
    }

    private static func rule(_ analysis: DocumentAnalysis, _ item: Invoice.LineItem) -> LineItemRule? {
        let layout = analysis.layout
        for (number, row) in layout.rows.enumerated() {
            let amounts = analysis.amounts(inRow: number)
            func column(_ value: Amount?) -> Int? {
                guard let value, let found = amounts.last(where: { $0.value == value }) else { return nil }
                return found.segment - row.segments.lowerBound
            }
            guard let amount = column(item.amount), let price = column(item.unitPrice), amount != price else {
                continue
            }
            var columns = [
                LineItemRule.Column(name: "unitPrice", index: price, kind: .amount),
                LineItemRule.Column(name: "amount", index: amount, kind: .amount),
            ]
            if let quantity = column(item.quantity), quantity != price, quantity != amount {
                columns.append(LineItemRule.Column(name: "quantity", index: quantity, kind: .number))
            }
            if let text = row.segments.first(where: { isText(layout.segments[$0], of: item) }) {
                let index = text - row.segments.lowerBound
                columns.append(LineItemRule.Column(name: "description", index: index, kind: .text))
            }
            return LineItemRule(headerRow: 0, dataStartRow: 1, columns: columns.sorted { $0.index < $1.index })
        }
        return nil
    }

    private static func isText(_ segment: Segment, of item: Invoice.LineItem) -> Bool {
        let (text, wanted) = (
            TemplateProposal.squeezed(segment.text), TemplateProposal.squeezed(item.description ?? "")
        )
        return text.count > 2 && wanted.hasPrefix(text)
    }
}
