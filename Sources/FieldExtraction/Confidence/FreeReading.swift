import Invoices

/// What the pages say without a template.
struct FreeReading {
    var fields: [Field] = []
    /// What the models weighed, by field.
    var features: [String: [String: Double]] = [:]

    /// With what is weighed for the whole document, under the name `overall`.
    func features(with extraction: Extraction) -> [String: [String: Double]] {
        var features = features
        features["overall"] = OverallConfidence.features(extraction)
        return features
    }
}
