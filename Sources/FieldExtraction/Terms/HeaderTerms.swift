import Invoices

/// The terms of EN 16931 beyond number, dates, parties and amounts, where the pages print them clearly: what is not
/// clearly labelled is not given.
struct HeaderTerms {
    /// What was found before, and is needed to tell the terms.
    struct Found {
        let number: Candidate<String>?
        let date: Candidate<CalendarDate>?
        let parties: PartyFinder.Parties
        let taxIds: [TaxIdFinder.TaxId]
        let totals: TotalsFinder.Totals
        let discounts: [CashDiscount]
        let accounts: AccountFinder
    }

    private let analysis: DocumentAnalysis
    private let found: Found
    private let builder: FieldBuilder
    private let kind: Candidate<DocumentKind>?

    init(_ analysis: DocumentAnalysis, _ found: Found) {
        self.analysis = analysis
        self.found = found
        builder = FieldBuilder(layout: analysis.layout)
        kind = DocumentKindFinder(analysis).kind(number: found.number, total: found.totals.total)
    }

    func fields() -> [Field] {
        let always = [kindField] + PartyTerms(analysis, found).addresses() + means()
        guard !analysis.isReceipt else { return always.compactMap { $0 } }
        let terms = always + delivery() + references() + preceding() + account() + discounts() + exemption()
        return (terms + PartyTerms(analysis, found).numbers()).compactMap { $0 }
    }

    private var kindField: Field? {
        builder.text(
            "invoice.kind",
            kind.map { Candidate(value: $0.value.rawValue, score: $0.score, tokens: $0.tokens, method: $0.method) })
    }

    // MARK: The invoice

    private func delivery() -> [Field?] {
        let finder = DeliveryFinder(analysis)
        let period = finder.period()
        return [
            builder.date("invoice.deliveryDate", finder.deliveryDate(invoiceDate: found.date?.value)),
            builder.date("invoice.period.start", period?.start), builder.date("invoice.period.end", period?.end),
        ]
    }

    /// Fields whose value is a number behind its label.
    private static let references: [(name: String, labelKind: LabelKind)] = [
        ("invoice.salesOrder", .salesOrder), ("invoice.contract", .contract), ("invoice.project", .project),
        ("invoice.deliveryNote", .deliveryNote), ("invoice.buyerReference", .buyerReference),
    ]

    private func references() -> [Field?] {
        let finder = IdentifierFinder(analysis)
        // A delivery note's own number is its `invoice.number`.
        return Self.references.map { reference in
            let candidate = finder.findClear(reference.labelKind)
            let isOwn = candidate?.tokens.lowerBound == found.number?.tokens.lowerBound
            return isOwn ? nil : builder.text(reference.name, candidate)
        }
    }

    private func preceding() -> [Field?] {
        guard let kind, PrecedingInvoiceFinder.kinds.contains(kind.value),
            let invoice = PrecedingInvoiceFinder(analysis).preceding(besides: found.number?.value)
        else { return [] }
        return [
            builder.text("invoice.precedingInvoices[0].number", invoice.number),
            builder.date("invoice.precedingInvoices[0].date", invoice.date),
        ]
    }

    // MARK: Payment

    private func means() -> [Field?] {
        let means = PaymentMeansFinder(analysis).means()
        return [
            builder.text("invoice.payment.means", means?.text), builder.text("invoice.payment.meansCode", means?.code),
        ]
    }

    private func account() -> [Field?] {
        let account = found.accounts.account()
        return [
            builder.text("invoice.payment.accountNumber", account.number),
            builder.text("invoice.payment.bankCode", account.bankCode),
        ]
    }

    private func discounts() -> [Field?] {
        found.discounts.enumerated().flatMap { index, discount -> [Field?] in
            [
                builder.amount("invoice.payment.cashDiscounts[\(index)].percent", discount.percent),
                builder.amount("invoice.payment.cashDiscounts[\(index)].days", discount.days),
                builder.date("invoice.payment.cashDiscounts[\(index)].date", discount.date),
                builder.amount("invoice.payment.cashDiscounts[\(index)].amount", discount.amount),
            ]
        }
    }

    // MARK: Tax

    /// In the line of the rate 0 where one was found, or in the only line.
    private func exemption() -> [Field?] {
        guard let exemption = ExemptionFinder(analysis).exemption(found.totals) else { return [] }
        let lines = found.totals.taxLines
        guard let index = lines.isEmpty ? 0 : lines.firstIndex(where: { $0.rate.value == Amount(0) }) else { return [] }
        return [
            builder.text("invoice.taxLines[\(index)].category", exemption.category),
            builder.text("invoice.taxLines[\(index)].exemptionReason", exemption.reason),
            lines.isEmpty ? builder.amount("invoice.taxLines[\(index)].net", found.totals.subtotal) : nil,
        ]
    }
}
