import Invoices
import JSON

/// Turns what speaks for a value into how probable it is that the value is right, by what was fitted on documents with
/// known truth.
///
/// The file is `Confidence/confidence.json`, made by `scripts/calibrate`: a logistic regression for each field that truth
/// is known of, for invoices and for receipts, and one rising line for all other fields.
struct Calibration: Sendable {
    static let shared = Calibration()

    private let line: RisingLine?
    private let models: [String: [String: LogisticModel]]

    private init() {
        // The file is part of the program; a test reads it.
        let file = try? JSONReader.read(PackageResources.confidence_json)
        line = RisingLine(file?["other"])
        models = (file?["fields"]?.members ?? []).reduce(into: [:]) { models, field in
            models[field.name] = (field.value.members ?? []).reduce(into: [:]) { $0[$1.name] = LogisticModel($1.value) }
        }
    }

    /// The model of a field; nil for fields of which no truth is known.
    func model(of field: String, isReceipt: Bool) -> LogisticModel? {
        models[field]?[isReceipt ? "receipt" : "invoice"] ?? models[field]?["invoice"]
    }

    /// 0…1, of a field without a model. `score` is the candidate's, `clarity` the recognition's confidence, 1 for a text
    /// layer.
    func confidence(score: Double, clarity: Double) -> Double {
        let raw = Self.raw(score: score, clarity: clarity)
        return line?.share(at: raw) ?? raw
    }

    private static func raw(score: Double, clarity: Double) -> Double {
        max(score, 0) / (max(score, 0) + 2) * (0.4 + 0.6 * clarity)
    }
}
