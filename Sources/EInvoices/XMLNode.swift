import Invoices

/// An element with its children; names without their namespace's prefix.
final class XMLNode {
    let name: String
    let attributes: [String: String]
    var children: [XMLNode] = []
    /// The characters of this element itself.
    private(set) var characters = ""

    init(name: String, attributes: [String: String]) {
        self.name = name
        self.attributes = attributes
    }

    /// Unicode scalars of a value, more than a field's text may have, so that who cuts it there sees that it is longer;
    /// megabytes in a name would be carried through every later step.
    private static let longest = TextBounds.longest + 4
    /// No more bytes than so many scalars can have are kept.
    static let longestBytes = 4 * longest + 4

    /// Bytes that are still kept.
    var room: Int { max(0, Self.longestBytes - characters.utf8.count) }

    func append(_ text: String) { characters += text }

    /// Without blanks at the ends and with single ones within, cut where no value goes on; nil when nothing is left.
    var text: String? {
        let words = characters.split(whereSeparator: \.isWhitespace)
        guard !words.isEmpty else { return nil }
        return String(words.joined(separator: " ").unicodeScalars.prefix(Self.longest))
    }

    /// All elements at the end of a path whose steps may have several names: `ID` or `IssuerAssignedID`.
    func all(_ path: [String]...) -> [XMLNode] { all(path) }

    func all(_ path: [[String]]) -> [XMLNode] {
        path.reduce([self]) { nodes, names in
            nodes.flatMap { node in node.children.filter { names.contains($0.name) } }
        }
    }

    /// The first at the end of a path with one name a step.
    func first(_ path: String...) -> XMLNode? { first(path[...]) }

    private func first(_ path: ArraySlice<String>) -> XMLNode? {
        guard let name = path.first else { return self }
        for child in children where child.name == name {
            if let found = child.first(path.dropFirst()) { return found }
        }
        return nil
    }
}
