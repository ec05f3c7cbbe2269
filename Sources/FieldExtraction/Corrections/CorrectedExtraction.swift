package import Invoices
import Patterns

/// A result with what people corrected: the overlaid fields, judged by the same checks as what was read.
package struct CorrectedExtraction {
    /// What a template's own rules may take here: this runs in the server while a client waits.
    private static let (time, memory) = (Duration.milliseconds(500), 16 << 20)

    /// With the corrections that could be applied.
    package let fields: [Field]
    private let read: Extraction
    private let template: Template
    /// The names of the fields that people corrected.
    package let corrected: Set<String>
    /// What is said of corrections that could not be applied.
    private let faults: [Finding]

    /// - Parameters:
    ///   - corrections: The last one of a field counts.
    ///   - reviewed: What a review said before them.
    ///   - language: The document's, as `PrintedFormats` takes it.
    package init(
        _ read: Extraction, with corrections: [Correction], over reviewed: ReviewedValues? = nil,
        template: Template = .anyInvoice, language: String? = nil
    ) {
        self.read = read
        self.template = template
        let base = Extraction(fields: reviewed?.applied(to: read.fields) ?? read.fields)
        let overlay = CorrectionOverlay(base, with: corrections, template, language: language)
        fields = FieldChecks(Extraction(fields: overlay.fields)).attached(to: overlay.fields)
        faults = overlay.faults
        corrected = Set(corrections.map(\.field)).union(reviewed?.changed(of: read.fields) ?? [])
    }

    /// The fields with the findings of the document that still hold, and of all checks.
    package func judged() -> Extraction {
        var shown = Extraction(fields: fields)
        let budget = Self.budget
        shown.findings =
            faults + keptFindings + LimitsCheck.findings(of: template, shown, within: budget).ofChecks
            + validator.findings(for: shown, correcting: read, CorrectedTerms(corrected), within: budget).ofChecks
        return shown
    }

    /// What the reading said and no check says anew. What was wrong with a corrected value has ended with it, and so has what
    /// a rule said of a sum that has this value.
    private var keptFindings: [Finding] {
        let terms = CorrectedTerms(corrected)
        let kept = read.findings.filter { finding in
            !finding.isCheck && !corrected.contains(finding.field) && !terms.contain(termOf: finding)
        }
        // Older programs did not store which findings are a check's: these say what the checks say of the values that were
        // read. Those of rules have the rule's name.
        guard kept.contains(where: { $0.rule == nil }) else { return kept }
        let budget = Self.budget
        let checked =
            LimitsCheck.findings(of: template, read, within: budget) + validator.findings(for: read, within: budget)
        let messages = Set(checked.map(\.message))
        return kept.filter { !messages.contains($0.message) }
    }

    private var validator: Validator { Validator(template: template) }

    private static var budget: MatchingBudget { MatchingBudget(time: time, memory: memory) }
}
