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
        findings(for: extraction, sums: SumsCheck.findings(extraction), within: budget)
    }

    /// - Parameters:
    ///   - extraction: With the corrections.
    ///   - corrected: Their fields.
    func findings(
        for extraction: Extraction, correcting read: Extraction, _ corrected: CorrectedTerms,
        within budget: MatchingBudget
    ) -> [Finding] {
        let sums = SumsCheck(read: read, corrected: corrected).findings(extraction)
        return findings(for: extraction, sums: sums, within: budget)
    }

    private func findings(
        for extraction: Extraction, sums: [Finding], within budget: MatchingBudget
    ) -> [Finding] {
        PresenceCheck(template).findings(extraction) + sums
            + KindCheck().findings(extraction) + DatesCheck().findings(extraction) + NumbersCheck().findings(extraction)
            + RulesCheck(template.postprocessing).findings(extraction, within: budget)
    }
}
