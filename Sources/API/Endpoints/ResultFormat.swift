import Exports
import Invoices
import Storage

/// The formats of results.
enum ResultFormat: String, CaseIterable {
    case json, csv, text, hocr, alto

    var mediaType: String {
        switch self {
        case .json: "application/json"
        case .csv: "text/csv"
        case .text: "text/plain"
        case .hocr: "text/vnd.hocr+html"
        case .alto: "application/xml"
        }
    }

    private var suffix: String {
        switch self {
        case .json: "json"
        case .csv: "csv"
        case .text: "txt"
        case .hocr: "hocr"
        case .alto: "xml"
        }
    }

    /// The ETag of results in this format.
    func tag(_ results: ResultsTag) -> String {
        self == .json ? "\"\(results.text)\"" : "\"\(results.text)-\(rawValue)\""
    }

    /// The format by the parameter `format`, else by `Accept`.
    static func asked(by call: Call) throws -> ResultFormat {
        if let name = call.parameter("format") {
            guard let format = ResultFormat(rawValue: name) else {
                let all = allCases.map(\.rawValue).joined(separator: ", ")
                throw APIError.badParameter("format", "It must be one of \(all).")
            }
            return format
        }
        let offers = allCases.map(\.mediaType)
        guard let type = MediaType.preferred(offers, accept: call.request.headers["accept"]),
            let format = allCases.first(where: { $0.mediaType == type })
        else { throw APIError(406, "not_acceptable", "Results are given as \(offers.joined(separator: " or ")).") }
        return format
    }

    /// - Parameters:
    ///   - marked: Whether CSV begins with a byte order mark.
    ///   - pages: The job's pages with their words; called only for formats that need them.
    func write(_ results: JobResults, marked: Bool, pages: () throws -> [Page]) throws -> Response {
        switch self {
        case .json: Envelope.item { ResultsJSON.write(results, into: &$0) }
        case .csv: file(csv(job(results), marked: marked), results)
        case .text: file(.bytes(TextExport.write(job(results, try pages()))), results)
        case .hocr: file(.bytes(HOCRExport.write(job(results, try pages()))), results)
        case .alto: file(.bytes(ALTOExport.write(job(results, try pages()))), results)
        }
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
