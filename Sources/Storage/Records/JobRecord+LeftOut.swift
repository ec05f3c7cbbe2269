import Foundation
import Invoices
import MariaDB

/// Results of thousands of lines stay in the database while jobs are listed: a hundred of them would take half a gigabyte
/// of memory to answer one request.
extension JobRecord {
    /// Whether results of this job are larger than a list brings; `JobStore.find` has them.
    package var leavesOutResults: Bool { texts.withAll { Texts(all: $0).leaveOutResults } }
}

extension JobRecord {
    /// The same with the results that lie in chunks.
    func whole(on connection: Connection) throws -> JobRecord {
        guard facts.document != nil, leavesOutResults else { return self }
        var found: [Int: [UInt8]] = [:]
        for (text, part) in [
            (Text.extractedData, ResultRows.Part.extractedData), (.confidence, .confidence), (.validation, .validation),
        ] where texts[text.rawValue]?.isEmpty == true {
            found[text.rawValue] = try ResultRows.whole([], part, of: facts.id, on: connection)
        }
        return JobRecord(facts: facts, texts: texts.replacing(found))
    }
}

extension JobRecord.Texts {
    var leaveOutResults: Bool {
        self[.extractedData]?.isEmpty == true || self[.confidence]?.isEmpty == true
            || self[.validation]?.isEmpty == true
    }
}

extension JobRows {
    /// The texts that grow with the lines of an invoice.
    private static let large = ["x.extracted_data", "x.confidence_json", "x.validation"]

    /// `columns` with an empty text, which no JSON is, in place of a large one.
    static let listColumns = large.reduce(columns) { columns, column in
        columns.replacingOccurrences(of: column, with: "IF(LENGTH(\(column)) > \(mostBytes), '', \(column))")
    }

    /// Some hundred lines: nearly all invoices come with the list.
    private static let mostBytes = 64 << 10
}
