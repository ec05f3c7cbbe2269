import CExpat

/// Parses an invoice's XML with libexpat; a document type ends it, so that no entity is ever declared.
struct XMLDocument {
    private let content: ArraySlice<UInt8>
    /// Lines of the document before `content`.
    private let passedLines: Int

    /// The root element.
    static func read(_ bytes: [UInt8]) throws(EInvoiceError) -> XMLNode {
        guard bytes.count <= EInvoice.maximumSize else { throw .tooLarge }
        let document = withoutZeros(bytes.drop { $0.isXMLSpace || byteOrderMark.contains($0) })
        // A declaration says no more than the encoding, and libexpat refuses many that programs write.
        let content = document[XMLEncoding.declaration(of: document).endIndex...]
        let passedLines = bytes[..<content.startIndex].count { $0 == UInt8(ascii: "\n") }
        var malformed = EInvoiceError.malformed(line: 1)
        for encoding in XMLEncoding.candidates(for: document) {
            do {
                return try XMLDocument(content: content, passedLines: passedLines).read(encoding)
            } catch .malformed(let line) {
                malformed = .malformed(line: line)
            }
        }
        throw malformed
    }

    /// Of UTF-8.
    private static let byteOrderMark: [UInt8] = [0xEF, 0xBB, 0xBF]

    /// Programs that write a fixed number of bytes leave zeros behind a document.
    private static func withoutZeros(_ document: ArraySlice<UInt8>) -> ArraySlice<UInt8> {
        let end = document.lastIndex { $0 != 0 }.map { $0 + 1 } ?? document.startIndex
        // The last character of UTF-16 may itself end in a zero.
        let isHalf = XMLEncoding.isUTF16(document) && !(end - document.startIndex).isMultiple(of: 2)
        return document.prefix(end - document.startIndex + (isHalf ? 1 : 0))
    }

    private func read(_ encoding: XMLEncoding) throws(EInvoiceError) -> XMLNode {
        guard let parser = XML_ParserCreate(encoding.name) else { throw .tooLarge }
        defer { XML_ParserFree(parser) }
        var tree = XMLTree(parser)
        var failure: EInvoiceError?
        withUnsafeMutablePointer(to: &tree) { tree in
            Self.setHandlers(of: parser, to: tree)
            var encoding = encoding
            withUnsafeMutablePointer(to: &encoding) { encoding in
                XML_SetUnknownEncodingHandler(parser, Self.decode, encoding)
                do throws(EInvoiceError) { try parse(parser) } catch { failure = error }
            }
        }
        switch tree.error ?? failure {
        case .malformed(let line)?: throw .malformed(line: passedLines + line)
        case let error?: throw error
        case nil: break
        }
        guard let root = tree.root else { throw .malformed(line: passedLines + 1) }
        return root
    }

    /// Bytes that the parser gets at once.
    private static let portion = 1 << 18
    /// Bytes of a tag, a comment or an instruction, which are only found whole; text is found in parts.
    private static let longestToken = 1 << 20

    private func parse(_ parser: XML_Parser) throws(EInvoiceError) {
        var rest = content
        while true {
            let part = rest.prefix(Self.portion)
            rest = rest.dropFirst(Self.portion)
            let status = part.withUnsafeBytes { bytes in
                let start = bytes.baseAddress?.assumingMemoryBound(to: CChar.self)
                return XML_Parse(parser, start, Int32(bytes.count), rest.isEmpty ? 1 : 0)
            }
            let found = content.startIndex + Int(XML_GetCurrentByteIndex(parser))
            guard status == XML_STATUS_OK else { throw .malformed(line: Int(XML_GetCurrentLineNumber(parser))) }
            guard part.endIndex - found <= Self.longestToken else { throw .tooLarge }
            if rest.isEmpty { return }
        }
    }
}

// MARK: Handlers

extension XMLDocument {
    /// They are C functions, and get `tree` from the parser, on its thread.
    private static func setHandlers(of parser: XML_Parser, to tree: UnsafeMutablePointer<XMLTree>) {
        XML_SetUserData(parser, tree)
        XML_SetElementHandler(
            parser,
            { tree, name, attributes in
                guard let name, let attributes else { return }
                tree?.assumingMemoryBound(to: XMLTree.self).pointee.start(name, attributes)
            },
            { tree, _ in tree?.assumingMemoryBound(to: XMLTree.self).pointee.end() })
        XML_SetCharacterDataHandler(parser, addText)
        XML_SetStartDoctypeDeclHandler(parser) { tree, _, _, _, _ in
            tree?.assumingMemoryBound(to: XMLTree.self).pointee.stop(.hasDoctype)
        }
    }

    static let addText: XML_CharacterDataHandler = { tree, text, length in
        let text = UnsafeRawBufferPointer(start: text, count: Int(length)).assumingMemoryBound(to: UInt8.self)
        tree?.assumingMemoryBound(to: XMLTree.self).pointee.add(text)
    }

    private static let decode: XML_UnknownEncodingHandler = { encoding, _, map in
        guard let encoding = encoding?.assumingMemoryBound(to: XMLEncoding.self).pointee, let map else { return 0 }
        return encoding.fill(&map.pointee) ? 1 : 0
    }
}
