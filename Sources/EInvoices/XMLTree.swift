import CExpat
import Glibc

/// Makes nodes of the elements and text that a parser finds, within limits; stops it where they are passed.
struct XMLTree {
    private static let maximumDepth = 48
    /// Of ten thousand lines: one of CII has thirty and more.
    private static let maximumElements = 400_000
    /// More than an invoice may have, since some only group others; beyond it nothing more is worth parsing.
    private static let maximumLines = 12_000
    private static let lines: Set<String> = [
        "InvoiceLine", "CreditNoteLine", "DebitNoteLine", "IncludedSupplyChainTradeLineItem", "DettaglioLinee",
        "FaWiersz",
    ]
    /// Of one element; an invoice's have a few, namespaces among them.
    private static let maximumAttributes = 64
    /// Of all; about one for every fourth element that may be.
    private static let maximumAttributesInAll = 100_000
    /// Bytes of a name; the longest that CII and UBL know has 60.
    private static let longestName = 200

    private let parser: XML_Parser
    private(set) var root: XMLNode?
    /// Why the parser was stopped.
    private(set) var error: EInvoiceError?
    private var open: [XMLNode] = []
    private var names = XMLNames()
    /// No value takes more of the text of the element that is open.
    private var skipsText = false
    private var elementCount = 0
    private var lineCount = 0
    private var attributeCount = 0

    init(_ parser: XML_Parser) { self.parser = parser }

    /// The parser finds one or two things more before it stops.
    mutating func stop(_ error: EInvoiceError) {
        self.error = self.error ?? error
        XML_StopParser(parser, 0)
    }

    /// `attributes` are names and values in turn, up to a nil.
    mutating func start(_ name: CString, _ attributes: UnsafeMutablePointer<CString?>) {
        do throws(EInvoiceError) {
            let local = try local(name)
            let node = XMLNode(
                name: local, attributes: try values(of: attributes),
                isWhole: Envelope.isDocument(local, below: open))
            if let parent = open.last { parent.children.append(node) } else { root = node }
            open.append(node)
            resumeText()
            guard open.count <= Self.maximumDepth else { throw .tooLarge }
        } catch {
            stop(error)
        }
    }

    mutating func end() {
        _ = open.popLast()
        resumeText()
    }

    private mutating func resumeText() {
        guard skipsText else { return }
        skipsText = false
        XML_SetCharacterDataHandler(parser, XMLDocument.addText)
    }

    /// UTF-8, of which what no value holds is left out: an attachment is megabytes of it.
    mutating func add(_ text: UnsafeBufferPointer<UInt8>) {
        guard let node = open.last else { return }
        guard node.room > 0 else {
            skipsText = true
            XML_SetCharacterDataHandler(parser, nil)
            return
        }
        if text.allSatisfy(\.isXMLSpace) {
            if !node.characters.isEmpty { node.append(" ") }
        } else {
            node.append(String(decoding: text.prefix(node.room), as: UTF8.self))
        }
    }

    private mutating func local(_ name: CString) throws(EInvoiceError) -> String {
        guard let local = names.local(try Self.bytes(ofName: name)) else {
            throw .malformed(line: Int(XML_GetCurrentLineNumber(parser)))
        }
        elementCount += 1
        if Self.lines.contains(local) { lineCount += 1 }
        guard elementCount <= Self.maximumElements, lineCount <= Self.maximumLines else { throw .tooLarge }
        return local
    }

    private mutating func values(of attributes: UnsafeMutablePointer<CString?>) throws(EInvoiceError) -> [String:
        String]
    {
        var found: [String: String] = [:]
        var place = 0
        while let name = attributes[place], let value = attributes[place + 1] {
            place += 2
            attributeCount += 1
            guard found.count < Self.maximumAttributes, attributeCount <= Self.maximumAttributesInAll else {
                throw .tooLarge
            }
            let kept = Self.bytes(of: value, upTo: XMLNode.longestBytes)
            found[String(decoding: try Self.bytes(ofName: name), as: UTF8.self)] = String(decoding: kept, as: UTF8.self)
        }
        return found
    }

    // MARK: C strings

    typealias CString = UnsafePointer<CChar>

    private static func bytes(ofName name: CString) throws(EInvoiceError) -> UnsafeBufferPointer<UInt8> {
        let bytes = bytes(of: name, upTo: longestName + 1)
        guard bytes.count <= longestName else { throw .tooLarge }
        return bytes
    }

    private static func bytes(of text: CString, upTo limit: Int) -> UnsafeBufferPointer<UInt8> {
        UnsafeRawBufferPointer(start: text, count: strnlen(text, limit)).assumingMemoryBound(to: UInt8.self)
    }
}
