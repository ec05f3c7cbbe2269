/// The one file of an upload, streamed: the body itself, or the only file of a multipart form (RFC 7578).
struct Upload {
    /// The next piece of the file; nil after the last.
    let next: () throws -> ArraySlice<UInt8>?
    /// The file's name at the client; nil if it gave none. That of a form is known once `next` has given a piece.
    let fileName: () -> String?

    /// Throws 413 as soon as the file exceeds `limit`.
    init(_ request: Request, limit: Int) throws {
        let type = request.headers["content-type"].flatMap { MediaType($0) }
        guard request.headers["content-encoding"] ?? "identity" == "identity" else {
            throw APIError.unsupportedMediaType("sent without compression")
        }
        let source: () throws -> ArraySlice<UInt8>?
        if type?.name == "multipart/form-data" {
            guard let boundary = type?.parameters["boundary"], (1...70).contains(boundary.utf8.count) else {
                throw APIError(400, "multipart_malformed", "The Content-Type has no boundary.")
            }
            let reader = MultipartReader(boundary: boundary, body: request.body)
            source = reader.next
            fileName = { reader.fileName }
        } else {
            if let length = request.body.length, length > limit { throw APIError.bodyTooLarge(limit: limit) }
            source = request.body.next
            let name = request.headers["content-disposition"].flatMap(DispositionLine.fileName)
            fileName = { name }
        }
        var size = 0
        next = {
            guard let piece = try source() else { return nil }
            size += piece.count
            guard size <= limit else { throw APIError.bodyTooLarge(limit: limit) }
            return piece
        }
    }
}
