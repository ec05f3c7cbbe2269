import Invoices
import MariaDB

/// A job's result as it rests in the tables: what was read, and what lists show of it with corrections.
enum ResultRows {
    /// The fields as they were read, overlaid with what people corrected on the pages; nil without a result.
    static func extraction(of job: Job.ID, on connection: Connection) throws -> Extraction? {
        guard let read = try asRead(job, on: connection) else { return nil }
        return Corrections.overlay(try PageRows.corrections(of: job, on: connection), on: read)
    }

    static func asRead(_ job: Job.ID, on connection: Connection) throws -> Extraction? {
        try connection.first("SELECT fields, findings FROM job_result WHERE job_id = ?", [job.value]) { row in
            Extraction(
                fields: try ExtractionCoding.readFields(row.bytes()),
                findings: try ExtractionCoding.readFindings(row.bytes()))
        }
    }

    /// Saves what one reading found, in place of an earlier one.
    static func save(
        _ reading: FinishedReading, shown: Extraction, of job: LockedJob, on connection: Connection
    ) throws {
        let document = reading.document
        let columns: [(String, Value)] =
            [
                ("job_id", job.id.value), ("account_id", job.account.value), ("epoch", .int(job.epoch)),
                ("document_pages", .int(document.pages)), ("document_size", .int(document.size)),
                ("document_format", .choice(document.format)), ("document_resolution", .optional(document.resolution)),
                ("document_language", .optional(document.language)),
                ("fields", .utf8(ExtractionCoding.write(reading.extraction.fields))),
                ("findings", .utf8(ExtractionCoding.write(reading.extraction.findings))),
            ] + shownColumns(shown)
        try connection.run(
            "REPLACE INTO job_result (\(columns.map(\.0).joined(separator: ", "))) VALUES (\(placeholders(columns.count)))",
            columns.map(\.1))
    }

    /// What lists show and filter by, after a correction.
    static func show(_ extraction: Extraction, of job: Job.ID, on connection: Connection) throws {
        let columns = shownColumns(extraction)
        try connection.run(
            "UPDATE job_result SET \(columns.map { $0.0 + " = ?" }.joined(separator: ", ")) WHERE job_id = ?",
            columns.map(\.1) + [job.value])
    }

    private static func shownColumns(_ extraction: Extraction) -> [(String, Value)] {
        let invoice = extraction.invoice
        return [
            ("invoice_number", .cut(invoice.number, to: 100)), ("invoice_date", .optional(invoice.date?.text)),
            ("due_date", .optional(invoice.dueDate?.text)), ("supplier_name", .cut(invoice.supplier.name, to: 255)),
            ("supplier_tax_id", .cut(invoice.supplier.taxId, to: 64)),
            ("customer_name", .cut(invoice.customer.name, to: 255)),
            ("total", total(invoice.total)), ("currency", .cut(invoice.currency, to: 8)),
            ("is_valid", .flag(extraction.isValid)), ("confidence", .double(extraction.overallConfidence)),
            ("extracted_data", .utf8(SummaryCoding.extractedData(invoice))),
            ("confidence_json", .utf8(SummaryCoding.confidence(extraction))),
            ("validation", .utf8(SummaryCoding.validation(extraction))),
        ]
    }

    /// An amount beyond the column's range can be shown but not filtered by.
    private static func total(_ amount: Amount?) -> Value {
        guard let amount, let size = Double(amount.literal), abs(size) < 1e17 else { return .null }
        return .text(amount.literal)
    }
}
