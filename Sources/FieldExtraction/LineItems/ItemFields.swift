import Foundation
import Invoices

/// An item's fields by the contract's names.
struct ItemFields {
    let item: ItemDraft
    let index: Int
    let source: Field.Source
    /// Whether the rows add up to the invoice's amounts.
    let isProven: Bool
    /// Whether a template told the columns.
    let isByTemplate: Bool

    var fields: [Field] {
        var fields: [Field] = []
        if let description = ItemDescription(lines: item.lines).field {
            fields.append(make("description", .text(description.text), description.text, description.box, 1))
        }
        for (name, cell) in [("quantity", item.quantity), ("unitPrice", item.unitPrice), ("amount", item.amount)] {
            guard let cell, let figure = cell.figure else { continue }
            var field = make(name, .amount(Amount(figure.value)), figure.text, cell.box, figure.confidence)
            if item.repairs.contains(name) {
                field.isRepaired = true
                field.method = .arithmetic
            }
            fields.append(field)
        }
        for term in LineTerms(item).terms where item.others[term.name] == nil {
            var field = make(term.name, term.value, term.cell.text, term.cell.box, term.cell.figure?.confidence ?? 1)
            if term.isComputed { field.method = .arithmetic }
            fields.append(field)
        }
        for (name, cell) in item.others.sorted(by: { $0.key < $1.key }) {
            let value = cell.figure.map { Field.Value.amount(Amount($0.value)) } ?? .text(cell.text)
            fields.append(make(name, value, cell.text, cell.box, cell.figure?.confidence ?? 1))
        }
        return fields.map { field in
            var field = field
            if isByTemplate, field.method == .reader { field.method = .template }
            return field
        }
    }

    private func make(_ name: String, _ value: Field.Value, _ raw: String, _ box: Box, _ certainty: Double) -> Field {
        let checked: Double =
            switch (item.addsUp, isProven) {
            case (true, true): 0.98
            case (_, true): 0.93
            case (true, _): 0.9
            case (nil, _): 0.7
            default: 0.55
            }
        return Field(
            name: "lineItems[\(index)].\(name)", value: value, rawText: raw, confidence: checked * max(certainty, 0.7),
            page: item.page, box: box, source: source)
    }
}
