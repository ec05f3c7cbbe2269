import Invoices

/// Learns where one field stands, and which of the known rules find it.
struct FieldLearner {
    /// Places of a value that are learnt: a total may be printed several times.
    private static let mostPlaces = 4

    private let reviewed: ReviewedDocument
    private let name: String
    private let kind: FieldKind
    private let monthFirst: Bool?
    private var document: PrintedDocument { reviewed.document }

    init(_ reviewed: ReviewedDocument, name: String, kind: FieldKind, monthFirst: Bool?) {
        self.reviewed = reviewed
        self.name = name
        self.kind = kind
        self.monthFirst = monthFirst
    }

    /// - Parameters:
    ///   - value: Nil if the document does not have the field.
    ///   - isDoubtful: Whether what was known is sure of something else: then a second document must say the same.
    func learn(_ value: Field.Value?, _ memory: inout FieldMemory, isDoubtful: Bool) {
        let known = search(memory)
        var learnt = memory
        var found: [Range<Int>] = []
        if let value { found = Array(places(of: value, &learnt).prefix(Self.mostPlaces)) }
        let isFree = reviewed.isFree(value, name)
        // Nothing on the page proves it.
        guard value == nil || isFree || !found.isEmpty else { return }
        var anchors: [Anchor] = []
        if let value { anchors = self.anchors(of: value, at: found, learnt) }
        if isDoubtful {
            guard let trial = memory.trial, says(trial, value, learnt) else {
                memory.trial = FieldMemory.Trial(anchors: anchors, isAbsent: value == nil)
                return
            }
            // The document on trial counts, too.
            learnt.count(value, isFree: isFree) { known.find($0.anchor)?.value }
            learnt.add(trial.anchors, isRecognised: document.isRecognised)
        }
        learnt.trial = nil
        let all = isDoubtful ? search(learnt) : known
        learnt.count(value, isFree: isFree) { all.find($0.anchor)?.value }
        learnt.add(anchors, isRecognised: document.isRecognised)
        learnt.prune()
        memory = learnt
    }

    /// By which the value is found again in its places.
    private func anchors(of value: Field.Value, at places: [Range<Int>], _ memory: FieldMemory) -> [Anchor] {
        guard !places.isEmpty else { return [] }
        // With the labels of this document, whose remainders are candidates now.
        var wider = memory
        let finder = AnchorFinder(document)
        wider.add(places.flatMap { document.anchors(of: $0, by: finder) }, isRecognised: false)
        let search = search(wider)
        return places.flatMap { search.anchors(finding: value, at: $0) }
    }

    /// Whether the document on trial and this one say the same.
    private func says(_ trial: FieldMemory.Trial, _ value: Field.Value?, _ memory: FieldMemory) -> Bool {
        guard let value else { return trial.isAbsent }
        var wider = memory
        wider.add(trial.anchors, isRecognised: false)
        let search = search(wider)
        return trial.anchors.contains { search.find($0).map { MemoryWords.isSame($0.value, value) } ?? false }
    }

    private func search(_ memory: FieldMemory) -> FieldSearch {
        FieldSearch(document, name: name, kind: kind, memory, monthFirst: monthFirst, above: block)
    }

    /// The lines below the customer's name, which an address is counted by.
    private var block: [Range<Int>] {
        guard name == MemoryCustomers.addressField,
            let text = reviewed.confirmed.first(where: { $0.name == MemoryCustomers.nameField })?.value.text,
            let line = CandidateFinder(document, monthFirst: nil).lines(printing: text).first
        else { return [] }
        return AddressLines(document).block(from: line.tokens)
    }

    /// Where the document prints the value; what is learnt of its form goes to `memory`.
    private func places(of value: Field.Value, _ memory: inout FieldMemory) -> [Range<Int>] {
        let finder = CandidateFinder(document, monthFirst: monthFirst)
        switch value {
        case .date: return finder.dates.filter { $0.value == value }.map(\.tokens)
        case .amount: return finder.amounts.filter { $0.value == value }.map(\.tokens)
        case .flag: return []
        case .text(let text):
            if name.hasSuffix(".address") { return addressPlaces(text, &memory) }
            if kind == .text { return finder.lines(printing: text).map(\.tokens) }
            let found = finder.identifiers(printing: text).map(\.tokens)
            for tokens in found.reversed() {
                memory.add(form: tokens.map { document.forms[$0] }.joined(separator: " "))
            }
            return found
        }
    }

    private func addressPlaces(_ text: String, _ memory: inout FieldMemory) -> [Range<Int>] {
        let words = MemoryWords.words(text)
        guard let first = words.first else { return [] }
        let addresses = AddressLines(document)
        var found: [Range<Int>] = []
        for segment in document.layout.segments {
            let start = segment.tokens.prefix(5).first {
                document.words[$0].first == first
            }
            guard let start else { continue }
            let block = addresses.block(from: start..<segment.tokens.upperBound)
            guard let count = addresses.lines(of: block, printing: words) else { continue }
            found.append(block[0])
            if count < block.count { memory.add(stop: AddressLines.stop(document.layout.tokens[block[count]])) }
        }
        return found
    }
}
