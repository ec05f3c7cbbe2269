import Invoices
import MariaDB

/// A person has confirmed a document: what it says of its supplier is confirmed, too. Within a transaction that has
/// locked the job.
enum SupplierAdoption {
    /// Makes a supplier if the document is the first of it. A number that another supplier has stays with that one.
    static func adopt(_ extraction: Extraction, of job: LockedJob, on connection: Connection) throws {
        let proofs = SupplierProofs(extraction)
        let proving = proofs.all.filter(\.kind.identifies)
        guard let name = proofs.name, !proving.isEmpty else { return }
        try SupplierRows.lockGate(of: job.account, on: connection)
        let found = try SupplierIdentification(proofs, of: job.account, on: connection)
        let id = try known(found) ?? new(name, proofs, of: job.account, on: connection)
        try SupplierWriting.confirm(proofs.all, of: id, job.account, on: connection)
        // The account for payment is confirmed now: the results say no more that it is not.
        try ResultRows.show(JobIdentity.settle(extraction, of: job, on: connection), of: job.id, on: connection)
    }

    /// Many bear one name, and a namesake has other numbers: neither is taken for the same without being told so.
    private static func known(_ found: SupplierIdentification) -> Supplier.ID? {
        if let supplier = found.match.supplier { return supplier }
        return found.isContradicted || found.match.evidence == [.name] ? nil : found.match.proposed
    }

    private static func new(
        _ name: String, _ proofs: SupplierProofs, of account: Account.ID, on connection: Connection
    ) throws -> Supplier.ID {
        let draft = SupplierDraft(name: name, tradingNames: [proofs.tradingName].compactMap(\.self))
        return try SupplierWriting.insert(draft, of: account, on: connection)
    }
}
