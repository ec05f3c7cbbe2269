import Invoices
import MariaDB

/// What people say of suppliers: the only way in which a proof becomes confirmed. Within a transaction that holds the
/// account's gate.
enum SupplierWriting {
    /// Makes a supplier that a person entered or confirmed. Throws `duplicateProof`.
    static func insert(
        _ draft: SupplierDraft, isConfirmed: Bool = true, of account: Account.ID, on connection: Connection
    ) throws -> Supplier.ID {
        let id = try SupplierRows.insert(draft, isConfirmed: isConfirmed, of: account, on: connection)
        try save(draft.proofs.map { ($0.proof, $0.isConfirmed) }, of: id, account, on: connection)
        try ProofRows.replace(
            [.name], by: draft.nameProofs.map { ($0, isConfirmed) }, of: id, account, on: connection)
        var counters = Counters()
        counters.add(1, to: Counters.suppliers, of: account)
        try counters.write(on: connection)
        return id
    }

    /// Replaces all but the proofs of name and place. Throws `duplicateProof`.
    static func update(
        _ id: Supplier.ID, to draft: SupplierDraft, of account: Account.ID, on connection: Connection
    ) throws {
        let columns = SupplierRows.columns(of: draft)
        try connection.run(
            """
            UPDATE supplier SET \(columns.map { $0.0 + " = ?" }.joined(separator: ", ")), is_confirmed = 1,
                revision = revision + 1, updated_at = UTC_TIMESTAMP(3)
            WHERE id = ? AND account_id = ?
            """, columns.map(\.1) + [id.value, account.value])
        try save(draft.proofs.map { ($0.proof, $0.isConfirmed) }, of: id, account, on: connection)
        try ProofRows.replace([.name], by: draft.nameProofs.map { ($0, true) }, of: id, account, on: connection)
        try SearchText.put(id, supplier: draft, of: account, on: connection)
        try identify(id, of: account, on: connection)
    }

    /// Adds confirmed proofs. One that another supplier has and that an authority gives to one holder only stays with that
    /// one.
    static func confirm(
        _ proofs: [SupplierProof], of id: Supplier.ID, _ account: Account.ID, on connection: Connection
    ) throws {
        let own = try proofs.filter { try holder(of: $0, besides: id, account, on: connection) == nil }
        try ProofRows.add(own, confirmed: true, to: id, account, on: connection)
        try connection.run(
            """
            UPDATE supplier SET is_confirmed = 1, revision = revision + 1, updated_at = UTC_TIMESTAMP(3)
            WHERE id = ? AND account_id = ?
            """, [id.value, account.value])
        try identify(id, of: account, on: connection)
    }

    private static func save(
        _ proofs: [(proof: SupplierProof, isConfirmed: Bool)], of id: Supplier.ID, _ account: Account.ID,
        on connection: Connection
    ) throws {
        for proof in proofs where proof.isConfirmed {
            if let holder = try holder(of: proof.proof, besides: id, account, on: connection) {
                throw StorageError.duplicateProof(proof.proof, holder: holder)
            }
        }
        try ProofRows.replace(SupplierDraft.editableKinds, by: proofs, of: id, account, on: connection)
    }

    /// Another supplier to which the proof belongs.
    private static func holder(
        of proof: SupplierProof, besides id: Supplier.ID, _ account: Account.ID, on connection: Connection
    ) throws -> Supplier.ID? {
        guard proof.kind.isExclusive else { return nil }
        let root = try root(of: id, account, on: connection)
        return try ProofRows.hits([proof], of: account, on: connection).first {
            $0.isConfirmed && $0.supplier != root
        }?.supplier
    }

    static func root(of id: Supplier.ID, _ account: Account.ID, on connection: Connection) throws -> Supplier.ID {
        let root: Supplier.ID? = try connection.first(
            "SELECT root_id FROM supplier WHERE id = ? AND account_id = ?", [id.value, account.value]
        ) { try $0.id() }
        guard let root else { throw StorageError.notFound }
        return root
    }

    /// Jobs for which the supplier was proposed by a kind of proof that is confirmed now belong to it; also those for which
    /// it was proposed before it was merged, since what is confirmed of one counts for all that are merged with it.
    private static func identify(_ id: Supplier.ID, of account: Account.ID, on connection: Connection) throws {
        let family = try SupplierMerge.family(of: root(of: id, account, on: connection), account, on: connection)
        let proofs = try Dictionary(
            uniqueKeysWithValues: family.map { ($0, try ProofRows.all(of: $0, account, on: connection)) })
        let confirmed = Set(proofs.values.joined().filter(\.isConfirmed).map(\.proof))
        for member in family {
            // What was merged into it spoke for it, too.
            let below = family.count == 1 ? family : try SupplierMerge.family(of: member, account, on: connection)
            let own = Set(below.flatMap { proofs[$0] ?? [] }.map(\.proof))
            let open = own.subtracting(confirmed).map(\.kind)
            var kinds = Set(own.map(\.kind)).subtracting(open).filter(\.identifies)
            // Some of its jobs may have another's number, against which a name or an account does not count.
            if open.contains(where: \.isExclusive) { kinds = kinds.filter(\.isExclusive) }
            if !kinds.isEmpty { try identify(member, by: kinds, account, on: connection) }
        }
    }

    private static func identify(
        _ id: Supplier.ID, by kinds: Set<SupplierProof.Kind>, _ account: Account.ID, on connection: Connection
    ) throws {
        try connection.run(
            """
            UPDATE job_result SET supplier_id = proposed_supplier_id, proposed_supplier_id = NULL
            WHERE proposed_supplier_id = ? AND account_id = ? AND supplier_evidence & ? <> 0
            """, [id.value, account.value, .int(kinds.bits)])
    }
}
