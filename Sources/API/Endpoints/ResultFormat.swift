import Exports
import Invoices
import Storage

/// The formats of results.
enum ResultFormat: String, NegotiatedFormat {
    case json, csv, text, hocr, alto, pdf, facturx, ubl, cii

    /// True if a reader opens the document again for it.
    var isMadeByReader: Bool { self == .pdf || self == .facturx }

    var mediaType: String {
        switch self {
        case .json: "application/json"
        case .csv: "text/csv"
        case .text: "text/plain"
        case .hocr: "text/vnd.hocr+html"
        case .alto: "application/xml"
        case .ubl, .cii: "application/xml; format=\(rawValue)"
        case .pdf, .facturx: "application/pdf"
        }
    }

    /// What the names of its files end with.
    var suffix: String {
        switch self {
        case .json: "json"
        case .csv: "csv"
        case .text: "txt"
        case .hocr: "hocr"
        case .alto: "xml"
        case .ubl, .cii: "\(rawValue).xml"
        case .pdf, .facturx: "pdf"
        }
    }

    /// The ETag of results in this format.
    func tag(_ results: ResultsTag) -> String {
        self == .json ? "\"\(results.text)\"" : "\"\(results.text)-\(rawValue)\""
    }

    /// The format by the parameter `format`, else by `Accept`.
    static func asked(by call: Call) throws -> ResultFormat { try asked(by: call, of: "Results") }

    var offer: String { mediaType }

    /// - Parameters:
    ///   - marked: Whether CSV begins with a byte order mark.
    ///   - pages: The job's pages with their words; called only for formats that need them.
    ///   - pdf: Makes a PDF of the job's document; called only for formats that are one.
    func write(
        _ results: JobResults, marked: Bool, pages: () throws -> [Page], pdf: (InvoiceXML?) throws -> DocumentPDF
    ) throws -> Response {
        switch self {
        case .json: Envelope.item { ResultsJSON.write(results, into: &$0) }
        case .csv: file(csv(job(results), marked: marked), results)
        case .text: file(.bytes(TextExport.write(job(results, try pages()))), results)
        case .hocr: file(.bytes(HOCRExport.write(job(results, try pages()))), results)
        case .pdf: file(.bytes(try pdf(nil).bytes), results)
        case .facturx: try facturX(results, pdf)
        case .alto: file(.bytes(ALTOExport.write(job(results, try pages()))), results)
        case .ubl: invoice(results, as: .ubl)
        case .cii: invoice(results, as: .cii)
        }
    }

    /// Factur-X's name of the profile that has all terms of EN 16931.
    private static let profile = "EN 16931"

    private func facturX(
        _ results: JobResults, _ pdf: (InvoiceXML?) throws -> DocumentPDF
    ) throws -> Response {
        let export = EInvoiceExport.write(results.extraction.fields, as: .cii)
        let time = (results.job.facts.completedAt ?? results.job.facts.updatedAt).text
        let made = try pdf(InvoiceXML(bytes: export.bytes, profile: Self.profile, time: time))
        let conformance = made.conformance == .pdfA3 ? "" : "none; reason="
        return file(.bytes(made.bytes), results).with("PDF-Conformance", conformance + made.conformance.rawValue)
            .with("Missing-Terms", Self.missingTerms(export))
    }

    private func invoice(_ results: JobResults, as syntax: EInvoiceExport.Syntax) -> Response {
        let export = EInvoiceExport.write(results.extraction.fields, as: syntax)
        return file(.bytes(export.bytes), results).with("Missing-Terms", Self.missingTerms(export))
    }

    /// For clients that do not read the XML's comment; nil where no term is missing.
    private static func missingTerms(_ export: EInvoiceExport) -> String? {
        export.missingTerms.isEmpty ? nil : export.missingTerms.joined(separator: ", ")
    }

    private func job(_ results: JobResults, _ pages: [Page] = []) -> ReadJob {
        ReadJob(
            number: results.job.number, documentName: results.job.documentName, extraction: results.extraction,
            pages: pages)
    }

    private func csv(_ job: ReadJob, marked: Bool) -> Response.Body {
        .stream(length: nil) { sink in
            if marked { try sink(CSVExport.byteOrderMark[...]) }
            try sink(CSVExport.heading[...])
            try CSVExport.write(job, into: sink)
        }
    }

    /// The text is not trusted: browsers must save it as a file and never show it as a page.
    private func file(_ body: Response.Body, _ results: JobResults) -> Response {
        let charset = mediaType.hasPrefix("text/") ? "; charset=utf-8" : ""
        return Response(
            status: 200,
            headers: [
                ("Content-Type", mediaType + charset),
                ("Content-Disposition", "attachment; filename=\"\(results.job.id).\(suffix)\""),
            ],
            body: body)
    }
}
