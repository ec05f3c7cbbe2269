import CPoppler

/// An open PDF. Not thread-safe. Decoding an untrusted file may hang or crash, so only the reader's forks open one.
package final class PDFDocument {
    let document: OpaquePointer
    /// The file, a `GBytes`; kept for what Poppler does not show of it.
    let file: OpaquePointer?

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
        var error: UnsafeMutablePointer<GError>?
        guard let document = poppler_document_new_from_bytes(bytes, nil, &error) else {
            g_bytes_unref(bytes)
            throw Self.failure(error)
        }
        self.document = document
        file = bytes
    }

    deinit {
        g_object_unref(UnsafeMutableRawPointer(document))
        g_bytes_unref(file)
    }

    /// The catalogue as libqpdf sees it; nil if it has nothing that Poppler does not show.
    private(set) lazy var catalogue = PDFCatalogue(of: file)

    /// True for a portfolio: a cover with files in it, which are the documents.
    package var isPortfolio: Bool { catalogue?.isPortfolio ?? false }

    /// True for a form that its own program must draw (dynamic XFA): the pages only ask for that program.
    package var isUndrawnForm: Bool { catalogue?.isUndrawnForm ?? false }

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

    private static func failure(_ error: UnsafeMutablePointer<GError>?) -> RenderingError {
        guard let error else { return .damaged }
        defer { g_error_free(error) }
        guard error.pointee.domain == poppler_error_quark() else {
            return .failed(String(cString: error.pointee.message))
        }
        return error.pointee.code == Int32(POPPLER_ERROR_ENCRYPTED.rawValue) ? .encrypted : .damaged
    }
}
