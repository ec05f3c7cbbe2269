import Invoices

/// What a supplier sells, as people confirmed it: a recognised page may say `10 1` where the goods are `10 l`.
struct MemoryGoods: Sendable, Equatable {
    /// The latest first.
    private(set) var texts: [String] = []

    private static let most = 100
    private static let longest = 120

    init(_ texts: [String] = []) { self.texts = Array(texts.prefix(Self.most)) }

    mutating func add(_ text: String) {
        guard text.utf8.count <= Self.longest, !MemoryWords.squeezed(text).isEmpty else { return }
        texts.removeAll { MemoryWords.squeezed($0) == MemoryWords.squeezed(text) }
        texts = Array(([text] + texts).prefix(Self.most))
    }

    /// The descriptions among these fields, spelt as they were confirmed before.
    func spelt(_ fields: [Field]) -> [Field] {
        guard !texts.isEmpty else { return fields }
        let exact = Dictionary(texts.map { (MemoryWords.squeezed($0), $0) }) { first, _ in first }
        let misread = Dictionary(texts.map { (Self.misreadKey($0), $0) }) { first, _ in first }
        return fields.map { field in
            guard field.name.hasPrefix("lineItems["), field.name.hasSuffix(".description"),
                let text = field.value.text,
                let known = exact[MemoryWords.squeezed(text)] ?? misread[Self.misreadKey(text)], known != text
            else { return field }
            var field = field
            field.value = .text(known)
            field.method = .memory
            field.memoryDocuments = max(1, field.memoryDocuments ?? 1)
            return field
        }
    }

    /// The same for texts that recognition takes for each other.
    private static func misreadKey(_ text: String) -> String {
        String(
            MemoryWords.squeezed(text).map { character in
                switch character {
                case "o": "0"
                case "l", "i": "1"
                default: character
                }
            })
    }
}
