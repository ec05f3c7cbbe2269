import Invoices

/// The amounts of an invoice that its sums are made of, as they were found; nil where they were not.
struct InvoiceSums {
    /// One rate of tax.
    struct TaxLine {
        /// Its place among the rates, from 0.
        let index: Int
        /// Per cent.
        let rate: Amount?
        let net: Amount?
        let tax: Amount?
    }

    let subtotal: Amount?
    let tax: Amount?
    let total: Amount?
    /// BT-106: of the lines, before allowances and charges of the document.
    let lineTotal: Amount?
    /// Taken off where they are positive, as allowances are but for those of an e-invoice; charges are added.
    let allowances: Amount
    let charges: Amount
    let prepaid: Amount?
    let rounding: Amount
    let amountDue: Amount?
    let currency: String?
    let taxLines: [TaxLine]
    let lineItems: [Invoice.LineItem]

    init(_ extraction: Extraction) {
        let invoice = extraction.invoice
        func amount(_ name: String) -> Amount? { extraction[name]?.value.amount }
        subtotal = invoice.subtotal
        tax = invoice.tax
        total = invoice.total
        lineTotal = amount("invoice.amounts.lineTotal")
        allowances = amount("invoice.amounts.allowances") ?? Amount(0)
        charges = amount("invoice.amounts.charges") ?? Amount(0)
        prepaid = amount("invoice.amounts.prepaid")
        rounding = amount("invoice.amounts.rounding") ?? Amount(0)
        amountDue = amount("invoice.amounts.amountDue")
        currency = invoice.currency
        lineItems = invoice.lineItems
        taxLines = Self.taxLines(invoice)
    }

    private static func taxLines(_ invoice: Invoice) -> [TaxLine] {
        let columns = InvoiceField.taxLines
        return invoice.rows(of: columns).enumerated().map { index, row in
            func amount(_ name: String) -> Amount? { columns[column: name].flatMap { row[$0]?.amount } }
            return TaxLine(index: index, rate: amount("rate"), net: amount("net"), tax: amount("tax"))
        }
    }

    /// The sum with what the document adds to its lines and takes off.
    func surcharged(_ sum: Amount) -> Amount { sum.with(charges: charges, allowances: allowances) }
}
