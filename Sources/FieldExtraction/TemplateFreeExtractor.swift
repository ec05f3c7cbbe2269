import Invoices

/// Reads an unknown invoice without a template: every finder asked, their answers made fields.
struct TemplateFreeExtractor {
    private let analysis: DocumentAnalysis
    private let lineItems: LineItemRule
    private var layout: Layout { analysis.layout }

    init(_ document: ReadDocument, languages: [String], lineItems: LineItemRule = LineItemRule()) {
        self.lineItems = lineItems
        analysis = DocumentAnalysis(document, languages: languages)
    }

    func fields() -> [Field] {
        guard !layout.tokens.isEmpty else { return [] }
        let taxIds = TaxIdFinder(analysis).taxIds()
        let parties = parties(taxIds)
        let totals = TotalsFinder(analysis).totals()
        let items = LineItemReader(rule: lineItems).fields(in: layout, totals: .init(totals))
        let amounts = amountFields(totals, beside: items)
        func amount(_ name: String) -> Field? { amounts.first { $0.name == "invoice.amounts.\(name)" } }
        let inclusion = TaxInclusion(
            items: items, subtotal: amount("subtotal"), tax: amount("tax"), total: amount("total"))
        let header = identifiers(parties, taxIds) + dates() + partyFields(parties, taxIds)
        return header + amounts + (inclusion.field.map { [$0] } ?? []) + items
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

    private func identifiers(_ parties: PartyFinder.Parties, _ taxIds: [TaxIdFinder.TaxId]) -> [Field] {
        let finder = IdentifierFinder(analysis)
        let bank = BankFinder(analysis)
        let iban = bank.iban()
        let taken = Set((taxIds.map(\.value) + [iban?.value].compactMap { $0 }).map(IdentifierFinder.key))
        return [
            field("invoice.number", finder.invoiceNumber(excluding: taken)),
            field("invoice.purchaseOrder", finder.find(.purchaseOrder)),
            field("invoice.customer.number", finder.find(.customerNumber)),
            field("invoice.payment.reference", finder.find(.paymentReference)),
            field("invoice.payment.terms", terms()),
            field("invoice.payment.iban", iban),
            field("invoice.payment.bic", bank.bic()),
        ].compactMap { $0 }
    }

    /// What stands behind the label, as it is.
    private func terms() -> Candidate<String>? {
        analysis.labels(.paymentTerms).lazy.compactMap { label -> Candidate<String>? in
            guard label.isFirst, let slot = analysis.slots(for: label).first, slot.placement != .below else {
                return nil
            }
            let text = layout.text(slot.tokens)
            guard text.count(where: \.isFastLetter) >= 3, text.count <= 120 else { return nil }
            return Candidate(value: text, score: 2.5, tokens: slot.tokens)
        }.first
    }

    private func dates() -> [Field] {
        let finder = DateFinder(analysis)
        let date = finder.invoiceDate()
        return [
            field("invoice.date", date) { .date($0) },
            analysis.isReceipt ? nil : field("invoice.dueDate", finder.dueDate(after: date?.value)) { .date($0) },
        ].compactMap { $0 }
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

    private func amountFields(_ totals: TotalsFinder.Totals, beside items: [Field]) -> [Field] {
        let sums = [
            ("subtotal", totals.subtotal), ("tax", totals.tax), ("total", totals.total),
            ("lineTotal", totals.lineTotal),
            ("prepaid", totals.prepaid), ("rounding", totals.rounding), ("amountDue", totals.amountDue),
        ]
        var fields = sums.compactMap { name, sum in field("invoice.amounts.\(name)", sum) { .amount($0) } }
        fields += [field("invoice.amounts.currency", CurrencyFinder(analysis).currency())].compactMap { $0 }
        // Carriage among the goods is one of them, and no charge of the document.
        let places = items.filter { $0.name.hasSuffix("].amount") }
        fields += [("allowances", totals.discount), ("charges", totals.shipping)].compactMap { name, sum in
            field("invoice.amounts.\(name)", sum) { .amount($0) }
        }
        .filter { field in !places.contains { $0.page == field.page && $0.isAt(field.box) } }
        return fields + totals.taxLines.enumerated().flatMap { taxFields($1, index: $0) }
    }

    private func taxFields(_ line: TaxLine, index: Int) -> [Field] {
        [("rate", line.rate), ("net", line.net), ("tax", line.tax), ("gross", line.gross)].compactMap { name, amount in
            guard var amount else { return nil }
            amount.score = Self.scoreOfTaxes
            return field("invoice.taxLines[\(index)].\(name)", amount) { .amount($0) }
        }
    }

    private static let scoreOfTaxes = 2.0

    private func field(_ name: String, _ candidate: Candidate<String>?) -> Field? {
        field(name, candidate) { .text($0) }
    }

    private func field<Value>(_ name: String, _ candidate: Candidate<Value>?, _ wrap: (Value) -> Field.Value) -> Field?
    {
        guard let candidate else { return nil }
        let first = layout.tokens[candidate.tokens.lowerBound]
        let sheet = layout.sheets[first.page]
        return Field(
            name: name, value: wrap(candidate.value), rawText: layout.text(candidate.tokens),
            confidence: Calibration.shared.confidence(
                of: name, score: candidate.score, clarity: sheet.isRecognised ? layout.confidence(candidate.tokens) : 1),
            page: sheet.number, box: layout.box(candidate.tokens),
            source: sheet.isRecognised ? .ocr : .textLayer, method: candidate.method, isRepaired: candidate.isRepaired)
    }
}

extension Field {
    /// Whether it stands where that box has its middle.
    fileprivate func isAt(_ other: Box?) -> Bool {
        guard let box, let other else { return false }
        return box.y < other.midY && other.midY < box.maxY && box.x < other.midX && other.midX < box.maxX
    }
}
