/// A record's header, FastCGI 1.0 section 3.3, and how records are written.
struct Record: Equatable {
    enum Kind: UInt8 {
        case beginRequest = 1
        case abortRequest, endRequest, parameters, standardInput, standardOutput, standardError, data
        case getValues, getValuesResult, unknownType
    }

    enum ProtocolStatus: UInt8 {
        case requestComplete = 0
        case cannotMultiplex, overloaded, unknownRole
    }

    static let headerSize = 8
    /// A multiple of 8, so that no padding is needed.
    static let largestContent = 65_528

    let kind: UInt8
    let request: UInt16
    let contentLength: Int
    let paddingLength: Int

    var size: Int { Record.headerSize + contentLength + paddingLength }

    /// The header at the start of `bytes`, which must hold it; nil when it is of another version.
    init?(_ bytes: ArraySlice<UInt8>) {
        let at = bytes.startIndex
        guard bytes.count >= Record.headerSize, bytes[at] == 1 else { return nil }
        kind = bytes[at + 1]
        request = UInt16(bytes[at + 2]) << 8 | UInt16(bytes[at + 3])
        contentLength = Int(bytes[at + 4]) << 8 | Int(bytes[at + 5])
        paddingLength = Int(bytes[at + 6])
    }

    /// A whole record; `content` must not be larger than `largestContent`.
    static func encode(_ kind: Kind, request: UInt16, _ content: some Collection<UInt8>) -> [UInt8] {
        let header = header(kind, request: request, length: content.count)
        return header + content + repeatElement(0, count: Int(header[6]))
    }

    /// The header of a record with so much content; its seventh byte says how many zeros follow the content.
    static func header(_ kind: Kind, request: UInt16, length: Int) -> [UInt8] {
        precondition(length <= largestContent, "our own records are cut to size before")
        let padding = UInt8((8 - length % 8) % 8)
        return [
            1, kind.rawValue, UInt8(request >> 8), UInt8(request & 0xFF), UInt8(length >> 8), UInt8(length & 0xFF),
            padding, 0,
        ]
    }

    /// What ends an answer: no more of it, and the request is complete.
    static func endOfAnswer(_ request: UInt16) -> [UInt8] {
        let (high, low) = (UInt8(request >> 8), UInt8(request & 0xFF))
        return [
            1, Kind.standardOutput.rawValue, high, low, 0, 0, 0, 0,
            1, Kind.endRequest.rawValue, high, low, 0, 8, 0, 0,
            0, 0, 0, 0, ProtocolStatus.requestComplete.rawValue, 0, 0, 0,
        ]
    }

    static func end(request: UInt16, _ status: ProtocolStatus = .requestComplete) -> [UInt8] {
        encode(.endRequest, request: request, [0, 0, 0, 0, status.rawValue, 0, 0, 0])
    }
}
