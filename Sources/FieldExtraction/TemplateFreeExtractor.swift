import Invoices

/// Reads an unknown invoice without a template: every finder asked, their answers made fields.
struct TemplateFreeExtractor {
    private let analysis: DocumentAnalysis
    private let lineItems: LineItemRule
    private let hasElectronicTerms: Bool
    private let builder: FieldBuilder
    private var layout: Layout { analysis.layout }

    init(_ document: ReadDocument, languages: [String], lineItems: LineItemRule = LineItemRule()) {
        self.lineItems = lineItems
        hasElectronicTerms = document.electronicInvoice != nil
        analysis = DocumentAnalysis(document, languages: languages)
        builder = FieldBuilder(layout: analysis.layout)
    }

    func fields() -> [Field] {
        guard !layout.tokens.isEmpty else { return [] }
        let taxIds = TaxIdFinder(analysis).taxIds()
        let parties = parties(taxIds)
        let totals = TotalsFinder(analysis).totals()
        let words = PageWords(analysis)
        let discounts = CashDiscountFinder(analysis, words).discounts(of: totals.total?.value)
        let number = number(taxIds)
        let date = DateFinder(analysis).invoiceDate()
        var fields = identifiers(number) + dates(date, discounts) + partyFields(parties, taxIds) + amountFields(totals)
        // The terms of an e-invoice are whole; a page's beside them would be another invoice's view.
        if !hasElectronicTerms {
            fields += HeaderTerms(
                analysis, words,
                HeaderTerms.Found(
                    number: number, date: date, parties: parties, taxIds: taxIds, totals: totals, discounts: discounts)
            ).fields()
        }
        fields += LineItemReader(rule: lineItems).fields(
            in: layout,
            totals: .init(subtotal: totals.subtotal?.value, tax: totals.tax?.value, total: totals.total?.value))
        return fields
    }

    /// What stands where these fields are looked for, and is no value.
    func outOfRange() -> [Finding] { OutOfRangeValues(analysis).findings }

    private func parties(_ taxIds: [TaxIdFinder.TaxId]) -> PartyFinder.Parties {
        guard analysis.isReceipt else {
            var finder = PartyFinder(analysis)
            return finder.parties(taxIds: taxIds)
        }
        return PartyFinder.Parties(supplier: ReceiptHead(analysis).supplier(), customer: nil)
    }

    private func number(_ taxIds: [TaxIdFinder.TaxId]) -> Candidate<String>? {
        let iban = BankFinder(analysis).iban()
        let taken = Set((taxIds.map(\.value) + [iban?.value].compactMap { $0 }).map(IdentifierFinder.key))
        return IdentifierFinder(analysis).invoiceNumber(excluding: taken)
    }

    private func identifiers(_ number: Candidate<String>?) -> [Field] {
        let finder = IdentifierFinder(analysis)
        let bank = BankFinder(analysis)
        let accounts = AccountFinder(analysis)
        return [
            field("invoice.number", number),
            field("invoice.purchaseOrder", finder.find(.purchaseOrder)),
            field("invoice.customer.number", finder.find(.customerNumber) { !accounts.isBanks($0) }),
            field("invoice.payment.reference", finder.find(.paymentReference)),
            field("invoice.payment.terms", terms()),
            field("invoice.payment.iban", bank.iban()),
            field("invoice.payment.bic", bank.bic()),
        ].compactMap { $0 }
    }

    /// What stands behind the label, as it is.
    private func terms() -> Candidate<String>? {
        analysis.labels(.paymentTerms).lazy.compactMap { label -> Candidate<String>? in
            guard label.isFirst, let slot = analysis.slots(for: label).first, slot.placement != .below else {
                return nil
            }
            // Words within that are labels elsewhere are part of the sentence.
            let isInline = slot.placement == .inline
            let end = isInline ? layout.segments[label.segment].tokens.upperBound : slot.tokens.upperBound
            let text = layout.text(slot.tokens.lowerBound..<end)
            guard text.count(where: \.isFastLetter) >= 3, text.count <= 120 else { return nil }
            return Candidate(value: text, score: 2.5, tokens: slot.tokens.lowerBound..<end)
        }.first
    }

    private func dates(_ date: Candidate<CalendarDate>?, _ discounts: [CashDiscount]) -> [Field] {
        let early = Set(discounts.compactMap { $0.date?.tokens.lowerBound })
        let due = analysis.isReceipt ? nil : DateFinder(analysis).dueDate(after: date?.value, besides: early)
        return [builder.date("invoice.date", date), builder.date("invoice.dueDate", due)].compactMap { $0 }
    }

    private func partyFields(_ parties: PartyFinder.Parties, _ taxIds: [TaxIdFinder.TaxId]) -> [Field] {
        var fields: [Field] = []
        for (party, role) in [(parties.supplier, "supplier"), (parties.customer, "customer")] {
            guard let party else { continue }
            let margin = party.supplierScore - party.customerScore
            let score = max(role == "supplier" ? margin : -margin, 0.2)
            if let name = party.name, let tokens = party.nameTokens {
                fields += [field("invoice.\(role).name", Candidate(value: name, score: score, tokens: tokens))]
                    .compactMap { $0 }
            }
            if let address = party.address, let first = party.addressTokens.first {
                fields += [field("invoice.\(role).address", Candidate(value: address, score: score, tokens: first))]
                    .compactMap { $0 }
            }
        }
        let choice = TaxIdChoice(analysis, parties).supplierTaxId(among: taxIds)
        return fields + [field("invoice.supplier.taxId", choice)].compactMap { $0 }
    }

    private func amountFields(_ totals: TotalsFinder.Totals) -> [Field] {
        var fields = [
            builder.amount("invoice.amounts.subtotal", totals.subtotal),
            builder.amount("invoice.amounts.tax", totals.tax),
            builder.amount("invoice.amounts.total", totals.total),
            field("invoice.amounts.currency", CurrencyFinder(analysis).currency()),
            builder.amount("invoice.amounts.amountDue", totals.amountDue),
            builder.amount("invoice.amounts.allowances", totals.discount),
            builder.amount("invoice.amounts.charges", totals.shipping),
        ].compactMap { $0 }
        for (index, line) in totals.taxLines.enumerated() {
            guard let net = line.net, let tax = line.tax else { continue }
            fields += [
                builder.amount(
                    "invoice.taxLines[\(index)].rate", Candidate(value: line.rate, score: 2, tokens: net.tokens)),
                builder.amount(
                    "invoice.taxLines[\(index)].net", Candidate(value: net.value, score: 2, tokens: net.tokens)),
                builder.amount(
                    "invoice.taxLines[\(index)].tax", Candidate(value: tax.value, score: 2, tokens: tax.tokens)),
            ].compactMap { $0 }
        }
        return fields
    }

    private func field(_ name: String, _ candidate: Candidate<String>?) -> Field? { builder.text(name, candidate) }
}
