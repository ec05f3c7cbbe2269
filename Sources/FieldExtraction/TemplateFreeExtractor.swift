import Invoices

/// Reads an unknown invoice without a template: every finder asked, their answers made fields.
struct TemplateFreeExtractor {
    private let analysis: DocumentAnalysis
    private let lineItems: LineItemRule
    private let hasElectronicTerms: Bool
    private let keepsFeatures: Bool
    private let builder: FieldBuilder
    private var layout: Layout { analysis.layout }

    /// - Parameter keepsFeatures: Whether the reading has what the rankings would weigh.
    init(_ invoice: FirstInvoice, lineItems: LineItemRule, keepsFeatures: Bool = false) {
        self.lineItems = lineItems
        self.keepsFeatures = keepsFeatures
        hasElectronicTerms = invoice.document.electronicInvoice != nil
        analysis = invoice.analysis
        builder = FieldBuilder(layout: analysis.layout)
    }

    func fields() -> [Field] { reading().fields }

    /// All fields, with the confidences that the models tell.
    func reading() -> FreeReading {
        guard !layout.tokens.isEmpty else { return FreeReading() }
        let taxIds = TaxIdFinder(analysis).taxIds()
        let parties = parties(taxIds)
        let totals = totals()
        let discounts = analysis.isReceipt ? [] : CashDiscountFinder(analysis).discounts(of: totals.total?.value)
        let bank = BankFinder(analysis)
        let accounts = AccountFinder(analysis)
        let date = DateFinder(analysis).invoiceDate()
        let number = number(taxIds, bank, date)
        let items = LineItemReader(rule: lineItems).fields(in: layout, totals: .init(totals))
        let values = FoundValues(
            number: number, date: date, dueDate: dueDate(date, discounts), parties: parties, taxIds: taxIds,
            supplierTaxId: TaxIdChoice(analysis, parties).supplierTaxId(among: taxIds), totals: totals,
            currency: CurrencyFinder(analysis).currency())
        let amounts = amountFields(totals, values.currency, beside: items)
        let found = HeaderTerms.Found(
            number: number, date: date, parties: parties, taxIds: taxIds, totals: totals, discounts: discounts,
            accounts: accounts)
        let fields = identifiers(number, bank, accounts) + dates(values) + partyFields(values)
        var reading = ConfidenceJudge(analysis, values)
            .judged(fields + amounts + terms(found, items, amounts) + items)
        if keepsFeatures {
            reading.features.merge(ranked(totals, date, taken(taxIds, bank))) { $1 }
            reading.features.merge(PartyTable(layout, parties.others).features) { $1 }
        }
        return reading
    }

    /// The terms of an e-invoice are whole; a page's beside them would be another invoice's view.
    private func terms(_ found: HeaderTerms.Found, _ items: [Field], _ amounts: [Field]) -> [Field] {
        guard !hasElectronicTerms else { return [] }
        return HeaderTerms(analysis, found).fields() + amountTerms(found.totals)
            + (inclusion(of: items, in: amounts).map { [$0] } ?? [])
    }

    /// What stands where these fields are looked for, and is no value.
    func outOfRange() -> [Finding] { OutOfRangeValues(analysis).findings }

    private func parties(_ taxIds: [TaxIdFinder.TaxId]) -> PartyFinder.Parties {
        guard analysis.isReceipt else {
            let parties = PartyFinder(analysis).parties(taxIds: taxIds)
            // A receipt that is set like a letter may have no more of its issuer than a name at its head.
            guard parties.supplier?.name == nil, TitleFinder(analysis).title()?.kind == .receipt else { return parties }
            return ReceiptHead(analysis).parties(customer: parties.customer)
        }
        return ReceiptHead(analysis).parties()
    }

    private func totals() -> TotalsFinder.Totals {
        var totals = TotalsFinder(analysis).totals()
        if totals.total == nil, !analysis.isReceipt {
            let candidates = UnlabelledTotals(analysis, net: totals.subtotal?.value).candidates()
            totals.total = Ranking.shared.best(of: UnlabelledTotals.field, among: candidates)
        }
        return totals
    }

    private func number(
        _ taxIds: [TaxIdFinder.TaxId], _ bank: BankFinder, _ date: Candidate<CalendarDate>?
    ) -> Candidate<String>? {
        let taken = taken(taxIds, bank)
        let account = bank.iban?.tokens
        if let number = IdentifierFinder(analysis).invoiceNumber(excluding: taken, besides: account) { return number }
        // Most till slips have none.
        guard !analysis.isReceipt else { return nil }
        let candidates = UnlabelledNumbers(analysis, date: date).candidates(excluding: taken)
        return Ranking.shared.best(of: UnlabelledNumbers.field, among: candidates)
    }

    /// The keys of numbers that are known as something else.
    private func taken(_ taxIds: [TaxIdFinder.TaxId], _ bank: BankFinder) -> Set<String> {
        Set((taxIds.map(\.value) + [bank.iban?.value].compactMap { $0 }).map(IdentifierFinder.key))
    }

