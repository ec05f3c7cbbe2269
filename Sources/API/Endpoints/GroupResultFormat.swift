import Exports
import Invoices
import Storage

/// The formats of a group's results. Each is written while it is sent: a group may have any number of jobs.
enum GroupResultFormat: String, NegotiatedFormat {
    case csv, json, zip

    var offer: String {
        switch self {
        case .csv: "text/csv"
        case .json: "application/json"
        case .zip: "application/zip"
        }
    }

    /// The format by the parameter `format`, else by `Accept`; CSV where neither says anything.
    static func asked(by call: Call) throws -> GroupResultFormat { try asked(by: call, of: "Results of a group") }

    func response(_ group: GroupRecord, of account: Account.ID, _ call: Call, _ services: Services) throws -> Response {
        let groups = services.stores.groups
        let isMarked = try call.flag("bom") ?? false
        switch self {
        case .csv: return table(group.id, of: account, in: groups, isMarked: isMarked)
        case .zip:
            let zip = GroupZip(services: services, formats: try GroupZip.formats(asked: call), isMarked: isMarked)
            return zip.response(group.id, of: account, call.request)
        case .json:
            return try Envelope.pieces(total: groups.resultCount(of: group.id, of: account)) {
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
