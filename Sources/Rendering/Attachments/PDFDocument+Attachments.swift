import CPoppler

/// A PDF may name its files in three places, and need not name a file in more than one of them.
extension PDFDocument {
    /// The files of the name tree `EmbeddedFiles` (ISO 32000-1, 7.11.4).
    package var embeddedFiles: [PDFAttachment] {
        guard let list = poppler_document_get_attachments(document) else { return [] }
        defer { g_list_free(list) }
        return Self.members(of: list).map { node in
            EmbeddedFile(owning: node.assumingMemoryBound(to: PopplerAttachment.self)).asAttachment
        }
    }

    /// The files of annotations (ISO 32000-1, 12.5.6.15) on the first pages.
    package func annotatedFiles(ofFirst pages: Int) -> [PDFAttachment] {
        (0..<min(pages, pageCount)).flatMap { number -> [PDFAttachment] in
            guard let page = poppler_document_get_page(document, Int32(number)) else { return [] }
            defer { g_object_unref(UnsafeMutableRawPointer(page)) }
            guard let list = poppler_page_get_annot_mapping(page) else { return [] }
            defer { poppler_page_free_annot_mapping(list) }
            return Self.members(of: list).compactMap { node in
                Self.file(of: node.assumingMemoryBound(to: PopplerAnnotMapping.self).pointee.annot)
            }
        }
    }

    /// The files that the document is associated with (ISO 32000-2, 14.13), whether or not its name tree has them.
    package var associatedFiles: [PDFAttachment] { catalogue?.associatedFiles ?? [] }

    private static func file(of annotation: OpaquePointer?) -> PDFAttachment? {
        guard let annotation, poppler_annot_get_annot_type(annotation) == POPPLER_ANNOT_FILE_ATTACHMENT,
            let attachment = poppler_annot_file_attachment_get_attachment(annotation)
        else { return nil }
        return EmbeddedFile(owning: attachment).asAttachment
    }

    private static func members(of list: UnsafeMutablePointer<GList>) -> [gpointer] {
        var found: [gpointer] = []
        var next: UnsafeMutablePointer<GList>? = list
        while let node = next {
            if let data = node.pointee.data { found.append(data) }
            next = node.pointee.next
        }
        return found
    }
}
