import Invoices
import JSON

/// Turns what speaks for a value into how often such values are right, by a table fitted on invoices with known truth.
///
/// The table is `Calibration/confidence.json`, made by `scripts/calibrate` from predictions and truth.
struct Calibration: Sendable {
    static let shared = Calibration()

    /// Points of a rising line: what speaks for the value (0…1), the share that was right.
    private let lines: [String: [(raw: Double, share: Double)]]

    private init() {
        // The file is part of the program; a test reads it.
        let file = try? JSONReader.read(PackageResources.confidence_json)
        var lines: [String: [(raw: Double, share: Double)]] = [:]
        for member in file?["fields"]?.members ?? [] {
            lines[member.name] = (member.value.array ?? []).compactMap { point in
                guard let pair = point.array, pair.count == 2, let raw = pair[0].double, let share = pair[1].double
                else { return nil }
                return (raw, share)
            }
        }
        self.lines = lines
    }

    /// 0…1. `score` is the candidate's, `clarity` the recognition's confidence, 1 for a text layer.
    func confidence(of field: String, score: Double, clarity: Double) -> Double {
        let raw = max(score, 0) / (max(score, 0) + 2) * (0.4 + 0.6 * clarity)
        guard let line = lines[field] ?? lines["other"], let first = line.first, let last = line.last else {
            return raw
        }
        if raw <= first.raw { return first.share }
        for (left, right) in zip(line, line.dropFirst()) where raw <= right.raw {
            return left.share + (right.share - left.share) * (raw - left.raw) / max(right.raw - left.raw, 1e-9)
        }
        return last.share
    }
}
