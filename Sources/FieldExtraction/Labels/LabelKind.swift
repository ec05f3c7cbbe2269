import Invoices

/// What a label on an invoice announces; the names are the keys under `labels` in the language files, but for the
/// columns, which come from `headings`.
enum LabelKind: String, Sendable, CaseIterable {
    case title, creditNote, number, date, dueDate, otherDate
    case total, subtotal, tax, amountDue, paid, change, rounding, discount, shipping, notPayable, carried
    case taxId, customerTaxId, registration
    case supplierHeading, customerHeading, shipHeading, otherHeading, partyName, partyAddress, attention, contact
    case purchaseOrder, customerNumber, otherNumber, paymentTerms, paymentReference, page
    case columnDescription, columnQuantity, columnUnitPrice, columnAmount, columnTaxRate, columnGross, columnOther

    var isColumn: Bool { rawValue.hasPrefix("column") }

    /// Those beside which a day is printed.
    static let dates: Set<LabelKind> = [.date, .dueDate, .otherDate]

    /// Those behind which the value is a number of money.
    var isAmount: Bool {
        switch self {
        case .total, .subtotal, .tax, .amountDue, .paid, .change, .rounding, .discount, .shipping, .notPayable: true
        default: false
        }
    }

    var isHeading: Bool {
        switch self {
        case .supplierHeading, .customerHeading, .shipHeading, .otherHeading: true
        default: false
        }
    }
}
