import Invoices

/// Which elements an e-invoice of a syntax has, in the schema's order, and which term each holds: a `.binding` file.
///
/// A line is an element; two spaces more make it the child of the one above. Behind its name, in any order:
/// - `=name` the term that is its text, `='text'` a constant; `=.` the member of a list itself;
/// - `@attribute=name` or `@attribute='text'`; an attribute without a value is left out;
/// - `*list` the element is written for each member, whose terms are named from there;
/// - `in:name` the terms below it are named from there; `/name` is always a term of the document;
/// - `?name` and `!name` it is written only with, or only without, this term;
/// - `always` it is written even without a value in or below it. A constant alone is no value.
///
/// `:name` at the beginning of a line names a part, whose elements stand wherever `:name` is among an element's children.
struct SyntaxBinding: Sendable {
    /// The outermost elements, of which conditions leave one.
    let elements: [BoundElement]

    static func of(_ syntax: EInvoiceExport.Syntax) -> SyntaxBinding {
        switch syntax {
        case .cii: cii
        case .ubl: ubl
        }
    }

    private static let cii = SyntaxBinding(PackageResources.cii_binding)
    private static let ubl = SyntaxBinding(PackageResources.ubl_binding)

    init(_ file: [UInt8]) {
        var lines = String(decoding: file, as: UTF8.self).split(separator: "\n").compactMap(BindingLine.init)[...]
        var parts: [String: [BoundElement]] = [:]
        var outermost: [BoundElement] = []
        while let line = lines.popFirst() {
            let children = Self.children(deeperThan: 0, &lines, parts)
            switch line.content {
            case .part(let name): parts[name] = children
            case .element(let element): outermost.append(element.with(children))
            }
        }
        elements = outermost
    }

    /// - Parameter parts: Those of the lines above.
    private static func children(
        deeperThan depth: Int, _ lines: inout ArraySlice<BindingLine>, _ parts: [String: [BoundElement]]
    ) -> [BoundElement] {
        var children: [BoundElement] = []
        while let line = lines.first, line.depth > depth {
            lines.removeFirst()
            switch line.content {
            case .part(let name): children += parts[name] ?? []
            case .element(let element):
                children.append(element.with(Self.children(deeperThan: line.depth, &lines, parts)))
            }
        }
        return children
    }
}

/// An element of a binding, with the elements in it.
struct BoundElement: Sendable {
    /// A term's name: of the document, or of the member that the element is written for.
    struct Name: Sendable {
        let path: String
        let isOfDocument: Bool

        init(_ text: some StringProtocol) {
            isOfDocument = text.hasPrefix("/")
            path = text == "." ? "" : String(isOfDocument ? text.dropFirst() : text[...])
        }
    }

    enum Source: Sendable { case term(Name), constant(String) }

    let name: String
    var value: Source?
    var attributes: [(name: String, value: Source)] = []
    var list: String?
    var group: String?
    var conditions: [(name: Name, isThere: Bool)] = []
    var isAlways = false
    private(set) var children: [BoundElement] = []
    /// Whether it holds constants alone, so that it is written with the elements beside it.
    private(set) var isConstant = false

    init(name: String) { self.name = name }

    fileprivate func with(_ children: [BoundElement]) -> BoundElement {
        var element = self
        element.children = children
        element.isConstant =
            switch value {
            case .constant?: true
            case .term?: false
            case nil: !children.isEmpty && children.allSatisfy(\.isConstant)
            }
        return element
    }
}
