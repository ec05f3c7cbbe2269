extension Request {
    /// The trace that the client's request belongs to: the 32 hexadecimal digits of a valid `traceparent` header, as W3C
    /// Trace Context defines it; nil without one.
    package var traceID: String? {
        guard let header = headers["traceparent"] else { return nil }
        let parts = header.split(separator: "-", omittingEmptySubsequences: false)
        // Later versions may add parts.
        guard parts.count >= 4, parts[0] != "ff", parts[0] != "00" || parts.count == 4,
            zip(parts, [2, 32, 16, 2]).allSatisfy({ $0.utf8.count == $1 && $0.utf8.allSatisfy(Self.isDigit) }),
            parts[1].contains(where: { $0 != "0" }), parts[2].contains(where: { $0 != "0" })
        else { return nil }
        return String(parts[1])
    }

    /// Of a hexadecimal number in lower case.
    private static func isDigit(_ byte: UInt8) -> Bool {
        (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte) || (UInt8(ascii: "a")...UInt8(ascii: "f")).contains(byte)
    }
}
