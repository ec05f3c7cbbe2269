import Invoices

/// What is known of one field on a supplier's documents of one look.
struct FieldMemory: Sendable, Equatable {
    /// The best first.
    var rules: [MemoryRule] = []
    /// Forms of an identifier, the latest first.
    var forms: [String] = []
    /// Of the address: the first words of the lines that followed it.
    var stops: [String] = []
    /// How often the reader was right without memory.
    var free = MemoryRecord()
    /// How often the document does not have the field.
    var absence = MemoryRecord()

    /// What a document said against what was certain; nil where the last one said nothing of the kind.
    var trial: Trial?

    /// One document's word, believed once another says the same.
    struct Trial: Sendable, Equatable {
        /// Where it has the value; none if it says that there is no such value.
        var anchors: [Anchor]
        var isAbsent: Bool
    }

    private static let mostRules = 16
    private static let mostForms = 6

    /// Counts one document.
    /// - Parameters:
    ///   - value: What a person confirmed; nil if the document does not have the field.
    ///   - isFree: Whether the reader finds the same without memory.
    ///   - outcome: What a rule finds on the document.
    mutating func count(_ value: Field.Value?, isFree: Bool, _ outcome: (MemoryRule) -> Field.Value?) {
        free.add(isFree)
        absence.add(value == nil)
        judge(value, outcome)
    }

    private mutating func judge(_ value: Field.Value?, _ outcome: (MemoryRule) -> Field.Value?) {
        for index in rules.indices {
            switch (outcome(rules[index]), value) {
            case (let found?, let value?): rules[index].record.add(MemoryWords.isSame(found, value))
            case (_?, nil): rules[index].record.add(false)
            case (nil, _?): rules[index].silences += 1
            case (nil, nil): break
            }
        }
    }

    mutating func add(_ anchors: [Anchor], isRecognised: Bool) {
        for anchor in anchors
        where !rules.contains(where: { $0.anchor.matches(anchor, isRecognised: isRecognised) }) {
            rules.append(MemoryRule(anchor: anchor, record: MemoryRecord(hits: 1)))
        }
    }

    /// Removes what proved wrong, and what is too much.
    mutating func prune() {
        let kept = rules.filter(\.isKept).enumerated().sorted {
            ($0.element.weight, -$0.offset) > ($1.element.weight, -$1.offset)
        }
        rules = kept.prefix(Self.mostRules).map(\.element)
    }

    mutating func add(form: String) {
        forms.removeAll { $0 == form }
        forms.insert(form, at: 0)
        forms = Array(forms.prefix(Self.mostForms))
    }

    mutating func add(stop: String) {
        stops.removeAll { $0 == stop }
        stops.insert(stop, at: 0)
        stops = Array(stops.prefix(Self.mostForms))
    }
}
