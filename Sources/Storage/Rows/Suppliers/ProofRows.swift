import Invoices
import MariaDB

/// The proofs of an account's suppliers. A merged supplier's count as those of the one it was merged into.
enum ProofRows {
    /// A proof that a document and a supplier share.
    struct Hit: Equatable {
        let kind: SupplierProof.Kind
        let value: String
        let isConfirmed: Bool
        /// Not merged into another.
        let supplier: Supplier.ID
    }

    /// Every supplier that has one of these proofs. A value that very many share proves nothing: few of them are read.
    static func hits(_ proofs: [SupplierProof], of account: Account.ID, on connection: Connection) throws -> [Hit] {
        try proofs.flatMap { proof in
            try connection.rows(
                """
                SELECT p.is_confirmed, s.root_id FROM supplier_proof p JOIN supplier s ON s.id = p.supplier_id
                WHERE p.account_id = ? AND p.kind = ? AND p.value = ? LIMIT \(mostSharing)
                """, [account.value, .choice(proof.kind), .text(proof.value)]
            ) {
                Hit(kind: proof.kind, value: proof.value, isConfirmed: try $0.flag(), supplier: try $0.id())
            }
        }
    }

    private static let mostSharing = 20

    /// The kinds of which the supplier has a confirmed proof.
    static func confirmedKinds(
        of supplier: Supplier.ID, _ account: Account.ID, on connection: Connection
    ) throws -> Set<SupplierProof.Kind> {
        Set(
            try connection.rows(
                """
                SELECT DISTINCT p.kind FROM supplier s JOIN supplier_proof p ON p.supplier_id = s.id
                WHERE s.root_id = ? AND s.account_id = ? AND p.is_confirmed = 1
                """, [supplier.value, account.value]
            ) { try $0.choice() as SupplierProof.Kind })
    }

    /// All of one supplier, without those of suppliers that were merged into it; by kind and value.
    static func all(
        of supplier: Supplier.ID, _ account: Account.ID, on connection: Connection
    ) throws -> [(proof: SupplierProof, isConfirmed: Bool)] {
        try connection.rows(
            """
            SELECT kind, value, is_confirmed FROM supplier_proof WHERE supplier_id = ? AND account_id = ?
            ORDER BY kind, value
            """, [supplier.value, account.value]
        ) { row -> (SupplierProof, Bool)? in
            let proof = SupplierProof(try row.choice(), try row.text())
            let isConfirmed = try row.flag()
            return proof.map { ($0, isConfirmed) }
        }.compactMap { $0 }
    }

    /// Adds what it does not have yet; a confirmed proof stays confirmed.
    static func add(
        _ proofs: [SupplierProof], confirmed: Bool, to supplier: Supplier.ID, _ account: Account.ID,
        on connection: Connection
    ) throws {
        // In one order, so that no two transactions wait for each other in a circle.
        let sorted = proofs.sorted { ($0.kind.stored, $0.value) < ($1.kind.stored, $1.value) }
        for proof in sorted {
            try connection.run(
                """
                INSERT INTO supplier_proof (account_id, kind, value, supplier_id, is_confirmed, created_at)
                VALUES (?, ?, ?, ?, ?, UTC_TIMESTAMP(3))
                ON DUPLICATE KEY UPDATE is_confirmed = GREATEST(is_confirmed, VALUES(is_confirmed))
                """,
                [account.value, .choice(proof.kind), .text(proof.value), supplier.value, .flag(confirmed)])
        }
    }

    /// Notes what a reading found of a supplier, as nobody has confirmed it. A flood of documents cannot fill the table.
    static func propose(
        _ proofs: [SupplierProof], of supplier: Supplier.ID, _ account: Account.ID, on connection: Connection
    ) throws {
        guard !proofs.isEmpty else { return }
        let open =
            try connection.first(
                "SELECT COUNT(*) FROM supplier_proof WHERE supplier_id = ? AND is_confirmed = 0", [supplier.value]
            ) { try $0.int() } ?? 0
        try add(
            Array(proofs.prefix(max(0, mostProposed - open))), confirmed: false, to: supplier, account, on: connection)
    }

    private static let mostProposed = 40

    /// Replaces the supplier's proofs of these kinds.
    static func replace(
        _ kinds: [SupplierProof.Kind], by proofs: [(proof: SupplierProof, isConfirmed: Bool)], of supplier: Supplier.ID,
        _ account: Account.ID, on connection: Connection
    ) throws {
        try connection.run(
            "DELETE FROM supplier_proof WHERE supplier_id = ? AND account_id = ? AND kind IN (\(kinds.sql))",
            [supplier.value, account.value])
        for isConfirmed in [true, false] {
            try add(
                proofs.filter { $0.isConfirmed == isConfirmed }.map(\.proof), confirmed: isConfirmed, to: supplier,
                account, on: connection)
        }
    }
}
