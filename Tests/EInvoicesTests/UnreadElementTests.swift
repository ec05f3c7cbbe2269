import Foundation
import Invoices
import Testing

@testable import EInvoices

/// Every element of an e-invoice that says something is read by a term, or stands in `unread.list` with the reason.
struct UnreadElementTests {
    /// The elements whose absence changes nothing of what is read, nor another text in them; as paths without the root. (A name
    /// may be that of another element, too, which is read in its absence; a date is read up to its tenth letter.)
    static func unread(_ file: URL) throws -> (syntax: String, paths: Set<String>) {
        let root = try Envelope.invoice(in: try XMLDocument.read(Array(try Data(contentsOf: file))))
        let syntax = try #require(EInvoice.syntax(of: root))
        let whole = try TermReader(root, syntax).fields.all()
        var paths: Set<String> = []
        func visit(_ node: XMLNode, _ path: String) throws {
            for child in node.children {
                let place = path.isEmpty ? child.name : "\(path)/\(child.name)"
                try visit(child, place)
                guard child.children.isEmpty, child.text != nil,
                    let index = node.children.firstIndex(where: { $0 === child })
                else { continue }
                let other = XMLNode(name: child.name, attributes: child.attributes)
                other.append("7\(child.characters)")
                let isUnread = try [[], [other]].allSatisfy { replacement in
                    node.children.replaceSubrange(index...index, with: replacement)
                    defer { node.children.replaceSubrange(index..<(index + replacement.count), with: [child]) }
                    return try TermReader(root, syntax).fields.all() == whole
                }
                if isUnread { paths.insert(place) }
            }
        }
        try visit(root, "")
        return (syntax.rawValue, paths)
    }

    /// `ubl a/b reason`: the element b in a, wherever that is.
    static func isListed(_ path: String, _ syntax: String, _ list: [(syntax: String, path: String)]) -> Bool {
        list.contains { $0.syntax == syntax && (path == $0.path || path.hasSuffix("/" + $0.path)) }
    }

    static func list() throws -> [(syntax: String, path: String)] {
        let text = try String(contentsOf: SampleInvoices.folder.appending(path: "unread.list"), encoding: .utf8)
        return text.split(separator: "\n").filter { !$0.hasPrefix("#") }.map { line in
            let words = line.split(separator: " ", maxSplits: 2)
            return (String(words[0]), String(words[1]))
        }
    }

    @Test(arguments: try SampleInvoices.files())
    func `every element is read or listed`(_ file: URL) throws {
        let (syntax, paths) = try Self.unread(file)
        let list = try Self.list()
        #expect(paths.filter { !Self.isListed($0, syntax, list) }.sorted() == [], "\(file.lastPathComponent)")
    }

    @Test func `an element that no term knows is found`() throws {
        let file = FileManager.default.temporaryDirectory.appending(path: "unread-\(UUID().uuidString).xml")
        defer { try? FileManager.default.removeItem(at: file) }
        try Data("<Invoice><ID>1</ID><Colour>blue</Colour></Invoice>".utf8).write(to: file)
        #expect(try Self.unread(file).paths == ["Colour"])
    }

    @Test func `UBL and CII give the same values for the same invoice`() throws {
        func fields(_ name: String) throws -> [String: Field.Value] {
            let data = try Data(contentsOf: SampleInvoices.folder.appending(path: name))
            let read = try EInvoice.read(Array(data))
            #expect(read.findings == [], "\(name)")
            return Dictionary(read.fields.map { ($0.name, $0.value) }) { first, _ in first }
        }
        let (ubl, cii) = (try fields("harbour-ubl.xml"), try fields("harbour-cii.xml"))
        for name in Set(ubl.keys).union(cii.keys) where !name.contains("identifiers") {
            #expect(ubl[name] == cii[name], "\(name)")
        }
    }
}
