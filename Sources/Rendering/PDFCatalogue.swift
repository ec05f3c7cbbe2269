import CPoppler
import CQPDF
import Glibc

/// Entries of a PDF's catalogue that Poppler does not show (ISO 32000-2, 7.7.2), read by libqpdf.
final class PDFCatalogue {
    private var handle: qpdf_data?
    /// Kept, since libqpdf reads from it.
    private let file: OpaquePointer
    private let root: qpdf_oh

    /// What must stand in a file that has one of the entries: the entry, or an object stream in which it may hide.
    private static let names: [StaticString] = ["/AF", "/Collection", "/NeedsRendering", "/XFA", "/ObjStm"]

    /// Nil for a file (a `GBytes`) that cannot have one of the entries, or is too damaged.
    init?(of bytes: OpaquePointer?) {
        var size: gsize = 0
        guard let bytes, let start = g_bytes_get_data(bytes, &size),
            Self.contains(Self.names, UnsafeRawBufferPointer(start: start, count: Int(size))), let pdf = qpdf_init()
        else { return nil }
        qpdf_silence_errors(pdf)
        qpdf_set_suppress_warnings(pdf, 1)
        let status = qpdf_read_memory(pdf, "document", start.assumingMemoryBound(to: CChar.self), UInt64(size), nil)
        // Warnings are bit 0, errors bit 1.
        guard status & 2 == 0 else {
            var unreadable: qpdf_data? = pdf
            qpdf_cleanup(&unreadable)
            return nil
        }
        handle = pdf
        root = qpdf_get_root(pdf)
        file = g_bytes_ref(bytes)
    }

    deinit {
        qpdf_cleanup(&handle)
        g_bytes_unref(file)
    }

    /// The files of `/AF`.
    var associatedFiles: [PDFAttachment] { handle.map(AssociatedFiles.list) ?? [] }

    /// True if the file is a collection of files (ISO 32000-2, 12.3.5).
    var isPortfolio: Bool { handle.map { qpdf_oh_is_dictionary($0, entry("/Collection")) != 0 } ?? false }

    /// True if a form of XFA must be drawn by its own program: it says so, or has no field that another could draw.
    var isUndrawnForm: Bool {
        guard let pdf = handle else { return false }
        let form = entry("/AcroForm")
        let xfa = qpdf_oh_get_key_if_dict(pdf, form, "/XFA")
        guard qpdf_oh_is_array(pdf, xfa) != 0 || qpdf_oh_is_stream(pdf, xfa) != 0 else { return false }
        if qpdf_oh_is_bool(pdf, entry("/NeedsRendering")) != 0 {
            return qpdf_oh_get_bool_value(pdf, entry("/NeedsRendering")) != 0
        }
        let fields = qpdf_oh_get_key_if_dict(pdf, form, "/Fields")
        return qpdf_oh_is_array(pdf, fields) == 0 || qpdf_oh_get_array_n_items(pdf, fields) == 0
    }

    private func entry(_ name: String) -> qpdf_oh { qpdf_oh_get_key_if_dict(handle, root, name) }

    private static func contains(_ names: [StaticString], _ file: UnsafeRawBufferPointer) -> Bool {
        guard var place = file.baseAddress else { return false }
        let end = place + file.count
        while let slash = memchr(place, Int32(UInt8(ascii: "/")), end - place) {
            let rest = UnsafeRawPointer(slash)
            if names.contains(where: {
                $0.utf8CodeUnitCount <= end - rest && memcmp(rest, $0.utf8Start, $0.utf8CodeUnitCount) == 0
            }) {
                return true
            }
            place = rest + 1
        }
        return false
    }
}
