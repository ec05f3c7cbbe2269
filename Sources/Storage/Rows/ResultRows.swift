import Invoices
import MariaDB

/// A job's result as it rests in the tables: what was read, and what lists show of it with corrections.
enum ResultRows {
    /// The columns that grow with the lines of an invoice.
    enum Part: Int, CaseIterable {
        case extractedData, confidence, validation, fields, findings

        var column: String {
            switch self {
            case .extractedData: "extracted_data"
            case .confidence: "confidence_json"
            case .validation: "validation"
            case .fields: "fields"
            case .findings: "findings"
            }
        }
    }

    /// Of the JSON that this program writes for answers; raised with each change of its members or of the columns that
    /// lists filter by.
    static let shape = 1

    private typealias Parts = [(part: Part, bytes: [UInt8])]

    /// The fields as they were read, overlaid with what people corrected on the pages; nil without a result.
    static func extraction(of job: Job.ID, on connection: Connection) throws -> Extraction? {
        guard let read = try asRead(job, on: connection) else { return nil }
        return Corrections.overlay(try PageRows.corrections(of: job, on: connection), on: read)
    }

    static func asRead(_ job: Job.ID, on connection: Connection) throws -> Extraction? {
        let found = try connection.first("SELECT fields, findings FROM job_result WHERE job_id = ?", [job.value]) {
            row -> ([UInt8], [UInt8]) in (try row.bytes(), try row.bytes())
        }
        guard let (fields, findings) = found else { return nil }
        return Extraction(
            fields: try ExtractionCoding.readFields(whole(fields, .fields, of: job, on: connection)),
            findings: try ExtractionCoding.readFindings(whole(findings, .findings, of: job, on: connection)))
    }

    /// The value of which the row holds `inRow`.
    static func whole(_ inRow: [UInt8], _ part: Part, of job: Job.ID, on connection: Connection) throws -> [UInt8] {
        try ChunkRows.results.whole(inRow, part.rawValue, of: job, on: connection)
    }

    /// Saves what one reading found, in place of an earlier one.
    static func save(
        _ reading: ReadResult, shown: Extraction, of job: LockedJob, on connection: Connection
    ) throws {
        let document = reading.document
        let read: Parts = [
            (.fields, ExtractionCoding.write(reading.extraction.fields)),
            (.findings, ExtractionCoding.write(reading.extraction.findings)),
        ]
        let parts = read + shownParts(shown)
        let columns: [(String, Value)] =
            [
                ("job_id", job.id.value), ("account_id", job.account.value), ("epoch", .int(job.epoch)),
                ("document_pages", .int(document.pages)), ("document_size", .int(document.size)),
                ("document_format", .choice(document.format)), ("document_resolution", .optional(document.resolution)),
                ("document_language", .optional(document.language)),
            ] + shownColumns(shown) + inRow(parts)
        // An earlier result's chunks go with its row.
        try connection.run(
            "REPLACE INTO job_result (\(columns.map(\.0).joined(separator: ", "))) VALUES (\(placeholders(columns.count)))",
            columns.map(\.1))
        try writeLarge(parts, of: job.id, on: connection)
    }

    /// What lists show and filter by, after a correction.
    static func show(_ extraction: Extraction, of job: Job.ID, on connection: Connection) throws {
        let parts = shownParts(extraction)
        let columns = shownColumns(extraction) + inRow(parts)
        try connection.run(
            "UPDATE job_result SET \(columns.map { $0.0 + " = ?" }.joined(separator: ", ")) WHERE job_id = ?",
            columns.map(\.1) + [job.value])
        try ChunkRows.results.remove(parts.map(\.part.rawValue), of: job, on: connection)
        try writeLarge(parts, of: job, on: connection)
    }

    private static func inRow(_ parts: Parts) -> [(String, Value)] {
        parts.map { ($0.part.column, .utf8(ChunkRows.results.inRow($0.bytes))) }
    }

    private static func writeLarge(_ parts: Parts, of job: Job.ID, on connection: Connection) throws {
        try ChunkRows.results.write(parts.map { ($0.part.rawValue, $0.bytes) }, of: job, on: connection)
    }

    private static func shownParts(_ extraction: Extraction) -> Parts {
        [
            (.extractedData, SummaryCoding.extractedData(extraction.invoice)),
            (.confidence, SummaryCoding.confidence(extraction)), (.validation, SummaryCoding.validation(extraction)),
        ]
    }

    private static func shownColumns(_ extraction: Extraction) -> [(String, Value)] {
        let invoice = extraction.invoice
        return InvoiceField.header.compactMap { field in
            field.column.map { ($0.name, value(invoice[field], in: $0)) }
        } + [
            ("is_valid", .flag(extraction.isValid)), ("confidence", .double(extraction.overallConfidence)),
            ("shape", .int(shape)),
        ]
    }

    private static func value(_ value: Field.Value?, in column: InvoiceField.Column) -> Value {
        switch value {
        case nil: .null
        case .text(let text): column.length.map { .cut(text, to: $0) } ?? .text(text)
        case .amount(let amount): self.amount(amount)
        case .date(let date): .text(date.text)
        case .flag(let flag): .flag(flag)
        }
    }

    /// An amount beyond the column's range can be shown but not filtered by.
    private static func amount(_ amount: Amount) -> Value {
        guard let size = Double(amount.literal), abs(size) < 1e17 else { return .null }
        return .text(amount.literal)
    }
}
