import Invoices

/// Compares the e-invoice with what the page shows: a difference may be a fraud.
struct CrossCheck {
    let electronic: [Field]
    let page: [Field]

    var findings: [Finding] {
        let compared = [
            ("invoice.amounts.total", "total"), ("invoice.date", "date"), ("invoice.payment.iban", "IBAN"),
            ("invoice.number", "number"),
        ]
        return compared.compactMap { name, word in
            guard let said = electronic.first(where: { $0.name == name }),
                let shown = page.first(where: { $0.name == name }),
                shown.confidence >= 0.7, !isSame(said.value, shown.value)
            else { return nil }
            let message = "The embedded e-invoice gives the \(word) \(said.rawText), the page shows \(shown.rawText)."
            return Finding(field: name, severity: .warning, message: message)
        }
    }

    private func isSame(_ one: Field.Value, _ other: Field.Value) -> Bool {
        switch (one, other) {
        case (.text(let a), .text(let b)): IdentifierFinder.key(a) == IdentifierFinder.key(b)
        case (.amount(let a), .amount(let b)): a.cents == b.cents
        default: one == other
        }
    }
}
