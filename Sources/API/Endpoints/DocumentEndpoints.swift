import Invoices
import Storage

/// `/ocr-invoice-document`: the bytes that jobs read.
struct DocumentEndpoints: Sendable {
    let services: Services

    private var documents: DocumentStore { services.stores.documents }

    /// The newest first.
    func list(_ call: Call) throws -> Response {
        let found = try documents.list(
            of: call.account, limit: call.whole("limit", in: ListRequest.limits) ?? ListRequest().limit,
            offset: call.whole("offset", in: ListRequest.offsets) ?? 0)
        return Envelope.list(found.elements, total: found.total) { DocumentJSON.write($1, into: &$0) }
    }

    /// The bytes decide the kind: an upload's Content-Type is only a claim.
    func create(_ call: Call) throws -> Response {
        guard services.hasRoom() else { throw APIError.storageFull }
        let upload = try Upload(call.request, limit: services.uploadLimit)
        var head: [UInt8] = []
        while head.count < FileKind.headSize, let piece = try upload.next() { head += piece }
        guard !head.isEmpty else { throw APIError.validation("", "document_empty", "The document is empty.") }
        guard let type = FileKind.detect(in: head) else {
            throw APIError(
                415, "document_type_unsupported",
                "The document is none of \(DocumentType.allCases.map(\.rawValue).joined(separator: ", ")).")
        }
        var first: [UInt8]? = head
        let document = try documents.insert(type, named: upload.fileName(), of: call.account) {
            if let bytes = first {
                first = nil
                return bytes
            }
            return try upload.next().map(Array.init)
        }
        return item(document, status: 201).with("Location", services.link(call, path(document)))
    }

    func get(_ call: Call) throws -> Response { try item(find(call)) }

    func content(_ call: Call) throws -> Response {
        let document = try find(call)
        let account = try call.account
        let (headers, tag) = (call.request.headers, "\"\(document.sha256.hex)\"")
        let asked = ByteRange(headers["range"], condition: headers["if-range"], tag: tag, size: document.size)
        let whole = 0..<document.size
        switch asked {
        case .whole: return bytes(whole, of: document, account).with("ETag", tag)
        case .part(let range):
            return bytes(range, of: document, account, status: 206).with("ETag", tag).with(
                "Content-Range", "bytes \(range.lowerBound)-\(range.upperBound - 1)/\(document.size)")
        case .unsatisfiable:
            throw APIError(
                416, "range_not_satisfiable", "The document has only \(document.size) bytes.",
                headers: [("Content-Range", "bytes */\(document.size)")])
        }
    }

    /// The bytes are not trusted: browsers must save them as a file and never show them as a page.
    private func bytes(
        _ range: Range<Int>, of document: DocumentRecord, _ account: Account.ID, status: Int = 200
    ) -> Response {
        Response(
            status: status,
            headers: [
                ("Content-Type", document.type.mediaType), ("Accept-Ranges", "bytes"),
                ("Content-Disposition", "attachment; filename=\"\(document.id).\(document.type.rawValue)\""),
            ],
            body: .stream(length: range.count) { try documents.read(document.id, of: account, range, into: $0) })
    }

    func delete(_ call: Call) throws -> Response {
        try documents.delete(call.id(), of: call.account)
        return Envelope.message("OCR invoice document deleted successfully")
    }

    private func find(_ call: Call) throws -> DocumentRecord {
        try documents.find(call.id(), of: call.account)
    }

    private func item(_ document: DocumentRecord, status: Int = 200) -> Response {
        return Envelope.item(status) { DocumentJSON.write(document, into: &$0) }
    }

    private func path(_ document: DocumentRecord) -> String { "/ocr-invoice-document/\(document.id)" }
}
