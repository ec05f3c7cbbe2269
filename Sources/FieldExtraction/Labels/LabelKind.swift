import Invoices

/// What a label on an invoice announces; the names are the keys under `labels` in the language files, but for the
/// columns, which come from `headings`.
enum LabelKind: String, Sendable, CaseIterable {
    case title, creditNote, number, precedingInvoice, date, dueDate, deliveryDate, period, otherDate
    case total, subtotal, tax, amountDue, paid, change, rounding, discount, shipping, notPayable, carried
    case taxId, customerTaxId, taxNumber, registrationNumber, registration
    case supplierHeading, customerHeading, shipHeading, otherHeading, partyName, partyAddress, attention, phone, contact
    case purchaseOrder, salesOrder, contract, project, deliveryNote, buyerReference, customerNumber, otherNumber
    case paymentTerms, paymentMeans, paymentReference, accountNumber, bankCode, page
    case columnDescription, columnQuantity, columnUnitPrice, columnAmount, columnTaxRate, columnGross, columnOther

    var isColumn: Bool { rawValue.hasPrefix("column") }

    /// Those beside which a day is printed.
    static let dates: Set<LabelKind> = [.date, .dueDate, .deliveryDate, .period, .otherDate]

    /// Those beside which a party's number in a register or a means to reach it is printed.
    static let registrations: Set<LabelKind> = [.registrationNumber, .registration]
    static let contacts: Set<LabelKind> = [.phone, .contact]

    /// Those beside which the number of something else than the invoice, its order or its customer is printed.
    static let otherNumbers: Set<LabelKind> = [
        .salesOrder, .contract, .project, .deliveryNote, .buyerReference, .accountNumber, .bankCode, .otherNumber,
    ]

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
