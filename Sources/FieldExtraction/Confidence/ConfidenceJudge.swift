import Invoices

/// Tells how probable it is that each value is right, why, and which other values it may have.
struct ConfidenceJudge {
    private let analysis: DocumentAnalysis
    private let found: FoundValues
    private let evidence: [String: ValueEvidence]

    init(_ analysis: DocumentAnalysis, _ found: FoundValues) {
        self.analysis = analysis
        self.found = found
        evidence = found.evidence
    }

    /// The fields with confidence, reasons and alternatives. Fields without a model keep the confidence that they have.
    func judged(_ fields: [Field]) -> FreeReading {
        let features = features(fields)
        let judged = fields.map { field -> Field in
            guard let evidence = evidence[field.name], let features = features[field.name] else { return field }
            var field = field
            if let ranked = evidence.ranked {
                (field.confidence, field.reasons) = (ranked.confidence, ranked.reasons)
            } else if let model = Calibration.shared.model(of: field.name, isReceipt: analysis.isReceipt) {
                field.confidence = model.probability(features)
                field.reasons = Reasons.words(model.contributions(features)) {
                    Feature(rawValue: $0).flatMap { FeatureWords.byFeature[$0] }
                }
            }
            field.alternatives = alternatives(evidence, besides: field)
            return field
        }
        return FreeReading(fields: judged, features: features)
    }

    private func features(_ fields: [Field]) -> [String: [String: Double]] {
        let document = DocumentFeatures(analysis, fields)
        let values = ValueFeatures(analysis)
        let special = SpecialFeatures(analysis, found, fields, document)
        return evidence.reduce(into: [:]) { features, item in
            var all = document.values(of: item.key)
            all.merge(values.values(of: item.key, item.value)) { $1 }
            all.merge(special.values(of: item.key, item.value)) { $1 }
            all[.ranked] = item.value.ranked == nil ? 0 : 1
            features[item.key] = all.reduce(into: [:]) { $0[$1.key.rawValue] = $1.value }
        }
    }

    /// Of the probability that the field is wrong, each other value has its part by its score; the rest is that none of
    /// them is right.
    private func alternatives(_ evidence: ValueEvidence, besides field: Field) -> [FieldAlternative] {
        let rivals = evidence.rivals.filter { $0.value != field.value && !Self.isTooLong($0.value) }
        let weights = rivals.map { max($0.score, 0) }
        let whole = weights.reduce(Self.noneIsRight, +)
        return zip(rivals, weights).map { rival, weight in
            FieldAlternative(
                value: rival.value, confidence: (1 - field.confidence) * weight / whole,
                page: analysis.layout.sheets[analysis.layout.tokens[rival.tokens.lowerBound].page].number,
                box: analysis.layout.box(rival.tokens))
        }
    }

    /// The score that stands for the case that no other value is right.
    private static let noneIsRight = 2.0
    /// Characters of an alternative's text.
    private static let longestText = 300

    private static func isTooLong(_ value: Field.Value) -> Bool { (value.text?.count ?? 0) > longestText }
}
