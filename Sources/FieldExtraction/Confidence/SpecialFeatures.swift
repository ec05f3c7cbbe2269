import Invoices

/// What is said of a value by what only its kind of field has.
struct SpecialFeatures {
    private let analysis: DocumentAnalysis
    private let found: FoundValues
    private let fields: [Field]
    private let document: DocumentFeatures
    private let dates: DateFeatures
    private let parties: PartyFeatures
    private let amounts: AmountFeatures

    init(_ analysis: DocumentAnalysis, _ found: FoundValues, _ fields: [Field], _ document: DocumentFeatures) {
        self.analysis = analysis
        self.found = found
        self.fields = fields
        self.document = document
        dates = DateFeatures(analysis: analysis, found: found)
        parties = PartyFeatures(analysis, found)
        amounts = AmountFeatures(analysis, found.totals)
    }

    func values(of field: String, _ evidence: ValueEvidence) -> [Feature: Double] {
        switch evidence.value {
        case .date(let date): dates.values(date, evidence.tokens)
        case .amount(let amount): amounts.values(amount, evidence.tokens)
        case .text(let text): values(of: field, text, evidence)
        case .flag: [:]
        }
    }

    private func values(of field: String, _ text: String, _ evidence: ValueEvidence) -> [Feature: Double] {
        switch field {
        case "invoice.number": NumberFeatures.values(text, evidence.tokens, analysis, fields)
        case "invoice.supplier.taxId": TaxIdFeatures.values(text, among: found.taxIds, fields)
        case "invoice.amounts.currency":
            CurrencyFeatures.values(
                text, evidence.tokens, analysis, total: found.totals.total,
                document.check(.currencyCountry, of: field))
        default: parties.values(field.hasPrefix("invoice.supplier.") ? .supplier : .customer, text)
        }
    }
}
