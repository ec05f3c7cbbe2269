import Exports
import Invoices
import Storage

/// The formats of a group's results. Each is written while it is sent: a group may have any number of jobs.
enum GroupResultFormat: String, CaseIterable {
    case csv, json

    private var mediaType: String {
        switch self {
        case .csv: "text/csv"
        case .json: "application/json"
        }
    }

    /// The format by the parameter `format`, else by `Accept`; CSV where neither says anything.
    static func asked(by call: Call) throws -> GroupResultFormat {
        if let name = call.parameter("format") {
            guard let format = GroupResultFormat(rawValue: name) else {
                let all = allCases.map(\.rawValue).joined(separator: ", ")
                throw APIError.badParameter("format", "It must be one of \(all).")
            }
            return format
        }
        let offers = allCases.map(\.mediaType)
        guard let type = MediaType.preferred(offers, accept: call.request.headers["accept"]),
            let format = allCases.first(where: { $0.mediaType == type })
        else {
            throw APIError(
                406, "not_acceptable", "Results of a group are given as \(offers.joined(separator: " or ")).")
        }
        return format
    }

    /// CSV begins with a byte order mark if `isMarked`.
    func response(
        _ group: GroupRecord, of account: Account.ID, in groups: GroupStore, isMarked: Bool
    ) throws -> Response {
        switch self {
        case .csv: table(group.id, of: account, in: groups, isMarked: isMarked)
        case .json:
            try Envelope.pieces(total: groups.resultCount(of: group.id, of: account)) {
                (write: (JobRecord) throws -> Void) in
                try groups.eachJobWithResults(of: group.id, of: account, write)
            } body: {
                ResultsJSON.writeSummary($1, into: &$0)
            }
        }
    }

    /// The completed jobs' invoices as one table; only its headings if there are none.
    private func table(_ id: Group.ID, of account: Account.ID, in groups: GroupStore, isMarked: Bool) -> Response {
        Response(
            status: 200,
            headers: [
                ("Content-Type", "text/csv; charset=utf-8"),
                ("Content-Disposition", "attachment; filename=\"\(id).csv\""),
            ],
            body: .stream(length: nil) { sink in
                if isMarked { try sink(CSVExport.byteOrderMark[...]) }
                try sink(CSVExport.heading[...])
                try groups.eachResult(of: id, of: account) { result in
                    let job = ReadJob(
                        number: result.number, documentName: result.documentName, extraction: result.extraction)
                    try CSVExport.write(job, into: sink)
                }
            })
    }
}
