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
        PresenceCheck(template).findings(extraction) + TotalsCheck().findings(extraction)
            + KindCheck().findings(extraction) + DatesCheck().findings(extraction) + NumbersCheck().findings(extraction)
            + RulesCheck(template.postprocessing).findings(extraction, within: budget)
    }
}
