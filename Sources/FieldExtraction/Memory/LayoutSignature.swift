import Invoices

/// What all documents of one look print: the words that are no values, with their places.
struct LayoutSignature: Sendable, Equatable {
    struct Text: Sendable, Equatable {
        let text: String
        /// A fraction of the page's width.
        var left: Double
        /// Documents that had it.
        var documents: Int
    }

    private(set) var texts: [Text] = []
    private(set) var documents = 0

    init(texts: [Text] = [], documents: Int = 0) {
        self.texts = texts
        self.documents = documents
    }

    private static let most = 60
    /// What a text counts that stands elsewhere: two looks of one supplier have the same words.
    private static let shareElsewhere = 0.3
    private static let tolerance = 0.03
    /// From this likeness on, two documents have one look.
    static let same = 0.55

    /// How much of what the look prints the document has in the same places, 0…1.
    func likeness(to document: PrintedDocument) -> Double {
        let places = Self.places(in: document)
        var (found, all) = (0.0, 0.0)
        for text in texts {
            let weight = Double(text.documents) / Double(max(documents, 1))
            all += weight
            guard let lefts = places[text.text] else { continue }
            found += weight * (lefts.contains { abs($0 - text.left) < Self.tolerance } ? 1 : Self.shareElsewhere)
        }
        return all > 0 ? found / all : 0
    }

    /// - Parameter values: Words that are values and so vary.
    mutating func add(_ document: PrintedDocument, besides values: Set<Int>) {
        let places = Self.places(in: document)
        for index in texts.indices where places[texts[index].text] != nil { texts[index].documents += 1 }
        documents += 1
        let known = Set(texts.map(\.text))
        var added: Set<String> = []
        for (number, segment) in document.layout.segments.enumerated() {
            let text = document.labels[number]
            guard Self.isFixed(text), !known.contains(text), segment.tokens.allSatisfy({ !values.contains($0) }),
                added.insert(text).inserted
            else { continue }
            texts.append(Text(text: text, left: document.left(of: segment), documents: 1))
        }
        // What half of the documents lack is no part of the look.
        if documents > 2 { texts.removeAll { $0.documents * 2 < documents && $0.documents < documents - 1 } }
        let ordered = texts.enumerated().sorted {
            ($0.element.documents, -$0.offset) > ($1.element.documents, -$1.offset)
        }
        texts = ordered.prefix(Self.most).map(\.element)
    }

    private static func isFixed(_ text: String) -> Bool { text.utf8.count > 2 && !text.utf8.contains(UInt8(ascii: "#")) }

    private static func places(in document: PrintedDocument) -> [String: [Double]] {
        Dictionary(grouping: document.layout.segments.indices) { document.labels[$0] }
            .mapValues { $0.map { document.left(of: document.layout.segments[$0]) } }
    }
}
