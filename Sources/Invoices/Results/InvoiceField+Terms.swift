/// The terms of EN 16931 that results show beyond the fields that every invoice has, by the contract's names.
///
/// Electronic invoices have them; of pages those that `HeaderTerms` finds, the others are null.
extension InvoiceField {
    static let terms: [InvoiceField] = [
        InvoiceField("invoice.kind", .identifier, in: [.data, .csvEnd], column: Column("kind", length: 32)),
        InvoiceField("invoice.typeCode", .identifier, in: .data),  // BT-3
        InvoiceField("invoice.deliveryDate", .date, in: [.data, .csvEnd]),  // BT-72
        InvoiceField("invoice.taxPointDate", .date, in: .data),  // BT-7
        InvoiceField("invoice.period.start", .date, in: .data),  // BT-73
        InvoiceField("invoice.period.end", .date, in: .data),  // BT-74
        InvoiceField("invoice.buyerReference", .identifier, in: [.data, .csvEnd]),  // BT-10
        InvoiceField("invoice.salesOrder", .identifier, in: .data),  // BT-14
        InvoiceField("invoice.contract", .identifier, in: .data),  // BT-12
        InvoiceField("invoice.project", .identifier, in: .data),  // BT-11
        InvoiceField("invoice.deliveryNote", .identifier, in: .data),  // BT-16
        InvoiceField("invoice.supplier.tradingName", .text, in: .data),  // BT-28
        InvoiceField("invoice.supplier.taxNumber", .identifier, in: .data),  // BT-32
        InvoiceField("invoice.supplier.registrationNumber", .identifier, in: .data),  // BT-30
        InvoiceField("invoice.supplier.number", .identifier, in: .data),  // BT-29
        InvoiceField("invoice.supplier.electronicAddress", .identifier, in: .data),  // BT-34
        InvoiceField("invoice.supplier.addressParts.street", .text, in: .data),  // BT-35
        InvoiceField("invoice.supplier.addressParts.additional", .text, in: .data),  // BT-36
        InvoiceField("invoice.supplier.addressParts.postalCode", .text, in: .data),  // BT-38
        InvoiceField("invoice.supplier.addressParts.city", .text, in: .data),  // BT-37
        InvoiceField("invoice.supplier.addressParts.subdivision", .text, in: .data),  // BT-39
        InvoiceField("invoice.supplier.addressParts.country", .text, in: .data),  // BT-40
        InvoiceField("invoice.supplier.contact.name", .text, in: .data),  // BT-41
        InvoiceField("invoice.supplier.contact.phone", .identifier, in: .data),  // BT-42
        InvoiceField("invoice.supplier.contact.email", .identifier, in: .data),  // BT-43
        InvoiceField("invoice.customer.tradingName", .text, in: .data),  // BT-45
        InvoiceField("invoice.customer.taxNumber", .identifier, in: .data),  // -
        InvoiceField("invoice.customer.registrationNumber", .identifier, in: .data),  // BT-47
        InvoiceField("invoice.customer.electronicAddress", .identifier, in: .data),  // BT-49
        InvoiceField("invoice.customer.addressParts.street", .text, in: .data),  // BT-50
        InvoiceField("invoice.customer.addressParts.additional", .text, in: .data),  // BT-51
        InvoiceField("invoice.customer.addressParts.postalCode", .text, in: .data),  // BT-53
        InvoiceField("invoice.customer.addressParts.city", .text, in: .data),  // BT-52
        InvoiceField("invoice.customer.addressParts.subdivision", .text, in: .data),  // BT-54
        InvoiceField("invoice.customer.addressParts.country", .text, in: .data),  // BT-55
        InvoiceField("invoice.customer.contact.name", .text, in: .data),  // BT-56
        InvoiceField("invoice.customer.contact.phone", .identifier, in: .data),  // BT-57
        InvoiceField("invoice.customer.contact.email", .identifier, in: .data),  // BT-58
        InvoiceField("invoice.payee.name", .text, in: .data),  // BT-59
        InvoiceField("invoice.payee.address", .text, in: .data),
        InvoiceField("invoice.payee.number", .identifier, in: .data),  // BT-60
        InvoiceField("invoice.payee.registrationNumber", .identifier, in: .data),  // BT-61
        InvoiceField("invoice.deliverTo.name", .text, in: .data),  // BT-70
        InvoiceField("invoice.deliverTo.address", .text, in: .data),
        InvoiceField("invoice.amounts.lineTotal", .amount, in: .data),  // BT-106
        InvoiceField("invoice.amounts.prepaid", .amount, in: [.data, .csvEnd], isUnsigned: true),  // BT-113
        InvoiceField("invoice.amounts.rounding", .amount, in: [.data, .csvEnd]),  // BT-114
        InvoiceField("invoice.amounts.taxCurrency", .currency, in: .data),  // BT-6
        InvoiceField("invoice.amounts.taxInTaxCurrency", .amount, in: .data),  // BT-111
        InvoiceField("invoice.payment.meansCode", .identifier, in: .data),  // BT-81
        InvoiceField("invoice.payment.accountNumber", .identifier, in: .data),  // BT-84
        InvoiceField("invoice.payment.mandate", .identifier, in: .data),  // BT-89
        InvoiceField("invoice.payment.creditorId", .identifier, in: .data),  // BT-90
        InvoiceField("invoice.payment.means", .text, in: .data),  // BT-82
        InvoiceField("invoice.payment.accountName", .text, in: .data),  // BT-85
        InvoiceField("invoice.payment.bankCode", .identifier, in: .data),
        InvoiceField("invoice.payment.paid.amount", .amount, in: .data, isUnsigned: true),
        InvoiceField("invoice.payment.paid.method", .text, in: .data),
        InvoiceField("invoice.amountsIncludeTax", .flag, in: .data),
    ]

    /// Of a line.
    static let lineTerms: [InvoiceField] = [
        InvoiceField("position", .identifier, in: .data),  // BT-126
        InvoiceField("code", .identifier, in: [.data, .csvEnd]),  // BT-155
        InvoiceField("buyerCode", .identifier, in: .data),  // BT-156
        InvoiceField("gtin", .identifier, in: .data),  // BT-157
        InvoiceField("unit", .text, in: [.data, .csvEnd]),
        InvoiceField("unitCode", .identifier, in: [.data, .csvEnd]),  // BT-130
        InvoiceField("baseQuantity", .number, in: .data),  // BT-149
        InvoiceField("discount", .amount, in: [.data, .csvEnd], isUnsigned: true),  // BT-136
        InvoiceField("charge", .amount, in: .data, isUnsigned: true),  // BT-141
        InvoiceField("taxRate", .number, in: [.data, .csvEnd]),  // BT-152
        InvoiceField("taxCategory", .identifier, in: [.data, .csvEnd]),  // BT-151
        InvoiceField("taxAmount", .amount, in: [.data, .csvEnd]),
        InvoiceField("amountWithTax", .amount, in: [.data, .csvEnd]),
        InvoiceField("period.start", .date, in: .data),  // BT-134
        InvoiceField("period.end", .date, in: .data),  // BT-135
        InvoiceField("orderReference", .identifier, in: .data),  // BT-132
        InvoiceField("note", .text, in: .data),  // BT-127
    ]
}
