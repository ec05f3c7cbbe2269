import CPoppler

/// An open PDF. Not thread-safe. Decoding an untrusted file may hang or crash, so only the reader's forks open one.
package final class PDFDocument {
    /// A file embedded in the PDF.
    package struct Attachment {
        package let name: String
        package let bytes: [UInt8]
    }

    private let document: OpaquePointer

    /// Opens a file; maps it and does not copy it.
    package convenience init(path: String) throws(RenderingError) {
        var error: UnsafeMutablePointer<GError>?
        guard let file = g_mapped_file_new(path, 0, &error) else { throw Self.failure(error) }
        defer { g_mapped_file_unref(file) }
        try self.init(owning: g_mapped_file_get_bytes(file))
    }

    package convenience init(_ bytes: [UInt8]) throws(RenderingError) {
        try self.init(owning: g_bytes_new(bytes, gsize(bytes.count)))
    }

    /// Opens a PDF in memory (`poppler_document_new_from_bytes`).
    private init(owning bytes: OpaquePointer?) throws(RenderingError) {
        defer { g_bytes_unref(bytes) }
        var error: UnsafeMutablePointer<GError>?
        guard let document = poppler_document_new_from_bytes(bytes, nil, &error) else { throw Self.failure(error) }
        self.document = document
    }

    deinit { g_object_unref(UnsafeMutableRawPointer(document)) }

    package var pageCount: Int { Int(poppler_document_get_n_pages(document)) }

    /// True if every font that its pages use is embedded.
    package var hasAllFonts: Bool {
        guard let scan = poppler_font_info_new(document) else { return false }
        defer { poppler_font_info_free(scan) }
        var fonts: OpaquePointer?
        guard poppler_font_info_scan(scan, Int32(pageCount), &fonts) != 0, let fonts else { return true }
        defer { poppler_fonts_iter_free(fonts) }
        repeat {
            guard poppler_fonts_iter_is_embedded(fonts) != 0 else { return false }
        } while poppler_fonts_iter_next(fonts) != 0
        return true
    }

    /// The page of that number, from 1.
    package func page(_ number: Int) throws(RenderingError) -> PDFPage {
        guard number >= 1, number <= pageCount, let page = poppler_document_get_page(document, Int32(number - 1))
        else { throw .noSuchPage }
        return PDFPage(owning: page)
    }

    /// The embedded files whose names are `isWanted` and that have at most `limit` bytes; checks the first `maximum`
    /// files.
    package func attachments(
        upTo limit: Int, first maximum: Int = 20, where isWanted: (String) -> Bool
    ) -> [Attachment] {
        guard let list = poppler_document_get_attachments(document) else { return [] }
        defer { g_list_free_full(list, { g_object_unref($0) }) }
        var found: [Attachment] = []
        var next: UnsafeMutablePointer<GList>? = list
        var seen = 0
        while let node = next, seen < maximum {
            next = node.pointee.next
            seen += 1
            let attachment = node.pointee.data.assumingMemoryBound(to: PopplerAttachment.self)
            guard let text = poppler_attachment_get_name(attachment) else { continue }
            let name = String(cString: text)
            guard isWanted(name), let bytes = Self.bytes(of: attachment, upTo: limit) else { continue }
            found.append(Attachment(name: name, bytes: bytes))
        }
        return found
    }

    /// Nil if it is longer than `limit` or cannot be decoded. The size in its header may be wrong.
    private static func bytes(of attachment: UnsafeMutablePointer<PopplerAttachment>, upTo limit: Int) -> [UInt8]? {
        var sink = Sink(limit: limit)
        let isWhole = withUnsafeMutablePointer(to: &sink) { sink in
            poppler_attachment_save_to_callback(
                attachment,
                { buffer, count, data, _ in
                    guard let buffer, let sink = data?.assumingMemoryBound(to: Sink.self) else { return 0 }
                    guard sink.pointee.bytes.count + Int(count) <= sink.pointee.limit else { return 0 }
                    buffer.withMemoryRebound(to: UInt8.self, capacity: Int(count)) {
                        sink.pointee.bytes.append(contentsOf: UnsafeBufferPointer(start: $0, count: Int(count)))
                    }
                    return 1
                }, sink, nil)
        }
        return isWhole != 0 ? sink.bytes : nil
    }

    private struct Sink {
        var bytes: [UInt8] = []
        let limit: Int
    }

    private static func failure(_ error: UnsafeMutablePointer<GError>?) -> RenderingError {
        guard let error else { return .damaged }
        defer { g_error_free(error) }
        guard error.pointee.domain == poppler_error_quark() else {
            return .failed(String(cString: error.pointee.message))
        }
        return error.pointee.code == Int32(POPPLER_ERROR_ENCRYPTED.rawValue) ? .encrypted : .damaged
    }
}