    /// What the rankings weigh, as if no label of these fields were known: by names like `invoice.number[3]=INV-7`.
    private func ranked(
        _ totals: TotalsFinder.Totals, _ date: Candidate<CalendarDate>?, _ taken: Set<String>
    ) -> [String: [String: Double]] {
        let sums = UnlabelledTotals(analysis, net: totals.subtotal?.value).candidates()
        let numbers = UnlabelledNumbers(analysis, date: date).candidates(excluding: taken)
        return named(UnlabelledTotals.field, sums) { "\($0.decimal)" }
            .merging(named(UnlabelledNumbers.field, numbers) { $0 }) { $1 }
    }

    private func named<Value>(
        _ field: String, _ candidates: [RankingCandidate<Value>], _ text: (Value) -> String
    ) -> [String: [String: Double]] {
        candidates.enumerated().reduce(into: [:]) { features, one in
            features["\(field)[\(one.offset)]=\(text(one.element.value))"] = one.element.named
        }
    }

    private func identifiers(
        _ number: Candidate<String>?, _ bank: BankFinder, _ accounts: AccountFinder
    ) -> [Field] {
        let finder = IdentifierFinder(analysis)
        return [
            builder.text("invoice.number", number),
            builder.text("invoice.purchaseOrder", finder.find(.purchaseOrder)),
            builder.text("invoice.customer.number", finder.find(.customerNumber) { !accounts.isBanks($0) }),
            builder.text("invoice.payment.reference", finder.find(.paymentReference)),
            builder.text("invoice.payment.terms", terms()),
            builder.text("invoice.payment.iban", bank.iban),
            builder.text("invoice.payment.bic", bank.bic()),
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

    private func dueDate(_ date: Candidate<CalendarDate>?, _ discounts: [CashDiscount]) -> Candidate<CalendarDate>? {
        let early = Set(discounts.compactMap { $0.date?.tokens.lowerBound })
        return analysis.isReceipt ? nil : DateFinder(analysis).dueDate(after: date?.value, besides: early)
    }

    private func dates(_ values: FoundValues) -> [Field] {
        [builder.date("invoice.date", values.date), builder.date("invoice.dueDate", values.dueDate)].compactMap { $0 }
    }

    private func partyFields(_ values: FoundValues) -> [Field] {
        let fields = PartyRole.allCases.flatMap { role in
            [
                builder.text("invoice.\(role).name", values.parties.nameCandidate(role)),
                builder.text("invoice.\(role).address", values.parties.addressCandidate(role)),
            ]
        }
        return (fields + [builder.text("invoice.supplier.taxId", values.supplierTaxId)]).compactMap { $0 }
    }

    private func amountFields(
        _ totals: TotalsFinder.Totals, _ currency: Candidate<String>?, beside items: [Field]
    ) -> [Field] {
        let sums = [
            ("subtotal", totals.subtotal), ("tax", totals.tax), ("total", totals.total),
            ("amountDue", totals.amountDue),
        ]
        var fields = sums.compactMap { name, sum in builder.amount("invoice.amounts.\(name)", sum) }
        fields += [builder.text("invoice.amounts.currency", currency)].compactMap { $0 }
        // Carriage among the goods is one of them, and no charge of the document.
        let items = items.filter { $0.name.hasSuffix("].amount") }
        fields += [("allowances", totals.discount), ("charges", totals.shipping)].compactMap { name, sum in
            builder.amount("invoice.amounts.\(name)", sum)
        }
        .filter { field in !items.contains { Self.isAt($0, field) } }
        return fields + totals.taxLines.enumerated().flatMap { taxFields($1, index: $0) }
    }

    /// Whether the first stands where the other has its middle.
    private static func isAt(_ one: Field, _ other: Field) -> Bool {
        guard one.page == other.page, let box = one.box, let place = other.box else { return false }
        return box.containsCentre(of: place)
    }

    /// Sums that only some invoices print.
    private func amountTerms(_ totals: TotalsFinder.Totals) -> [Field] {
        [("lineTotal", totals.lineTotal), ("prepaid", totals.prepaid), ("rounding", totals.rounding)].compactMap {
            builder.amount("invoice.amounts.\($0)", $1)
        }
    }

    private func inclusion(of items: [Field], in amounts: [Field]) -> Field? {
        func amount(_ name: String) -> Field? { amounts.first { $0.name == "invoice.amounts.\(name)" } }
        return TaxInclusion(items: items, subtotal: amount("subtotal"), tax: amount("tax"), total: amount("total"))
            .field
    }

    private func taxFields(_ line: TaxLine, index: Int) -> [Field] {
        let gross = hasElectronicTerms ? nil : line.gross
        return [("rate", line.rate), ("net", line.net), ("tax", line.tax), ("gross", gross)].compactMap {
            name, amount in
            guard var amount else { return nil }
            amount.score = Self.scoreOfTaxes
            return builder.amount("invoice.taxLines[\(index)].\(name)", amount)
        }
    }

    private static let scoreOfTaxes = 2.0
}
