import CQPDF

/// A PDF that is changed or made, through qpdf. Not thread-safe. Parses untrusted bytes, so only the reader's forks open one.
package final class PDFFile {
    /// A handle on an object of this file.
    package typealias Object = UInt32

    private var qpdf: OpaquePointer?
    /// The source in memory, which qpdf does not copy; nil for a file or a new PDF.
    private var source: UnsafeMutableBufferPointer<CChar>?

    /// A file without pages.
    package init() throws(PDFWritingError) {
        qpdf = qpdf_init()
        prepare()
        guard qpdf_empty_pdf(qpdf) & Self.failed == 0 else { throw .failed(lastError) }
    }

    /// Opens a file. Throws `.encrypted` if a password is needed.
    package init(path: String) throws(PDFWritingError) {
        qpdf = qpdf_init()
        prepare()
        guard qpdf_read(qpdf, path, nil) & Self.failed == 0 else { throw openingError }
    }

    /// Opens a PDF in memory.
    package init(_ bytes: [UInt8]) throws(PDFWritingError) {
        let source = UnsafeMutableBufferPointer<CChar>.allocate(capacity: bytes.count)
        _ = source.initialize(from: bytes.lazy.map { CChar(bitPattern: $0) })
        self.source = source
        qpdf = qpdf_init()
        prepare()
        guard qpdf_read_memory(qpdf, "memory", source.baseAddress, UInt64(bytes.count), nil) & Self.failed == 0
        else { throw openingError }
    }

    deinit {
        qpdf_cleanup(&qpdf)
        source?.deallocate()
    }

    /// Warnings are for people: a damaged file is read as far as it goes.
    private func prepare() {
        qpdf_silence_errors(qpdf)
        qpdf_set_suppress_warnings(qpdf, 1)
    }

    /// The bit of a result that means failure; the other means warnings.
    private static let failed: Int32 = 2

    package var isEncrypted: Bool { qpdf_is_encrypted(qpdf) != 0 }

    // MARK: Objects

    package var root: Object { qpdf_get_root(qpdf) }
    package var trailer: Object { qpdf_get_trailer(qpdf) }

    /// An object in PDF's own words, without references.
    package func object(_ text: String) -> Object { qpdf_oh_parse(qpdf, text) }

    package func text(_ text: String) -> Object { qpdf_oh_new_unicode_string(qpdf, text) }

    /// The same object, now one that several others may name.
    package func shared(_ object: Object) -> Object { qpdf_make_indirect_object(qpdf, object) }

    /// A stream with the entries of that dictionary. qpdf compresses it if no filter is given.
    package func stream(
        _ bytes: [UInt8], _ dictionary: String = "<<>>", filter: String? = nil, parameters: String? = nil
    )
        -> Object
    {
        let stream = qpdf_oh_new_stream(qpdf)
        qpdf_oh_replace_stream_data(
            qpdf, stream, bytes, bytes.count, filter.map(object) ?? qpdf_oh_new_null(qpdf),
            parameters.map(object) ?? qpdf_oh_new_null(qpdf))
        let entries = object(dictionary)
        let own = qpdf_oh_get_dict(qpdf, stream)
        for key in keys(of: entries) { qpdf_oh_replace_key(qpdf, own, key, qpdf_oh_get_key(qpdf, entries, key)) }
        return stream
    }

    /// The dictionary of a stream.
    package func dictionary(of stream: Object) -> Object { qpdf_oh_get_dict(qpdf, stream) }

    /// Nil where there is none.
    package func get(_ dictionary: Object, _ key: String) -> Object? {
        guard qpdf_oh_is_dictionary(qpdf, dictionary) != 0, qpdf_oh_has_key(qpdf, dictionary, key) != 0 else {
            return nil
        }
        return qpdf_oh_get_key(qpdf, dictionary, key)
    }

    /// The dictionary under that key, made if it is not there.
    package func getDictionary(_ dictionary: Object, _ key: String) -> Object {
        if let known = get(dictionary, key), qpdf_oh_is_dictionary(qpdf, known) != 0 { return known }
        let made = object("<<>>")
        set(dictionary, key, made)
        return qpdf_oh_get_key(qpdf, dictionary, key)
    }

    package func set(_ dictionary: Object, _ key: String, _ value: Object) {
        qpdf_oh_replace_key(qpdf, dictionary, key, value)
    }

    package func remove(_ dictionary: Object, _ key: String) { qpdf_oh_remove_key(qpdf, dictionary, key) }

    package func keys(of dictionary: Object) -> [String] {
        guard qpdf_oh_is_dictionary(qpdf, dictionary) != 0 else { return [] }
        var keys: [String] = []
        qpdf_oh_begin_dict_key_iter(qpdf, dictionary)
        while qpdf_oh_dict_more_keys(qpdf) != 0 {
            if let key = qpdf_oh_dict_next_key(qpdf) { keys.append(String(cString: key)) }
        }
        return keys
    }

    /// An array's members; a single object is a list of one.
    package func items(of object: Object) -> [Object] {
        guard qpdf_oh_is_array(qpdf, object) != 0 else { return qpdf_oh_is_null(qpdf, object) != 0 ? [] : [object] }
        return (0..<qpdf_oh_get_array_n_items(qpdf, object)).map { qpdf_oh_get_array_item(qpdf, object, $0) }
    }

    package func array(_ items: [Object]) -> Object {
        let array = qpdf_oh_new_array(qpdf)
        for item in items { qpdf_oh_append_item(qpdf, array, item) }
        return array
    }

    /// Nil for what is no number.
    package func number(_ object: Object) -> Double? {
        qpdf_oh_is_number(qpdf, object) != 0 ? qpdf_oh_get_numeric_value(qpdf, object) : nil
    }

    /// A text string's characters; nil for what is no string.
    package func string(_ object: Object) -> String? {
        guard qpdf_oh_is_string(qpdf, object) != 0, let text = qpdf_oh_get_utf8_value(qpdf, object) else { return nil }
        return String(cString: text)
    }

    // MARK: Pages

    /// Also gives each page what it inherits.
    package func pageCount() throws(PDFWritingError) -> Int {
        guard qpdf_push_inherited_attributes_to_page(qpdf) & Self.failed == 0 else { throw .failed(lastError) }
        let count = qpdf_get_num_pages(qpdf)
        guard count >= 0 else { throw .failed(lastError) }
        return Int(count)
    }

    /// The page of that number, from 1.
    package func page(_ number: Int) -> Object { qpdf_get_page_n(qpdf, number - 1) }

    package func append(page: Object) throws(PDFWritingError) {
        guard qpdf_add_page(qpdf, qpdf, page, 0) & Self.failed == 0 else { throw .failed(lastError) }
    }

    // MARK: Writing

    /// The whole file; the same bytes for the same content. Throws if something went wrong in any call before.
    package func write(version: String = "1.7") throws(PDFWritingError) -> [UInt8] {
        if qpdf_has_error(qpdf) != 0 { throw .failed(lastError) }
        guard qpdf_init_write_memory(qpdf) & Self.failed == 0 else { throw .failed(lastError) }
        // An encrypted file has a random key, which no hash of its content can be made with.
        if !isEncrypted { qpdf_set_deterministic_ID(qpdf, 1) }
        qpdf_set_object_stream_mode(qpdf, qpdf_o_preserve)
        qpdf_set_minimum_pdf_version(qpdf, version)
        // Streams that came compressed stay as they are.
        qpdf_set_decode_level(qpdf, qpdf_dl_none)
        qpdf_set_compress_streams(qpdf, 1)
        guard qpdf_write(qpdf) & Self.failed == 0, let bytes = qpdf_get_buffer(qpdf) else { throw .failed(lastError) }
        return Array(UnsafeBufferPointer(start: bytes, count: qpdf_get_buffer_length(qpdf)))
    }

    private var openingError: PDFWritingError {
        guard qpdf_has_error(qpdf) != 0 else { return .damaged }
        let error = qpdf_get_error(qpdf)
        return qpdf_get_error_code(qpdf, error) == qpdf_e_password ? .encrypted : .damaged
    }

    private var lastError: String {
        guard qpdf_has_error(qpdf) != 0 else { return "qpdf failed" }
        let error = qpdf_get_error(qpdf)
        return qpdf_get_error_message_detail(qpdf, error).map { String(cString: $0) } ?? "qpdf failed"
    }
}
