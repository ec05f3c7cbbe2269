import Foundation
import Invoices

/// Decides between what a field's rules find, what the reader finds without them, and that the document has no such value.
struct FieldVote {
    /// What speaks for one value.
    private struct Ballot {
        var candidate: MemoryCandidate?
        /// The value as people confirmed it before, whatever was printed or misread here.
        var known: Field.Value?
        var weights: [Anchor.Kind: Double] = [:]
        var other = 0.0
        /// Documents that proved the best of its rules.
        var documents = 0

        /// Rules of one kind say the same; they count once.
        var weight: Double { weights.values.reduce(other, +) }
        var kinds: Int { weights.count }
    }

    struct Decision {
        /// Nil if the document has no such value.
        let candidate: MemoryCandidate?
        /// The value as people confirmed it on earlier documents; nil for one that no earlier document had.
        let known: Field.Value?
        let documents: Int
        let confidence: Double
        /// Whether the reader found the same without memory.
        let isFree: Bool
    }

    /// What of a known value a document may print misread. The figures of an address or account are never guessed.
    enum Misreading { case none, letters, any }

    private let misreading: Misreading
    private var ballots: [String: Ballot] = [:]
    private var free: String?
    private static let none = ""

    init(misreading: Misreading) { self.misreading = misreading }

    mutating func add(_ rule: MemoryRule, _ candidate: MemoryCandidate) {
        let key = MemoryWords.key(candidate.value)
        var ballot = ballots[key] ?? Ballot()
        ballot.candidate = ballot.candidate ?? candidate
        ballot.weights[rule.anchor.kind] = max(ballot.weights[rule.anchor.kind] ?? 0, rule.weight)
        ballot.documents = max(ballot.documents, rule.record.hits)
        ballots[key] = ballot
    }

    /// A rule that found the value on each document so far and finds none here.
    mutating func addSilence(of rule: MemoryRule) {
        guard rule.record.hits > 1, rule.silences == 0, rule.anchor.kind.isLabel else { return }
        add(Self.shareOfSilence * rule.weight, to: Self.none, atMost: true)
    }

    mutating func add(_ record: MemoryRecord, absent: Bool) {
        guard absent else { return }
        add(record.weight, to: Self.none, atMost: false)
        let known = ballots[Self.none]?.documents ?? 0
        ballots[Self.none]?.documents = max(known, record.hits)
    }

    /// A value that earlier documents of the supplier had.
    mutating func add(known value: Field.Value, _ record: MemoryRecord, _ candidate: MemoryCandidate?, share: Double) {
        let key = misreading == .none ? MemoryWords.key(value) : ballotKey(like: value)
        var ballot = ballots[key] ?? Ballot()
        ballot.candidate = candidate ?? ballot.candidate ?? MemoryCandidate(value: value, tokens: 0..<0, text: "")
        ballot.known = value
        ballot.other += share * record.weight
        ballot.documents = max(ballot.documents, record.hits)
        ballots[key] = ballot
    }

    /// What the reader finds without memory; nil for nothing.
    mutating func add(free value: Field.Value?, _ record: MemoryRecord) {
        let key = value.map { ballotKey(like: $0) }
        free = key ?? Self.none
        add(record.weight, to: key ?? Self.none, atMost: false)
    }

    /// The key of the ballot for the same value, or a new one.
    private func ballotKey(like value: Field.Value) -> String {
        ballots.keys.sorted().first { ballots[$0]?.candidate.map { isSame($0.value, value) } ?? false }
            ?? MemoryWords.key(value)
    }

    private func isSame(_ one: Field.Value, _ other: Field.Value) -> Bool {
        if MemoryWords.isSame(one, other) { return true }
        guard misreading != .none, let one = one.text, let other = other.text,
            misreading == .any || one.filter(\.isFastNumber) == other.filter(\.isFastNumber)
        else { return false }
        return AnchorText.isSimilar(MemoryWords.squeezed(one), MemoryWords.squeezed(other))
    }

    private mutating func add(_ weight: Double, to key: String, atMost: Bool) {
        let before = ballots[key]?.other ?? 0
        ballots[key, default: Ballot()].other = atMost ? max(before, weight) : before + weight
    }

    /// Nil where nothing is known that speaks for one of the values.
    var decision: Decision? {
        let ordered = ballots.sorted { ($0.value.weight, $0.key) > ($1.value.weight, $1.key) }
        guard let best = ordered.first, best.value.weight > Self.least else { return nil }
        let against = ordered.dropFirst().reduce(0) { $0 + $1.value.weight }
        let isFree = best.key == free
        let isNone = best.key == Self.none
        guard isNone || best.value.candidate != nil else { return nil }
        let share = best.value.weight / (best.value.weight + against)
        return Decision(
            candidate: isNone ? nil : best.value.candidate, known: isNone ? nil : best.value.known,
            documents: max(1, best.value.documents), confidence: Self.confidence(best.value.weight, share),
            isFree: isFree)
    }

    /// From the weight of all that speaks for the value, and its share of all weights.
    private static func confidence(_ weight: Double, _ share: Double) -> Double {
        min(0.995, share * (1 - 0.5 * exp(-1.5 * weight)))
    }

    private static let least = 0.2
    private static let shareOfSilence = 0.6
}
