import Foundation

/// Results of thousands of lines stay in the database while jobs are listed: a hundred of them would take half a gigabyte
/// of memory to answer one request.
extension JobRecord {
    /// Whether results of this job are larger than a list brings; `JobStore.find` has them.
    package var leavesOutResults: Bool {
        texts.withAll { texts in JobRows.large.contains { text, _ in texts[text.rawValue]?.isEmpty == true } }
    }
}

extension JobRows {
    /// The texts that grow with the lines of an invoice, and their columns.
    static let large: [(text: JobRecord.Text, column: String)] = [
        (.extractedData, "x.extracted_data"), (.confidence, "x.confidence_json"), (.validation, "x.validation"),
    ]

    /// `columns` with an empty text, which no JSON is, in place of a large one.
    static let listColumns = large.reduce(columns) { columns, part in
        columns.replacingOccurrences(
            of: part.column, with: "IF(LENGTH(\(part.column)) > \(mostBytes), '', \(part.column))")
    }

    /// Some hundred lines: nearly all invoices come with the list.
    private static let mostBytes = 64 << 10
}
