import Foundation
import Invoices
import MariaDB

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
