import Invoices
import JSON

/// Chooses among values that no known label claims, by what was learnt from documents whose labels were taken away.
///
/// The file is `ranking.json`, made by `scripts/calibrate`: for each field a logistic regression over `RankingFeature`s, a line
/// from what it says to how often its best value was right, and the share from which on that value is taken.
struct Ranking: Sendable {
    static let shared = Ranking()

    private struct Model: Sendable {
        let logistic: LogisticModel
        /// From what the regression says to the share of such values that was right.
        let line: RisingLine
        /// 0…1, on the line.
        let least: Double
    }

    private let models: [String: Model]

    private init() {
        // The file is part of the program; a test reads it.
        let file = try? JSONReader.read(PackageResources.ranking_json)
        models = (file?.members ?? []).reduce(into: [:]) { models, field in
            guard let logistic = LogisticModel(field.value), let line = RisingLine(field.value["line"]),
                let least = field.value["least"]?.double
            else { return }
            models[field.name] = Model(logistic: logistic, line: line, least: least)
        }
    }

    /// The likeliest of these, with the others as its rivals; nil where none is likely enough, and for fields without a
    /// ranking.
    func best<Value>(of field: String, among candidates: [RankingCandidate<Value>]) -> Candidate<Value>? {
        guard let model = models[field] else { return nil }
        let weighed = candidates.map { one in
            let features = one.named
            return (one, features, model.logistic.probability(features))
        }
        guard let (best, features, probability) = weighed.max(by: { $0.2 < $1.2 }) else { return nil }
        let confidence = model.line.share(at: probability)
        guard confidence >= model.least else { return nil }
        let reasons = Self.reasons(model.logistic.contributions(features))
        var chosen = Candidate(value: best.value, score: Self.score(probability), tokens: best.tokens)
            .chosen(
                among: weighed.map { Candidate(value: $0.0.value, score: Self.score($0.2), tokens: $0.0.tokens) })
        chosen.ranked = Ranked(confidence: confidence, reasons: reasons)
        return chosen
    }

    private static func reasons(_ contributions: [String: Double]) -> [String] {
        Reasons.words(contributions) { RankingFeature(rawValue: $0)?.words }
    }

    /// On the scale of the rules, where 3 is as good as certain.
    private static func score(_ probability: Double) -> Double { 3 * probability }
}

/// What a ranking says of the value that it chose.
struct Ranked: Sendable {
    /// 0…1
    let confidence: Double
    let reasons: [String]
}

/// A printed value that may be a field's, with what is seen around it.
struct RankingCandidate<Value: Sendable & Equatable>: Sendable {
    let value: Value
    let tokens: Range<Int>
    let features: [RankingFeature: Double]

    /// By the names that the file has.
    var named: [String: Double] { features.reduce(into: [:]) { $0[$1.key.rawValue] = $1.value } }
}
