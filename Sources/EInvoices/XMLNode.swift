import Invoices

/// An element with its children; names without their namespace's prefix.
final class XMLNode {
    let name: String
    let attributes: [String: String]
    var children: [XMLNode] = []
    /// The text directly in this element.
    private(set) var characters = ""
    /// True for the element whose text is a document of its own, which no limit of a value may cut.
    private let isWhole: Bool

    init(name: String, attributes: [String: String], isWhole: Bool = false) {
        self.name = name
        self.attributes = attributes
        self.isWhole = isWhole
    }

    /// The most Unicode scalars of a value: a few more than a field's text may have, so that the later cut is noticed.
    /// Without this limit, megabytes of text would be copied through every later step.
    private static let longest = TextBounds.longest + 4
    /// The most bytes to keep, enough for that many scalars.
    static let longestBytes = 4 * longest + 4

    /// How many more bytes are kept.
    var room: Int { isWhole ? .max : max(0, Self.longestBytes - characters.utf8.count) }

    func append(_ text: String) { characters += text }

    /// The trimmed text with single blanks, cut at the limit; nil if nothing is left.
    var text: String? {
        let words = characters.split(whereSeparator: \.isWhitespace)
        guard !words.isEmpty else { return nil }
        return String(words.joined(separator: " ").unicodeScalars.prefix(Self.longest))
    }

    /// All elements at the end of a path. Each step may have alternative names, e.g. `ID` or `IssuerAssignedID`.
    func all(_ path: [[String]]) -> [XMLNode] {
        path.reduce([self]) { nodes, names in
            nodes.flatMap { node in node.children.filter { names.contains($0.name) } }
        }
    }
}
