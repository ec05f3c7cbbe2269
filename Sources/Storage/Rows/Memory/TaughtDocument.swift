import Invoices
import MariaDB

/// A confirmed document, as a memory learns from it.
struct TaughtDocument: Sendable {
    let pages: [Page]
    let confirmed: [Field]
    /// Fields that the document does not have: those that a person took out, and the main ones that nobody found.
    let absent: [String]
    /// Of what it teaches.
    let hash: [UInt8]

    /// Nil where the job has no results or pages any more, or an e-invoice, which teaches nothing.
    init?(_ job: Job.ID, of account: Account.ID, on connection: Connection) throws {
        guard let shown = try ResultRows.extraction(of: job, on: connection),
            let read = try ResultRows.asRead(job, on: connection),
            !shown.fields.contains(where: { $0.source == .einvoice })
        else { return nil }
        pages = try PageRows.pages(of: job, on: connection)
        guard !pages.isEmpty else { return nil }
        let main = InvoiceField.header.filter { $0.outputs.contains(.line) }.map(\.name)
        confirmed = shown.fields
        absent = Set(read.fields.map(\.name) + main).subtracting(shown.fields.map(\.name)).sorted()
        hash = try TaughtRows.hash(confirmed, absent: absent)
    }
}
