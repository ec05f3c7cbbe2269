/// The lists of an invoice beside its line items (docs/contract.md section 9). Electronic invoices have them; of pages
/// those that a finder reads, the others are empty.
extension InvoiceField {
    /// In the order of extractedData.
    static let lists = [taxLines, notes, precedingInvoices, allowancesAndCharges, dueDates, cashDiscounts]

    /// BG-23: the VAT breakdown.
    package static let taxLines = InvoiceTable(
        "invoice.taxLines", formerName: "taxLines",
        columns: [
            InvoiceField("rate", .number, in: [.data, .csvEnd]),  // BT-119, in percent
            InvoiceField("category", .identifier, in: [.data, .csvEnd]),  // BT-118
            InvoiceField("net", .amount, in: [.data, .csvEnd]),  // BT-116
            InvoiceField("tax", .amount, in: [.data, .csvEnd]),  // BT-117
            InvoiceField("gross", .amount, in: .data),
            InvoiceField("exemptionReason", .text, in: .data),  // BT-120
            InvoiceField("exemptionCode", .identifier, in: .data),  // BT-121
        ])

    /// BG-1
    package static let notes = InvoiceTable("invoice.notes", valuesOf: .text)

    /// BG-3
    package static let precedingInvoices = InvoiceTable(
        "invoice.precedingInvoices",
        columns: [
            InvoiceField("number", .identifier, in: .data),  // BT-25
            InvoiceField("date", .date, in: .data),  // BT-26
        ])

    /// BG-20 and BG-21
    package static let allowancesAndCharges = InvoiceTable(
        "invoice.allowancesAndCharges",
        columns: [
            InvoiceField("isCharge", .flag, in: .data),
            InvoiceField("amount", .amount, in: .data, isUnsigned: true),  // BT-92, BT-99
            InvoiceField("base", .amount, in: .data),  // BT-93, BT-100
            InvoiceField("percent", .number, in: .data),  // BT-94, BT-101
            InvoiceField("reason", .text, in: .data),  // BT-97, BT-104
            InvoiceField("reasonCode", .identifier, in: .data),  // BT-98, BT-105
            InvoiceField("rate", .number, in: .data),  // BT-96, BT-103: the VAT's, in percent
        ])

    /// Instalments; a document with one due date has it in `invoice.dueDate` alone.
    package static let dueDates = InvoiceTable(
        "invoice.payment.dueDates",
        columns: [InvoiceField("date", .date, in: .data), InvoiceField("amount", .amount, in: .data)])

    package static let cashDiscounts = InvoiceTable(
        "invoice.payment.cashDiscounts",
        columns: [
            InvoiceField("percent", .number, in: .data),
            InvoiceField("amount", .amount, in: .data, isUnsigned: true),
            InvoiceField("base", .amount, in: .data),
            InvoiceField("days", .number, in: .data),
            InvoiceField("date", .date, in: .data),
        ])
}
