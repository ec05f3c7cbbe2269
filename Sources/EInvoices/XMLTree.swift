/// Parses an invoice's XML into nodes, within limits and without a document type.
struct XMLTree {
    private static let maximumDepth = 48
    /// The most elements, for ten thousand lines: a line of CII has thirty and more.
    private static let maximumElements = 400_000
    /// The most lines, more than an invoice may have, since some only group others. Parsing stops after that.
    private static let maximumLines = 12_000
    private static let lines: Set<String> = ["InvoiceLine", "CreditNoteLine", "IncludedSupplyChainTradeLineItem"]

    private var scanner: XMLScanner
    private var names = XMLNames()
    private var open: [(node: XMLNode, name: Range<Int>)] = []
    private var root: XMLNode?
    private var count = 0
    private var lineCount = 0

    static func read(_ bytes: [UInt8]) throws(EInvoiceError) -> XMLNode {
        guard bytes.count <= EInvoice.maximumSize else { throw .tooLarge }
        guard let plain = XMLEncoding.utf8(bytes) else { throw .malformed(line: 1) }
        var tree = XMLTree(scanner: XMLScanner(plain))
        return try tree.read()
    }

    private init(scanner: XMLScanner) { self.scanner = scanner }

    private mutating func read() throws(EInvoiceError) -> XMLNode {
        while let piece = try scanner.next() {
            switch piece {
            case .start(let name, let isEmpty): try start(name, isEmpty: isEmpty)
            case .end(let name): try end(name)
            case .text(let range): try add(range)
            case .section(let range): try add(range, isSection: true)
            }
        }
        guard open.isEmpty, let root else { throw scanner.malformed }
        return root
    }

    private mutating func start(_ name: Range<Int>, isEmpty: Bool) throws(EInvoiceError) {
        guard !open.isEmpty || root == nil, let local = names.local(name, in: scanner.bytes) else {
            throw scanner.malformed
        }
        count += 1
        if Self.lines.contains(local) { lineCount += 1 }
        guard count <= Self.maximumElements, lineCount <= Self.maximumLines, open.count < Self.maximumDepth else {
            throw .tooLarge
        }
        let node = XMLNode(name: local, attributes: try attributes())
        if let parent = open.last { parent.node.children.append(node) } else { root = node }
        if !isEmpty { open.append((node, name)) }
    }

    private mutating func end(_ name: Range<Int>) throws(EInvoiceError) {
        guard let last = open.popLast(), scanner.bytes[last.name] == scanner.bytes[name] else {
            throw scanner.malformed
        }
    }

    private func attributes() throws(EInvoiceError) -> [String: String] {
        var found: [String: String] = [:]
        for (name, value) in scanner.attributes {
            let text = try self.text(value)
            let former = found.updateValue(text, forKey: String(decoding: scanner.bytes[name], as: UTF8.self))
            guard former == nil else { throw scanner.malformed }
        }
        return found
    }

    private func add(_ range: Range<Int>, isSection: Bool = false) throws(EInvoiceError) {
        guard let node = open.last?.node else {
            guard !isSection, isBlank(range) else { throw scanner.malformed }
            return
        }
        // No more of its text would be kept.
        guard node.room > 0 else { return }
        if isBlank(range) {
            if !node.characters.isEmpty { node.append(" ") }
        } else if isSection {
            node.append(String(decoding: scanner.bytes[range].prefix(node.room), as: UTF8.self))
        } else {
            node.append(try text(range, upTo: node.room))
        }
    }

    private func isBlank(_ range: Range<Int>) -> Bool { scanner.bytes[range].allSatisfy(\.isXMLSpace) }

    /// The text with its references resolved, cut after `room` bytes.
    private func text(_ range: Range<Int>, upTo room: Int = XMLNode.longestBytes) throws(EInvoiceError) -> String {
        do {
            return try XMLReferences.resolved(scanner.bytes, range, upTo: room)
        } catch {
            throw scanner.malformed
        }
    }
}
