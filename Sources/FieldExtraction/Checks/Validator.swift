package import Invoices
package import Patterns

/// Runs all checks over what was found; a bad invoice is a result, not an error.
package struct Validator: Sendable {
    private let template: Template

    package init(template: Template = .anyInvoice) { self.template = template }

    /// - Parameter budget: What the template's own rules may take.
    package func findings(
        for extraction: Extraction, within budget: MatchingBudget = MatchingBudget()
    ) -> [Finding] {
        PresenceCheck(template).findings(extraction) + sums(extraction)
            + KindCheck().findings(extraction) + DatesCheck().findings(extraction) + NumbersCheck().findings(extraction)
            + RulesCheck(template.postprocessing).findings(extraction, within: budget)
    }

    /// An e-invoice's sums are judged by the rules of EN 16931, of which these are those that a page can be held to.
    private func sums(_ extraction: Extraction) -> [Finding] {
        // Once a person has corrected an amount of it, those rules speak of other figures.
        let isCorrected = extraction.fields.contains { $0.source == .correction && $0.value.amount != nil }
        guard isCorrected || extraction["invoice.amounts.total"]?.source != .einvoice else { return [] }
        let sums = InvoiceSums(extraction)
        return TotalsCheck(sums).findings + LineItemsCheck(sums).findings + TaxRatesCheck(sums).findings
    }
}
