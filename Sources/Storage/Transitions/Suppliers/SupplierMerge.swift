import Invoices
import MariaDB

/// Two suppliers that are one: the merged one's proofs and jobs count as the other's, until they are parted again. Within
/// a transaction that holds the account's gate.
enum SupplierMerge {
    /// Throws `notFound`, `unknownReference` or `wrongMerge`.
    static func merge(
        _ id: Supplier.ID, into target: Supplier.ID, of account: Account.ID, on connection: Connection
    ) throws {
        let merged = try SupplierRows.find(id, of: account, on: connection)
        guard merged.mergedInto == nil else {
            throw StorageError.wrongMerge("The supplier is already merged. Unmerge it first.")
        }
        let root: Supplier.ID
        do { root = try SupplierWriting.root(of: target, account, on: connection) } catch StorageError.notFound {
            throw StorageError.unknownReference(.supplier)
        }
        guard root != id else {
            throw StorageError.wrongMerge(
                "A supplier cannot be merged into itself, or into one that was merged into it.")
        }
        try connection.run(
            """
            UPDATE supplier SET merged_into = ?, revision = revision + 1, updated_at = UTC_TIMESTAMP(3)
            WHERE id = ? AND account_id = ?
            """, [target.value, id.value, account.value])
        try connection.run(
            "UPDATE supplier SET root_id = ? WHERE root_id = ? AND account_id = ?",
            [root.value, id.value, account.value])
        try connection.run(
            """
            UPDATE supplier SET is_confirmed = GREATEST(is_confirmed, ?), revision = revision + 1,
                updated_at = UTC_TIMESTAMP(3)
            WHERE id = ? AND account_id = ?
            """, [.flag(merged.isConfirmed), root.value, account.value])
        try SearchText.remove(id.value, on: connection)
        try count(-1, of: account, on: connection)
    }

    /// It has its own proofs and jobs again, and those of what was merged into it. Throws `notFound` or `wrongMerge`.
    static func unmerge(_ id: Supplier.ID, of account: Account.ID, on connection: Connection) throws {
        let merged = try SupplierRows.find(id, of: account, on: connection)
        guard merged.mergedInto != nil else { throw StorageError.wrongMerge("The supplier is not merged.") }
        try connection.run(
            """
            UPDATE supplier SET merged_into = NULL, revision = revision + 1, updated_at = UTC_TIMESTAMP(3)
            WHERE id = ? AND account_id = ?
            """, [id.value, account.value])
        let below = try family(of: id, account, on: connection)
        try connection.run(
            "UPDATE supplier SET root_id = ? WHERE id IN (\(placeholders(below.count))) AND account_id = ?",
            [id.value] + below.map(\.value) + [account.value])
        try SearchText.put(id, supplier: merged.draft, of: account, on: connection)
        try count(1, of: account, on: connection)
    }

    /// The supplier and all that was merged into it, directly or not.
    static func family(
        of id: Supplier.ID, _ account: Account.ID, on connection: Connection
    ) throws -> [Supplier.ID] {
        let root = try SupplierWriting.root(of: id, account, on: connection)
        let rows = try connection.rows(
            "SELECT id, merged_into FROM supplier WHERE root_id = ? AND account_id = ?", [root.value, account.value]
        ) { row -> (id: Supplier.ID, into: Supplier.ID?) in (try row.id(), try row.optionalID()) }
        var found = [id]
        var next = 0
        while next < found.count {
            found += rows.filter { $0.into == found[next] }.map(\.id)
            next += 1
        }
        return found
    }

    private static func count(_ change: Int, of account: Account.ID, on connection: Connection) throws {
        var counters = Counters()
        counters.add(change, to: Counters.suppliers, of: account)
        try counters.write(on: connection)
    }
}
