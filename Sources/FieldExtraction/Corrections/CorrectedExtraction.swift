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
    /// The fields of all corrections.
    private let corrected: Set<String>
    /// What is said of corrections that could not be applied.
    private let faults: [Finding]

    /// - Parameters:
    ///   - corrections: The last one of a field counts.
    ///   - language: The document's, as `PrintedFormats` takes it.
    package init(
        _ read: Extraction, with corrections: [Correction], template: Template = .anyInvoice, language: String? = nil
    ) {
        self.read = read
        self.template = template
        var overlay = CorrectionOverlay(read, template, language: language)
        overlay.apply(corrections)
        fields = overlay.fields
        faults = overlay.faults
        corrected = Set(corrections.map(\.field))
    }

    /// The fields with the findings of the document that still hold, and of all checks.
    package func judged() -> Extraction {
        var shown = Extraction(fields: fields)
        let before = Set(checks(read).map(\.message))
        shown.findings = faults + read.findings.filter { holds($0, checked: before) } + checks(shown)
        return shown
    }

    private func checks(_ extraction: Extraction) -> [Finding] {
        let budget = MatchingBudget(time: Self.time, memory: Self.memory)
        return LimitsCheck.findings(of: template, extraction, within: budget)
            + Validator(template: template).findings(for: extraction, within: budget)
    }

    /// Whether a finding of the reading still says something: a check's is made anew, and what was wrong with a value
    /// ends with the value. Results of older programs do not tell which findings are a check's; these are told by what the
    /// checks say of the values that were read.
    private func holds(_ finding: Finding, checked: Set<String>) -> Bool {
        if finding.isCheck || checked.contains(finding.message) || corrected.contains(finding.field) { return false }
        return !(finding.isSum && correctsAmount)
    }

    private var correctsAmount: Bool { fields.contains { $0.source == .correction && $0.value.amount != nil } }
}

extension Finding {
    /// A rule of EN 16931 about sums, which `TotalsCheck` judges where amounts were corrected.
    fileprivate var isSum: Bool {
        switch code {
        case .totals, .lineSum, .lineProduct, .taxRate: true
        default: false
        }
    }
}
