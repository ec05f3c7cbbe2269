/// A request's body, read piece by piece.
package struct RequestBody {
    /// The length that the client announced; nil if it announced none.
    package let length: Int?
    /// The next piece; nil after the last. Throws `APIError` if the body ends early.
    package let next: () throws -> ArraySlice<UInt8>?

    package init(length: Int?, next: @escaping () throws -> ArraySlice<UInt8>?) {
        self.length = length
        self.next = next
    }

    package static var empty: RequestBody { RequestBody(length: 0) { nil } }

    package init(_ bytes: [UInt8]) {
        var rest: ArraySlice<UInt8>? = bytes.isEmpty ? nil : bytes[...]
        self.init(length: bytes.count) {
            defer { rest = nil }
            return rest
        }
    }

    /// The whole body. Throws 413 as soon as it exceeds `limit`.
    func bytes(atMost limit: Int) throws -> [UInt8] {
        guard length ?? 0 <= limit else { throw APIError.bodyTooLarge(limit: limit) }
        var bytes: [UInt8] = []
        while let piece = try next() {
            guard bytes.count + piece.count <= limit else { throw APIError.bodyTooLarge(limit: limit) }
            bytes += piece
        }
        return bytes
    }
}
