import Exports
import Invoices
import Storage

/// The formats of a group's results. Each but DATEV's is written while it is sent: a group may have any number of jobs.
enum GroupResultFormat: String, NegotiatedFormat {
    case csv, json, zip, datev

    var offer: String {
        switch self {
        case .csv: "text/csv"
        case .json: "application/json"
        case .zip: "application/zip"
        case .datev: "text/csv; format=datev"
        }
    }

    /// True if the answer takes minutes for a large group.
    var isLong: Bool { self == .zip || self == .datev }

    /// The format by the parameter `format`, else by `Accept`; CSV where neither says anything.
    static func asked(by call: Call) throws -> GroupResultFormat { try asked(by: call, of: "Results of a group") }

    func response(_ group: GroupRecord, of account: Account.ID, _ call: Call, _ services: Services) throws -> Response {
        let groups = services.stores.groups
        let isMarked = try call.flag("bom") ?? false
        for name in ["from", "to"] where self != .datev && call.parameter(name) != nil {
            throw APIError.badParameter(name, "Only format=datev takes it.")
        }
        switch self {
        case .csv: return table(group.id, of: account, in: groups, isMarked: isMarked)
        case .zip:
            let zip = GroupZip(services: services, formats: try GroupZip.formats(asked: call), isMarked: isMarked)
            return zip.response(group.id, of: account, call.request)
        case .datev:
            var datev = GroupDATEV(services, account, call)
            return try datev.response(group)
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
