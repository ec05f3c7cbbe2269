import FieldExtraction
import InvoiceCoding
import Invoices
import JSON
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
    static let shape = 2

    private typealias Parts = [(part: Part, bytes: [UInt8])]

    /// The fields as they were read, overlaid with what people corrected, and the findings of the last
    /// judgement; nil without a result.
    static func extraction(of job: Job.ID, on connection: Connection) throws -> Extraction? {
        guard let (read, corrected) = try overlaid(job, on: connection) else { return nil }
        guard let corrected else { return read }
        return Extraction(fields: corrected.fields, findings: try shownFindings(of: job, on: connection))
    }

    /// Its fields alone.
    static func fields(of job: Job.ID, on connection: Connection) throws -> [Field]? {
        try overlaid(job, on: connection).map { $0.corrected?.fields ?? $0.read.fields }
    }

    /// What was read, and the same with corrections where there are any.
    private static func overlaid(
        _ job: Job.ID, on connection: Connection
    ) throws -> (read: Extraction, corrected: CorrectedExtraction?)? {
        guard let read = try asRead(job, on: connection) else { return nil }
        let corrections = try JobCorrections.find(of: job, on: connection)
        guard !corrections.isEmpty else { return (read, nil) }
        let (template, language) = try basis(of: job, on: connection)
        return (read, corrections.over(read, template: template, language: language))
    }

    /// The same, judged again by the job's template as it is now.
    static func judged(_ job: Job.ID, on connection: Connection) throws -> Extraction? {
        try overlaid(job, on: connection).map { $0.corrected?.judged() ?? $0.read }
    }

    /// The job's template, and its document's language once there are results.
    static func basis(
        of job: Job.ID, on connection: Connection
    ) throws -> (template: Template, language: String?) {
        let found = try connection.first(
            """
            SELECT t.rules, x.document_language FROM job r JOIN template t ON t.id = r.template_id
            LEFT JOIN job_result x ON x.job_id = r.id WHERE r.id = ?
            """, [job.value]
        ) { row -> (Template, String?) in (try TemplateCoding.read(row.bytes()), try row.optionalText()) }
        guard let found else { throw StorageError.notFound }
        return found
    }

    /// The findings that answers have: those of the last judgement.
    private static func shownFindings(of job: Job.ID, on connection: Connection) throws -> [Finding] {
        let found = try connection.first("SELECT validation FROM job_result WHERE job_id = ?", [job.value]) {
            try $0.bytes()
        }
        let validation = try JSONReader.read(whole(found ?? [], .validation, of: job, on: connection), limits: .ours)
        return ExtractionCoding.findings(validation["errors"]?.array ?? [])
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
    ///
    /// - Parameter hash: Of the bytes that were read; nil where they are not known.
    static func save(
        _ reading: ReadResult, from inputs: ReadingInputs?, hash: [UInt8]?, shown: Extraction,
        supplier match: SupplierMatch, of job: LockedJob, on connection: Connection
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
                ("document_revision", .optional(inputs?.documentRevision)), ("template_id", .id(inputs?.template)),
                ("rules_revision", .optional(inputs?.rulesRevision)), ("document_sha256", .optional(hash)),
            ] + supplierColumns(match) + shownColumns(shown) + inRow(parts)
        // An earlier result's chunks go with its row.
        try connection.run(
            "REPLACE INTO job_result (\(columns.map(\.0).joined(separator: ", "))) VALUES (\(placeholders(columns.count)))",
            columns.map(\.1))
        try writeLarge(parts, of: job.id, on: connection)
    }

    /// Saves another supplier than the one that was known when the results were saved.
    static func show(_ match: SupplierMatch, of job: Job.ID, on connection: Connection) throws {
        let columns = supplierColumns(match)
        try connection.run(
            "UPDATE job_result SET \(columns.map { $0.0 + " = ?" }.joined(separator: ", ")) WHERE job_id = ?",
            columns.map(\.1) + [job.value])
    }

    private static func supplierColumns(_ match: SupplierMatch) -> [(String, Value)] {
        [
            ("supplier_id", .id(match.supplier)), ("proposed_supplier_id", .id(match.proposed)),
            ("supplier_evidence", .int(match.evidence.bits)),
        ]
    }

    /// Raises the ETag of the results: a page of the job, its number or its name has changed.
    static func raiseRevision(of job: Job.ID, on connection: Connection) throws {
        try connection.run(
            "UPDATE job_detail SET results_revision = results_revision + 1 WHERE job_id = ?", [job.value])
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
