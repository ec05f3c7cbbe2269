import FieldExtraction
import Invoices
import JSON
import Storage

extension PageJSON {
    private enum AnnotationKind: String, CaseIterable { case correction, comment, highlight, redaction }

    private static let mostAnnotations = 500

    /// Throws all faults together.
    /// - Parameters:
    ///   - isOwnPicture: Tells whether `pageUrl` is the link to the page's own image, which the page then keeps.
    ///   - corrections: What corrections on pages of that job are read by; called only where there are any.
    ///   - now: The time of an annotation that gives none.
    static func draft(
        _ form: Form, now: Timestamp, corrections: (Job.ID) throws -> CorrectionContext? = { _ in nil },
        isOwnPicture: (String) -> Bool = { _ in false }
    ) throws -> PageDraft {
        let job = form.required("job") { form.id($0, of: Job.self) }
        let number = form.required("pageNumber") { form.whole($0, in: 1...100_000) }
        var url: String?
        if let given = form.value("pageUrl")?.string, isOwnPicture(given) {
            url = nil
        } else {
            url = form.required("pageUrl") { DocumentURL.read(form, $0) }
        }
        let type = form.choice("pageType", PageType.self)
        let properties = form.object("imageProperties").map(imageProperties)
        let annotations = try annotations(form, now: now) { try job.flatMap(corrections) }
        let metadata = form.raw("metadata", atMost: 16 << 10)
        form.close(ignoring: responseOnly)
        try form.check()
        guard let job, let number else { throw APIError.internalError }
        return PageDraft(
            job: job, number: number, url: url, type: type, imageProperties: properties, annotations: annotations,
            metadata: metadata)
    }

    private static func imageProperties(_ form: Form) -> [UInt8] {
        let sizes = 0...1_000_000_000
        let width = form.whole("width", in: sizes)
        let height = form.whole("height", in: sizes)
        let dpi = form.whole("dpi", in: sizes)
        let colorSpace = form.choice("colorSpace", PageImage.ColorSpace.self)
        let format = form.text("format", in: 0...16)
        let size = form.whole("size", in: sizes)
        form.close()
        return JSONWriter.write { json in
            json.object { json in
                json.member("width", width)
                json.member("height", height)
                json.member("dpi", dpi)
                json.member("colorSpace", colorSpace?.rawValue)
                json.member("format", format)
                json.member("size", size)
            }
        }
    }

    private static func annotations(
        _ form: Form, now: Timestamp, corrections: () throws -> CorrectionContext?
    ) throws -> [UInt8]? {
        guard let annotations = form.objects("annotations", atMost: mostAnnotations) else { return nil }
        let values = try CorrectionsCheck(annotations, corrections).values()
        return JSONWriter.write { json in
            json.array(annotations.enumerated()) { json, annotation in
                json.object { write(annotation.element, values[annotation.offset], now, into: &$0) }
            }
        }
    }

    /// - Parameter value: What a correction's text was read as: later readings take it as it was meant now.
    private static func write(_ form: Form, _ value: Field.Value?, _ now: Timestamp, into json: inout JSONWriter) {
        let kind = form.required("type") { form.choice($0, AnnotationKind.self) }
        let text = form.text("text", in: 0...10_000)
        let box = form.box("coordinates")
        let field = form.text("field", in: 1...100)
        let isMissing = form.flag("isMissing") ?? false
        let createdBy = form.text("createdBy")
        let createdAt = form.text("createdAt", in: 1...40)
        form.close(ignoring: ["value"])
        json.member("type", kind?.rawValue)
        json.member("text", text)
        if let value { json.member("value", value) }
        if kind == .correction, isMissing { json.member("isMissing", true) }
        json.member("coordinates", box)
        json.member("field", field)
        json.member("createdBy", createdBy)
        json.member("createdAt", createdAt ?? now.text)
    }
}
