import Exports
import Invoices
import JSON
import Storage

/// The results of a group's completed jobs as a ZIP file, written while it is sent. Holds one entry at a time.
struct GroupZip: Sendable {
    /// Of `missing.csv`; no job's files may have it.
    private static let missingStem = "missing"

    let services: Services
    /// What the file has of each job.
    let formats: [ResultFormat]
    /// Whether CSV begins with a byte order mark.
    let isMarked: Bool

    /// The formats that the parameter `content` names, parted by commas; PDF and JSON if it is not given.
    static func formats(asked call: Call) throws -> [ResultFormat] {
        guard let content = call.parameter("content") else { return [.pdf, .json] }
        let names = content.split(separator: ",", omittingEmptySubsequences: false)
        let formats = names.compactMap { ResultFormat(rawValue: String($0)) }
        guard formats.count == names.count, Set(formats).count == formats.count else {
            let all = ResultFormat.allCases.map(\.rawValue).joined(separator: ", ")
            throw APIError.badParameter("content", "It must be some of \(all), each once, divided by commas.")
        }
        return formats
    }

    /// The caller has found the group.
    func response(_ group: Group.ID, of account: Account.ID, _ request: Request) -> Response {
        Response(
            status: 200,
            headers: [
                ("Content-Type", "application/zip"),
                ("Content-Disposition", "attachment; filename=\"\(group).zip\""),
            ],
            body: .stream(length: nil) { sink in
                try withoutActuallyEscaping(sink) { sink in try write(group, account, request, ZipWriter(sink)) }
            })
    }

    private func write(_ group: Group.ID, _ account: Account.ID, _ request: Request, _ writer: ZipWriter) throws {
        var (writer, names, missing) = (writer, EntryNames(), [Missing]())
        _ = names.stem(Self.missingStem, id: "")
        try services.stores.groups.eachIDWithResults(of: group, of: account) { job in
            guard !request.isAbandoned else {
                throw APIError.unavailable("busy", "The client did not wait for the answer.")
            }
            guard let results = try results(job, account) else { return }
            let stem = names.stem(results.job.number, id: job.text)
            for format in formats {
                do {
                    let bytes = try bytes(format, results, job, account, request)
                    try writer.add(
                        "\(stem)\(format.entrySuffix)", bytes, isPacked: format.mediaType != "application/pdf")
                } catch let error as APIError {
                    missing.append(Missing(job: results.job.number, format: format, error: error))
                }
            }
        }
        if !missing.isEmpty { try writer.add("\(Self.missingStem).csv", Missing.table(missing), isPacked: true) }
        try writer.finish()
    }

    /// Nil if the job, or its results, were deleted in the meantime.
    private func results(_ job: Job.ID, _ account: Account.ID) throws -> JobResults? {
        do { return try services.stores.jobs.results(job, of: account) } catch StorageError.notFound {
            return nil
        } catch StorageError.wrongState {
            return nil
        }
    }

    private func bytes(
        _ format: ResultFormat, _ results: JobResults, _ job: Job.ID, _ account: Account.ID, _ request: Request
    ) throws -> [UInt8] {
        let response = try format.write(results, marked: isMarked) {
            try services.stores.pages.pages(of: job, of: account)
        } pdf: { invoice in
            try services.makePDF(Services.PDFOrder(job: job, account: account, invoice: invoice)) {
                !request.isAbandoned
            }
        }
        switch response.body {
        case .bytes(let bytes): return bytes
        case .stream(_, let write):
            var bytes: [UInt8] = []
            try write { bytes += $0 }
            return bytes
        }
    }
}

/// What the file lacks, and why: a row of `missing.csv`.
private struct Missing {
    let job: String
    let format: ResultFormat
    let error: APIError

    static func table(_ rows: [Missing]) -> [UInt8] {
        let lines = rows.map { row in [row.job, row.format.rawValue, row.error.code, row.error.detail] }
        return ([["job_number", "content", "code", "detail"]] + lines).flatMap(CSVExport.row)
    }
}

extension ResultFormat {
    /// `.pdf`, and where several formats have one ending, `.alto.xml`; `.ubl.xml` has its format already.
    fileprivate var entrySuffix: String { suffix.hasPrefix(rawValue) ? ".\(suffix)" : ".\(rawValue).\(suffix)" }
}
