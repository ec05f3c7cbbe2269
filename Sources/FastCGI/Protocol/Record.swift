import CFastCGI

/// A record's header, FastCGI 1.0 section 3.3, and how records are written. Layouts and constants are those of libfcgi's
/// fastcgi.h, whose structures consist of single bytes.
struct Record: Equatable {
    static let headerSize = Int(FCGI_HEADER_LEN)
    /// Section 3.3 recommends that records begin at multiples of so many bytes.
    private static let alignment = 8
    /// A multiple of the alignment, so that a full record needs no padding.
    static let largestContent = Int(FCGI_MAX_LENGTH) / alignment * alignment

    let type: RecordType
    let request: UInt16
    let contentLength: Int
    let paddingLength: Int

    var size: Int { Record.headerSize + contentLength + paddingLength }

    /// Reads the header at the start of `bytes`; returns nil if it is not all there or of another version.
    init?(_ bytes: ArraySlice<UInt8>) {
        guard bytes.count >= Record.headerSize else { return nil }
        let header = bytes.withUnsafeBytes { $0.loadUnaligned(as: FCGI_Header.self) }
        guard header.version == UInt8(FCGI_VERSION_1) else { return nil }
        type = RecordType(rawValue: header.type)
        request = UInt16(header.requestIdB1) << 8 | UInt16(header.requestIdB0)
        contentLength = Int(header.contentLengthB1) << 8 | Int(header.contentLengthB0)
        paddingLength = Int(header.paddingLength)
    }

    /// A whole record; `content` must not be larger than `largestContent`.
    static func encode(_ type: RecordType, request: UInt16, _ content: some Collection<UInt8>) -> [UInt8] {
        let header = header(type, request: request, length: content.count)
        return header + content + repeatElement(0, count: padding(after: content.count))
    }

    /// The header of a record with so many bytes of content, which as many bytes of padding follow as `padding` returns.
    static func header(_ type: RecordType, request: UInt16, length: Int) -> [UInt8] {
        bytes(of: layout(type, request: request, length: length))
    }

    /// How many zeros follow so many bytes of content.
    static func padding(after length: Int) -> Int { (alignment - length % alignment) % alignment }

    /// The records that end an answer: an empty one of its content, and one that says that the request is complete.
    static func endOfAnswer(_ request: UInt16) -> [UInt8] {
        bytes(of: (layout(.standardOutput, request: request, length: 0), endRecord(request, .requestComplete)))
    }

    /// The record that ends a request.
    static func end(request: UInt16, _ status: ProtocolStatus = .requestComplete) -> [UInt8] {
        bytes(of: endRecord(request, status))
    }

    /// The answer to a management record of a type that we do not know.
    static func unknownType(_ type: RecordType) -> [UInt8] {
        let header = layout(.unknownType, request: UInt16(FCGI_NULL_REQUEST_ID), length: bodySize)
        var body = FCGI_UnknownTypeBody()
        body.type = type.rawValue
        return bytes(of: FCGI_UnknownTypeRecord(header: header, body: body))
    }

    /// Of the three records whose content has a fixed layout.
    private static let bodySize = MemoryLayout<FCGI_EndRequestBody>.size

    private static func endRecord(_ request: UInt16, _ status: ProtocolStatus) -> FCGI_EndRequestRecord {
        var body = FCGI_EndRequestBody()
        body.protocolStatus = status.rawValue
        return FCGI_EndRequestRecord(
            header: layout(.endRequest, request: request, length: bodySize), body: body)
    }

    private static func layout(_ type: RecordType, request: UInt16, length: Int) -> FCGI_Header {
        precondition(length <= largestContent, "our own records are cut to size before")
        return FCGI_Header(
            version: UInt8(FCGI_VERSION_1), type: type.rawValue, requestIdB1: UInt8(request >> 8),
            requestIdB0: UInt8(request & 0xFF), contentLengthB1: UInt8(length >> 8),
            contentLengthB0: UInt8(length & 0xFF), paddingLength: UInt8(padding(after: length)), reserved: 0)
    }

    private static func bytes(of layout: some BitwiseCopyable) -> [UInt8] { withUnsafeBytes(of: layout) { Array($0) } }
}
