import CPoppler

/// A file that Poppler shows; owns the object.
final class EmbeddedFile {
    private let attachment: UnsafeMutablePointer<PopplerAttachment>

    init(owning attachment: UnsafeMutablePointer<PopplerAttachment>) { self.attachment = attachment }

    deinit { g_object_unref(attachment) }

    var asAttachment: PDFAttachment {
        let name = poppler_attachment_get_name(attachment).map { String(cString: $0) } ?? ""
        return PDFAttachment(name: name) { self.decode(into: &$0) }
    }

    private func decode(into sink: inout CappedBytes) -> Bool {
        withUnsafeMutablePointer(to: &sink) { sink in
            poppler_attachment_save_to_callback(
                attachment,
                { buffer, count, data, _ in
                    guard let buffer, let sink = data?.assumingMemoryBound(to: CappedBytes.self) else { return 0 }
                    return buffer.withMemoryRebound(to: UInt8.self, capacity: Int(count)) {
                        sink.pointee.append(UnsafeBufferPointer(start: $0, count: Int(count))) ? 1 : 0
                    }
                }, sink, nil) != 0
        }
    }
}
