package import Invoices
import MariaDB

/// Suppliers, as an account's administrators see them.
package struct SupplierStore: Sendable {
    let database: Database

    /// Throws `duplicateExternalID` or `duplicateProof`.
    package func insert(_ draft: SupplierDraft, of account: Account.ID) throws -> SupplierRecord {
        try changing(account) { connection in
            let id = try SupplierWriting.insert(draft, of: account, on: connection)
            try IdempotentRequest.note(.made, id, on: connection)
            return try SupplierRows.find(id, of: account, on: connection)
        }
    }

    /// Adds or changes all suppliers, or none. One with the external id of a draft is changed: its proofs are added to.
    package func importAll(_ drafts: [SupplierDraft], of account: Account.ID) throws -> (made: Int, changed: Int) {
        try changing(account) { connection in
            var (made, changed) = (0, 0)
            for draft in drafts {
                if let known = try Self.find(externalID: draft.externalID, of: account, on: connection) {
                    var merged = draft
                    merged.proofs += known.draft.proofs.filter { old in
                        SupplierDraft.editableKinds.contains(old.proof.kind)
                            && !draft.proofs.contains { $0.proof == old.proof }
                    }
                    try SupplierWriting.update(known.id, to: merged, of: account, on: connection)
                    changed += 1
                } else {
                    _ = try SupplierWriting.insert(draft, of: account, on: connection)
                    made += 1
                }
            }
            return (made, changed)
        }
    }

    /// Throws `StorageError.notFound`.
    package func find(_ id: Supplier.ID, of account: Account.ID) throws -> SupplierRecord {
        try database.reading { try SupplierRows.find(id, of: account, on: $0) }
    }

    /// Without those that were merged into others.
    package func list(_ request: ListRequest, of account: Account.ID) throws -> Listing<SupplierRecord> {
        try database.reading { connection in
            let found = try ListSQL(.supplier, request, of: account).listing(
                SupplierRows.columns, on: connection, SupplierRows.record)
            return Listing(
                elements: try found.elements.map { try SupplierRows.whole($0, on: connection) }, total: found.total)
        }
    }

    /// Throws `notFound`, `preconditionFailed`, `duplicateExternalID` or `duplicateProof`.
    package func update(
        _ id: Supplier.ID, to draft: SupplierDraft, of account: Account.ID, ifRevision: Int?
    ) throws -> SupplierRecord {
        try changing(account) { connection in
            try Self.lock(id, of: account, ifRevision: ifRevision, on: connection)
            try SupplierWriting.update(id, to: draft, of: account, on: connection)
            return try SupplierRows.find(id, of: account, on: connection)
        }
    }

    /// Deletes it with all that was merged into it. Throws `inUse` while jobs name it, unless they are to be kept without
    /// a supplier.
    package func delete(
        _ id: Supplier.ID, of account: Account.ID, keepingJobs: Bool = false, ifRevision: Int? = nil
    ) throws {
        try changing(account) { connection in
            try Self.lock(id, of: account, ifRevision: ifRevision, on: connection)
            let isMerged = try SupplierRows.find(id, of: account, on: connection).mergedInto != nil
            let family = try SupplierMerge.family(of: id, account, on: connection)
            for member in family {
                try SupplierRemoval.free(member, of: account, keepingJobs: keepingJobs, on: connection)
                try SupplierRemoval.remove(member, of: account, on: connection)
            }
            guard !isMerged else { return }
            var counters = Counters()
            counters.add(-1, to: Counters.suppliers, of: account)
            try counters.write(on: connection)
        }
    }

    /// Returns the supplier into which it was merged. Throws `notFound`, `unknownReference` or `wrongMerge`.
    package func merge(
        _ id: Supplier.ID, into target: Supplier.ID, of account: Account.ID
    ) throws -> SupplierRecord {
        try changing(account) { connection in
            try SupplierMerge.merge(id, into: target, of: account, on: connection)
            try IdempotentRequest.note(.done, id, on: connection)
            let root = try SupplierWriting.root(of: id, account, on: connection)
            return try SupplierRows.find(root, of: account, on: connection)
        }
    }

    /// Throws `notFound` or `wrongMerge`.
    package func unmerge(_ id: Supplier.ID, of account: Account.ID) throws -> SupplierRecord {
        try changing(account) { connection in
            try SupplierMerge.unmerge(id, of: account, on: connection)
            try IdempotentRequest.note(.done, id, on: connection)
            return try SupplierRows.find(id, of: account, on: connection)
        }
    }

    // MARK: -

    private func changing<Result: Sendable>(
        _ account: Account.ID, _ body: @Sendable (Connection) throws -> Result
    ) throws -> Result {
        do {
            return try database.writing { connection in
                try SupplierRows.lockGate(of: account, on: connection)
                return try body(connection)
            }
        } catch let error as DatabaseError where error.isDuplicate && error.key?.hasSuffix("external") == true {
            throw StorageError.duplicateExternalID
        }
    }

    private static func lock(
        _ id: Supplier.ID, of account: Account.ID, ifRevision: Int?, on connection: Connection
    ) throws {
        let revision = try connection.first(
            "SELECT revision FROM supplier WHERE id = ? AND account_id = ? FOR UPDATE", [id.value, account.value]
        ) { try $0.int() }
        try checkRevision(revision, ifRevision)
    }

    private static func find(
        externalID: String?, of account: Account.ID, on connection: Connection
    ) throws -> SupplierRecord? {
        guard let externalID else { return nil }
        let id: Supplier.ID? = try connection.first(
            "SELECT id FROM supplier WHERE account_id = ? AND external_id = ?", [account.value, .text(externalID)]
        ) { try $0.id() }
        return try id.map { try SupplierRows.find($0, of: account, on: connection) }
    }
}
