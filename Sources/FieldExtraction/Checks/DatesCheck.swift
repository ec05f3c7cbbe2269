import Invoices

/// Checks that an invoice's dates can be true together: nobody pays before there is an invoice, and nobody delivers years
/// apart from it.
struct DatesCheck {
    func findings(_ extraction: Extraction) -> [Finding] {
        let besideDate = extraction["invoice.date"]?.value.date.map { [due(extraction, $0), delivery(extraction, $0)] }
        return ((besideDate ?? []) + [period(extraction)]).compactMap { $0 }
    }

    /// Days that nobody gives for payment, and that no delivery is apart from its invoice.
    private static let farthest = 400

    private func due(_ extraction: Extraction, _ date: CalendarDate) -> Finding? {
        guard let due = extraction["invoice.dueDate"]?.value.date else { return nil }
        if due < date {
            return finding("dueDate", .error, "The due date \(due.text) is before the invoice's date \(date.text).")
        }
        guard let last = date.adding(days: Self.farthest), last < due else { return nil }
        return finding(
            "dueDate", .warning, "The due date \(due.text) is more than a year after the invoice's date \(date.text).")
    }

    private func delivery(_ extraction: Extraction, _ date: CalendarDate) -> Finding? {
        guard let delivery = extraction["invoice.deliveryDate"]?.value.date else { return nil }
        let (first, second) = delivery < date ? (delivery, date) : (date, delivery)
        guard let last = first.adding(days: Self.farthest), last < second else { return nil }
        return finding(
            "deliveryDate", .warning,
            "The delivery date \(delivery.text) is more than a year apart from the invoice's date \(date.text).")
    }

    private func period(_ extraction: Extraction) -> Finding? {
        guard let start = extraction["invoice.period.start"]?.value.date,
            let end = extraction["invoice.period.end"]?.value.date, end < start
        else { return nil }
        return finding("period.end", .error, "The period ends on \(end.text), before it begins on \(start.text).")
    }

    private func finding(_ name: String, _ severity: Finding.Severity, _ message: String) -> Finding {
        Finding(field: "invoice.\(name)", severity: severity, message: message, code: .dates)
    }
}
