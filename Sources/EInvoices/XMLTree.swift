import Foundation

#if canImport(FoundationXML)
    import FoundationXML
#endif

/// Parses an invoice's XML into nodes, within limits and without a document type.
enum XMLTree {
    private static let maximumDepth = 48
    static let maximumElements = 200_000
    /// More than an invoice may have, since some only group others; beyond it nothing more is worth parsing.
    private static let maximumLines = 12_000
    private static let lines: Set<String> = ["InvoiceLine", "CreditNoteLine", "IncludedSupplyChainTradeLineItem"]

    static func read(_ bytes: [UInt8]) throws(EInvoiceError) -> XMLNode {
        guard bytes.count <= EInvoice.maximumSize else { throw .tooLarge }
        let plain = XMLInstructions.blanked(withoutWideCharacters(bytes))
        guard XMLEncoding.isPlain(plain) else { throw .malformed(line: 1) }
        guard XMLTags.areModest(plain) else { throw .tooLarge }
        // Entities can only be declared there: without it nothing can grow or be fetched.
        guard !holds(plain, "<!DOCTYPE"), !holds(plain, "<!ENTITY") else { throw .hasDoctype }
        let parser = XMLParser(data: Data(plain))
        parser.shouldResolveExternalEntities = false
        let builder = Builder()
        parser.delegate = builder
        let isWellFormed = parser.parse()
        if builder.isTooLarge { throw .tooLarge }
        guard isWellFormed, builder.faultyLine == nil, let root = builder.root else {
            throw .malformed(line: builder.faultyLine ?? parser.lineNumber)
        }
        return root
    }

    /// UTF-16 would hide a document type from the search for its letters.
    private static func withoutWideCharacters(_ bytes: [UInt8]) -> [UInt8] {
        guard bytes.count > 3 else { return bytes }
        let isLittle = bytes[0] == 0xFF && bytes[1] == 0xFE || bytes[0] == 0x3C && bytes[1] == 0
        let isBig = bytes[0] == 0xFE && bytes[1] == 0xFF || bytes[0] == 0 && bytes[1] == 0x3C
        guard isLittle || isBig,
            let text = String(bytes: bytes, encoding: isLittle ? .utf16LittleEndian : .utf16BigEndian)
        else { return bytes }
        // The declaration still says UTF-16 and would be believed.
        let body = text.range(of: "?>").map { String(text[$0.upperBound...]) } ?? text
        return Array(body.utf8)
    }

    private static func holds(_ bytes: [UInt8], _ word: StaticString) -> Bool {
        bytes.withUnsafeBufferPointer { bytes in
            var place = 0
            while let found = bytes.next(word.utf8Start.pointee, from: place) {
                if bytes.holds(word, at: found) { return true }
                place = found + 1
            }
            return false
        }
    }

    private final class Builder: NSObject, XMLParserDelegate {
        private(set) var root: XMLNode?
        private(set) var isTooLarge = false
        private var open: [XMLNode] = []
        /// The parser goes on behind a fault and calls that success.
        private(set) var faultyLine: Int?
        private var count = 0
        private var lineCount = 0

        func parser(
            _ parser: XMLParser, didStartElement name: String, namespaceURI: String?, qualifiedName: String?,
            attributes: [String: String] = [:]
        ) {
            count += 1
            guard count <= maximumElements, lineCount <= maximumLines, open.count < maximumDepth else {
                isTooLarge = true
                parser.abortParsing()
                return
            }
            let local = name.split(separator: ":").last.map(String.init) ?? name
            if lines.contains(local) { lineCount += 1 }
            let node = XMLNode(name: local, attributes: attributes)
            if let parent = open.last { parent.children.append(node) } else if root == nil { root = node }
            open.append(node)
        }

        func parser(_ parser: XMLParser, didEndElement name: String, namespaceURI: String?, qualifiedName: String?) {
            _ = open.popLast()
        }

        func parser(_ parser: XMLParser, parseErrorOccurred parseError: any Error) {
            faultyLine = faultyLine ?? parser.lineNumber
        }

        func parser(_ parser: XMLParser, foundCharacters string: String) { open.last?.characters += string }

        func parser(_ parser: XMLParser, foundCDATA block: Data) {
            open.last?.characters += String(decoding: block, as: UTF8.self)
        }
    }
}
