/// The default rule: a person should look at a document unless all is probably right and nothing is an error.
package struct ReviewRule: Sendable {
    /// The overall confidence from which on no review is needed, where an account sets no other (docs/contract.md section 3).
    package static let standardThreshold = 0.98
    package static let thresholds = 0.0...1.0
    /// More reasons would not help anybody.
    private static let mostReasons = 50
    /// Of an error, whatever the confidence says.
    private static let doubtOfError = 0.5

    private let threshold: Double

    package init(threshold: Double = ReviewRule.standardThreshold) { self.threshold = threshold }

    package func isNeeded(_ extraction: Extraction) -> Bool {
        extraction.overallConfidence < threshold || !extraction.isValid
    }

    /// How doubtful the results are, 0…1.
    package func doubt(_ extraction: Extraction) -> Double {
        max(1 - extraction.overallConfidence, extraction.isValid ? 0 : Self.doubtOfError)
    }

    /// Why a review is needed; empty if it is not.
    package func reasons(_ extraction: Extraction) -> [ReviewReason] {
        guard isNeeded(extraction) else { return [] }
        var reasons = extraction.findings.filter { $0.severity == .error }.map {
            ReviewReason(field: $0.field, code: $0.code?.rawValue, message: $0.message)
        }
        if extraction.overallConfidence < threshold { reasons += doubtful(extraction) }
        return Array(reasons.prefix(Self.mostReasons))
    }

    /// Of the values that the overall confidence is about, those that make it low; the document where each alone is sure.
    private func doubtful(_ extraction: Extraction) -> [ReviewReason] {
        let isReceipt = extraction["invoice.kind"]?.value.text == DocumentKind.receipt.rawValue
        let reasons = OverallConfidence.fields.compactMap { name -> ReviewReason? in
            guard let field = extraction[name] else {
                // Receipts need no number.
                guard !(isReceipt && name == "invoice.number") else { return nil }
                return ReviewReason(field: name, code: "missing", message: "\(name) was not found.")
            }
            guard field.confidence < threshold else { return nil }
            return ReviewReason(
                field: name, code: "low_confidence", message: "\(name) is right with \(percent(field.confidence)).")
        }
        guard reasons.isEmpty else { return reasons }
        let overall = percent(extraction.overallConfidence)
        return [
            ReviewReason(
                field: "", code: "low_confidence",
                message: "Number, date, supplier, total and currency are all right with \(overall).")
        ]
    }

    private func percent(_ probability: Double) -> String { "a probability of \(Int(probability * 100)) %" }
}
