import Invoices

/// Makes fields of what memory decides.
struct MemoryFieldBuilder {
    private let document: PrintedDocument
    private let free: [String: Field]
    private var layout: Layout { document.layout }

    init(_ document: PrintedDocument, free: [Field]) {
        self.document = document
        self.free = Dictionary(free.map { ($0.name, $0) }) { first, _ in first }
    }

    /// Nil if the document has no such value.
    func field(_ name: String, _ decision: FieldVote.Decision) -> Field? {
        guard let candidate = decision.candidate else { return nil }
        let other = free[name]
        // A letter may be misread here; people have confirmed the known text.
        let known = document.isRecognised ? decision.known : nil
        if decision.isFree, var field = other {
            field.value = known ?? field.value
            field.confidence = max(field.confidence, decision.confidence)
            return remembered(field, documents: decision.documents)
        }
        let clarity = document.isRecognised && !candidate.tokens.isEmpty ? layout.confidence(candidate.tokens) : 1
        var field = Field(
            name: name, value: known ?? candidate.value,
            rawText: candidate.text.isEmpty ? candidate.value.text ?? "" : candidate.text,
            confidence: decision.confidence * max(clarity, Self.leastClarity),
            source: document.isRecognised ? .ocr : .textLayer)
        if !candidate.tokens.isEmpty {
            field.page =
                layout.sheets[layout.segments[document.segmentOfToken[candidate.tokens.lowerBound]].page].number
            field.box = ([candidate.tokens] + candidate.lines).compactMap(layout.box).reduce(nil) { box, next in
                box?.union(next) ?? next
            }
        }
        if let other {
            let confidence = min(other.confidence, 1 - field.confidence)
            field.alternatives = [
                FieldAlternative(value: other.value, confidence: confidence, page: other.page, box: other.box)
            ]
        }
        return remembered(field, documents: decision.documents)
    }

    func remembered(_ field: Field, documents: Int) -> Field {
        var field = field
        field.method = .memory
        field.memoryDocuments = max(1, documents)
        return field
    }

    /// Where the document prints a value that is known; nil where it does not print it in one place.
    static func candidate(_ text: String, _ kind: FieldKind, in document: PrintedDocument) -> MemoryCandidate? {
        let finder = CandidateFinder(document, monthFirst: nil)
        let found = kind == .text ? finder.lines(printing: text).first : finder.identifiers(printing: text).first
        return found.map { MemoryCandidate(value: .text(text), tokens: $0.tokens, text: $0.text) }
    }

    /// However unclear the words are, the place speaks for the value.
    private static let leastClarity = 0.5
}
