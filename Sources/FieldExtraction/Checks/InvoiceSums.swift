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
    let allowances: Amount?
    let charges: Amount?
    /// 0 where an e-invoice has none; of a page nobody knows.
    let prepaid: Amount?
    /// Income tax that the customer pays to the tax office (Facturae).
    let withheld: Amount
    /// Paid for the customer, and to be paid with the total.
    let thirdParty: Amount
    let rounding: Amount
    let amountDue: Amount?
    let currency: String?
    let taxLines: [TaxLine]
    let lineItems: [Invoice.LineItem]
    /// BG-20 and BG-21.
    let allowancesAndCharges: [Invoice.Row]
    /// Whether they are those of an e-invoice, which writes each sum in its own element.
    let isElectronic: Bool

    init(_ extraction: Extraction, isElectronic: Bool = false) {
        let invoice = extraction.invoice
        func amount(_ name: String) -> Amount? { extraction[name]?.value.amount }
        // Of e-invoices alone, whose `fields` have it; extractedData does not show it.
        func term(_ name: String) -> Amount { amount("invoice.amounts.\(name)") ?? Amount(0) }
        subtotal = invoice.subtotal
        tax = invoice.tax
        total = invoice.total
        lineTotal = amount("invoice.amounts.lineTotal")
        allowances = amount("invoice.amounts.allowances")
        charges = amount("invoice.amounts.charges")
        prepaid = amount("invoice.amounts.prepaid") ?? (isElectronic ? Amount(0) : nil)
        withheld = term("withheld")
        thirdParty = term("thirdParty")
        rounding = amount("invoice.amounts.rounding") ?? Amount(0)
        amountDue = amount("invoice.amounts.amountDue")
        currency = invoice.currency
        lineItems = invoice.lineItems
        taxLines = Self.taxLines(invoice)
        allowancesAndCharges = invoice.rows(of: InvoiceField.allowancesAndCharges)
        self.isElectronic = isElectronic
    }

    private static func taxLines(_ invoice: Invoice) -> [TaxLine] {
        let columns = InvoiceField.taxLines
        return invoice.rows(of: columns).enumerated().map { index, row in
            func amount(_ name: String) -> Amount? { columns[column: name].flatMap { row[$0]?.amount } }
            return TaxLine(index: index, rate: amount("rate"), net: amount("net"), tax: amount("tax"))
        }
    }

    /// The sum with what the document adds to its lines and takes off.
    func surcharged(_ sum: Amount) -> Amount {
        let (charges, allowances) = (charges ?? Amount(0), allowances ?? Amount(0))
        return isElectronic ? sum + charges - allowances : sum.with(charges: charges, allowances: allowances)
    }
}
