import Foundation
import Invoices
import JSON
import Processing
import ReaderWire

/// Reads each supplier's documents in time order, with the memory of those before: after each one the truth is learnt, as if
/// a person had reviewed it.
struct SeriesRun {
    private static let patience = Duration.seconds(600)

    let pool: ReaderPool
    let keepsFeatures: Bool
    /// The share of values that are confirmed wrongly, 0…1.
    let wrongShare: Double

    /// - Parameter documents: The pages by the documents' ids.
    func run(
        _ truths: [TruthFile.Document], _ documents: [String: ReadDocument]
    ) throws -> (results: [String: Extraction], times: MemoryTimes) {
        var results: [String: Extraction] = [:]
        var times = MemoryTimes()
        for (_, series) in Dictionary(grouping: truths, by: { $0.series ?? $0.id }).sorted(by: { $0.key < $1.key }) {
            var memory: [UInt8]?
            for truth in series.sorted(by: { $0.order < $1.order }) {
                guard let pages = documents[truth.id]?.pages else { continue }
                results[truth.id] = try read(pages, memory, &times)
                let begin = ContinuousClock.now
                memory = try pool.learn(learning(truth, memory), from: pages, deadline: .now + Self.patience)
                times.addLearning(.now - begin)
            }
        }
        return (results, times)
    }

    /// With memory, and before that without, so that the times of both can be compared.
    private func read(_ pages: [Page], _ memory: [UInt8]?, _ times: inout MemoryTimes) throws -> Extraction {
        var request = ExtractionRequest(template: .anyInvoice, keepsFeatures: keepsFeatures)
        let begin = ContinuousClock.now
        let free = try pool.extract(request, from: pages, deadline: .now + Self.patience)
        guard let memory else { return free }
        request.memory = memory
        let middle = ContinuousClock.now
        let found = try pool.extract(request, from: pages, deadline: .now + Self.patience)
        times.addReading(.now - middle, without: middle - begin)
        return found
    }

    private func learning(_ truth: TruthFile.Document, _ memory: [UInt8]?) -> LearningRequest {
        let hidden = Set(truth.hidden.map(FieldNames.canonical))
        let confirmed = CorrectedData(truth.truth).fields.filter { !hidden.contains($0.name) }
        let absent = Scorecard.fields.filter { truth.values($0.shortName)?.isEmpty == true }.map(\.name)
        var chance = SeededChance(truth.id)
        let given = confirmed.map { field in
            chance.next() < wrongShare ? Self.wrong(field, among: confirmed) : field
        }
        return LearningRequest(memory: memory, confirmed: given, absent: absent)
    }

    /// Another value of the document of the same kind; where there is none, a changed text.
    private static func wrong(_ field: Field, among fields: [Field]) -> Field {
        var wrong = field
        let others = fields.filter {
            $0.value != field.value && FieldKind(of: $0.value) == FieldKind(of: field.value) && $0.name != field.name
        }
        wrong.value = others.first?.value ?? .text("wrong " + field.name)
        return wrong
    }
}

/// Numbers between 0 and 1 that are the same for the same text (Knuth's linear congruential generator MMIX).
private struct SeededChance {
    private var state: UInt64

    init(_ text: String) {
        state = text.utf8.reduce(14_695_981_039_346_656_037) { ($0 ^ UInt64($1)) &* 1_099_511_628_211 }
    }

    mutating func next() -> Double {
        state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
        return Double(state >> 11) / Double(1 << 53)
    }
}
