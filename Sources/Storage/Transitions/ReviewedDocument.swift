import Invoices
import MariaDB

/// A document of which a person has confirmed what it says.
///
/// What follows from that is all done here, in the transaction that stores the confirmation; `hasConfirmed` is called once
/// for each confirmation, after the results were written.
struct ReviewedDocument {
    let account: Account.ID
    let job: LockedJob
    /// SHA-256 of the bytes that were read; nil where they are not known.
    let hash: [UInt8]?
    /// What was read, before any correction.
    let read: Extraction
    /// What was confirmed: all fields of the document, with what people corrected, and the findings that are left.
    let confirmed: Extraction
    /// The names of the fields that have another value than what was read, or none.
    let corrected: Set<String>

    func hasConfirmed(on connection: Connection) throws {
        try HistoryRows.noteConfirmation(of: job.id, account, hash: hash, confirmed, on: connection)
        try Outbox.record(.jobReviewed, of: job, on: connection)
        try SupplierAdoption.adopt(confirmed, of: job, on: connection)
        try LessonRows.add(job.id, of: account, on: connection)
    }
}
