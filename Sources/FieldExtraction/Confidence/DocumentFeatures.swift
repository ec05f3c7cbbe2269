import Invoices

/// What the document as a whole says of each of its values.
struct DocumentFeatures {
    let values: [Feature: Double]
    private let checks: [String: [FieldCheck]]
    private let findings: [Finding]

    /// - Parameter fields: All that were found on the pages.
    init(_ analysis: DocumentAnalysis, _ fields: [Field]) {
        let extraction = Extraction(fields: fields)
        checks = FieldChecks(extraction).byField
        findings =
            SumsCheck.findings(extraction) + DatesCheck().findings(extraction) + NumbersCheck().findings(extraction)
        let names = Set(fields.map(\.name))
        let layout = analysis.layout
        let clear = analysis.labels.count { $0.length > Self.clearLabel }
        let print = layout.tokens.filter { layout.sheets[$0.page].isRecognised }.map(\.confidence)
        var values: [Feature: Double] = [
            .pageClarity: print.isEmpty ? 1 : print.reduce(0, +) / Double(print.count),
            .badWords: Double(print.count { $0 < Self.bad }) / Double(max(print.count, 1)),
            .titled: names.contains("invoice.kind") ? 1 : 0,
            .labelDensity: min(Double(clear) / Double(max(layout.rows.count, 1)), 1),
            .languageKnown: analysis.languages.isEmpty ? 0 : 1,
            .manyPages: layout.sheets.count > 1 ? 1 : 0,
            .itemsFound: names.contains { $0.hasPrefix("lineItems[") } ? 1 : 0,
            .coreMissing: Double(OverallConfidence.fields.count { !names.contains($0) }),
            .faults: Double(min(findings.count { $0.severity != .info }, Self.mostFaults)),
            .isRecognised: layout.sheets.contains(where: \.isRecognised) ? 1 : 0,
        ]
        let sums = checks["invoice.amounts.total"] ?? []
        values.merge(Self.verdict(sums.first { $0.name == .totals }, .totalsProven, .totalsFail)) { $1 }
        values.merge(Self.verdict(sums.first { $0.name == .lineSum }, .linesFit, .linesFail)) { $1 }
        self.values = values
    }

    /// With what the checks and findings say of this field.
    func values(of field: String) -> [Feature: Double] {
        var values = values
        let isFaulty = findings.contains { $0.field == field && $0.severity != .info }
        values[.fieldFault] = isFaulty || checks[field]?.contains { !$0.passed } == true ? 1 : 0
        return values
    }

    func check(_ name: FieldCheck.Name, of field: String) -> FieldCheck? {
        checks[field]?.first { $0.name == name }
    }

    private static func verdict(_ check: FieldCheck?, _ passed: Feature, _ failed: Feature) -> [Feature: Double] {
        [passed: check?.passed == true ? 1 : 0, failed: check?.passed == false ? 1 : 0]
    }

    /// More letters than `Nr`, `Datum` and other words that may be anything.
    private static let clearLabel = 5
    private static let mostFaults = 4
    /// The recognition's confidence below which a word is probably wrong.
    private static let bad = 0.6
}
