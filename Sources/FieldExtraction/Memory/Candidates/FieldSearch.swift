import Invoices

/// Looks for one field's value on a document by the rules of memory.
struct FieldSearch {
    private let document: PrintedDocument
    private let candidates: [MemoryCandidate]
    private let anchors: AnchorFinder
    /// Whether values of this kind are few enough to be counted.
    private let isCounted: Bool
    /// The first words of the address's lines below the name that it belongs to.
    private let linesBelow: [Int: Int]
    private let name: String

    /// - Parameters:
    ///   - memory: Its forms and labels tell which words are looked at.
    ///   - above: Lines of the block below the field that this one stands under, from the field's own on.
    init(
        _ document: PrintedDocument, name: String, kind: FieldKind, _ memory: FieldMemory, monthFirst: Bool?,
        above: [Range<Int>] = []
    ) {
        self.document = document
        self.name = name
        anchors = AnchorFinder(document)
        let finder = CandidateFinder(document, monthFirst: monthFirst)
        let labels = Set(memory.rules.filter { $0.anchor.kind == .lineOf }.map(\.anchor.text))
        switch kind {
        case .date: candidates = finder.dates
        case .amount, .number: candidates = finder.amounts
        case .text where name.hasSuffix(".address"):
            candidates = finder.addresses(behind: labels, until: Set(memory.stops))
        case .text: candidates = finder.lines(behind: labels)
        case .flag: candidates = []
        default: candidates = finder.identifiers(of: Set(memory.forms))
        }
        isCounted = kind != .text
        linesBelow = Dictionary(
            above.enumerated().dropFirst().map { ($0.element.lowerBound, $0.offset) },
            uniquingKeysWith: { first, _ in first })
    }

    /// What the rule finds; the first of several.
    func find(_ anchor: Anchor) -> MemoryCandidate? {
        switch anchor.kind {
        case .ordinal:
            let index = anchor.index < 0 ? candidates.count + anchor.index : anchor.index
            return isCounted && candidates.indices.contains(index) ? candidates[index] : nil
        case .under: return candidates.first { linesBelow[$0.tokens.lowerBound] == anchor.index }
        default:
            let matcher = AnchorMatcher(document, anchor, anchors)
            return matcher.isHopeless ? nil : candidates.first { matcher.matches($0.tokens) }
        }
    }

    /// All anchors of a value's place by which it is found.
    func anchors(finding value: Field.Value, at tokens: Range<Int>) -> [Anchor] {
        let places = candidates.indices.filter { candidates[$0].tokens == tokens }
        var all = document.anchors(of: tokens, by: anchors)
        if isCounted {
            all += places.flatMap {
                [Anchor(kind: .ordinal, index: $0), Anchor(kind: .ordinal, index: $0 - candidates.count)]
            }
        }
        if let line = linesBelow[tokens.lowerBound] { all.append(Anchor(kind: .under, text: "name", index: line)) }
        return all.filter { find($0).map { MemoryWords.isSame($0.value, value) } ?? false }
    }
}

extension CandidateFinder {
    /// Blocks of lines, each from every line on.
    func addresses(behind labels: Set<String>, until stops: Set<String>) -> [MemoryCandidate] {
        lines(behind: labels).map { address(from: $0.tokens, until: stops) }
    }
}
