import Invoices

/// Checks that payment is not due before the invoice was written.
struct DatesCheck {
    func findings(_ extraction: Extraction) -> [Finding] {
        let invoice = extraction.invoice
        guard let date = invoice.date, let due = invoice.dueDate, due < date else { return [] }
        let message = "The due date \(due.text) is before the invoice's date \(date.text)."
        return [Finding(field: "invoice.dueDate", severity: .error, message: message)]
    }
}
