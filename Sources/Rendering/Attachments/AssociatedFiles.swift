import CQPDF
import Compression
import Glibc

/// Files that a PDF's catalog is associated with by `/AF`. Poppler shows only those that the name tree has as well, so
/// libqpdf looks for them.
enum AssociatedFiles {
    /// A PDF may refer to one file a million times.
    private static let maximum = 200

    static func list(in pdf: qpdf_data) -> [PDFAttachment] {
        let list = key("/AF", of: qpdf_get_root(pdf), pdf)
        guard qpdf_oh_is_array(pdf, list) != 0 else { return [] }
        var seen: Set<Int32> = []
        var found: [PDFAttachment] = []
        for index in 0..<min(Int(qpdf_oh_get_array_n_items(pdf, list)), maximum) {
            let specification = qpdf_oh_get_array_item(pdf, list, Int32(index))
            let files = key("/EF", of: specification, pdf)
            let stream = ["/F", "/UF"].map { key($0, of: files, pdf) }.first { qpdf_oh_is_stream(pdf, $0) != 0 }
            guard let stream, seen.insert(qpdf_oh_get_object_id(pdf, stream)).inserted,
                let content = EncodedStream(stream, of: pdf)
            else { continue }
            found.append(PDFAttachment(name: name(of: specification, pdf)) { content.decode(into: &$0) })
        }
        return found
    }

    private static func name(of specification: qpdf_oh, _ pdf: qpdf_data) -> String {
        let name = ["/UF", "/F"].map { key($0, of: specification, pdf) }.first { qpdf_oh_is_string(pdf, $0) != 0 }
        return name.flatMap { qpdf_oh_get_utf8_value(pdf, $0) }.map { String(cString: $0) } ?? ""
    }

    private static func key(_ name: String, of dictionary: qpdf_oh, _ pdf: qpdf_data) -> qpdf_oh {
        qpdf_oh_get_key_if_dict(pdf, dictionary, name)
    }
}

/// A stream's bytes as the PDF has them, and how they are encoded. libqpdf would decode them whole, however long they become.
private struct EncodedStream {
    private let bytes: [UInt8]
    private let isDeflated: Bool

    /// Nil for a stream in another encoding than Flate, which programs do not use for files.
    init?(_ stream: qpdf_oh, of pdf: qpdf_data) {
        let filter = qpdf_oh_get_key(pdf, qpdf_oh_get_dict(pdf, stream), "/Filter")
        let isList = qpdf_oh_is_array(pdf, filter) != 0
        let count = isList ? qpdf_oh_get_array_n_items(pdf, filter) : 1
        guard count <= 1 else { return nil }
        let only = isList && count == 1 ? qpdf_oh_get_array_item(pdf, filter, 0) : filter
        isDeflated = qpdf_oh_is_name_and_equals(pdf, only, "/FlateDecode") != 0
        guard isDeflated || qpdf_oh_is_null(pdf, only) != 0 || count == 0 else { return nil }
        var (buffer, size, isFiltered): (UnsafeMutablePointer<UInt8>?, Int, QPDF_BOOL) = (nil, 0, 0)
        guard qpdf_oh_get_stream_data(pdf, stream, qpdf_dl_none, &isFiltered, &buffer, &size) & 2 == 0, let buffer
        else {
            return nil
        }
        defer { free(buffer) }
        bytes = Array(UnsafeBufferPointer(start: buffer, count: size))
    }

    func decode(into sink: inout CappedBytes) -> Bool {
        isDeflated ? Inflate.decode(bytes) { sink.append($0) } : bytes.withUnsafeBufferPointer { sink.append($0) }
    }
}
