import Invoices
import MariaDB

/// Finds the supplier of a document that was read. Only a confirmed proof tells who it is; all else proposes, and what a
/// reading adds to a supplier is never confirmed: a forger must not be able to teach.
///
/// Within a transaction that has locked the job. Index lookups only, one for each proof of the document.
struct SupplierIdentification {
    let match: SupplierMatch
    /// The document has another number of a kind of which the proposed supplier's is known: a namesake, or a forgery.
    let isContradicted: Bool
    /// The document asks to pay into an account that nobody has confirmed for this supplier.
    let hasUnconfirmedIBAN: Bool

    private let proofs: SupplierProofs
    private let account: Account.ID
    private let hits: [ProofRows.Hit]

    init(_ proofs: SupplierProofs, of account: Account.ID, on connection: Connection) throws {
        self.proofs = proofs
        self.account = account
        hits = try ProofRows.hits(proofs.all, of: account, on: connection)
        (match, isContradicted) = try Self.match(hits, proofs, account, on: connection)
        hasUnconfirmedIBAN = try Self.hasUnconfirmedIBAN(match, hits, proofs, account, on: connection)
    }

    // MARK: Deciding

    /// By the strongest kind of proof that speaks for one supplier alone.
    private static func match(
        _ hits: [ProofRows.Hit], _ proofs: SupplierProofs, _ account: Account.ID, on connection: Connection
    ) throws -> (match: SupplierMatch, isContradicted: Bool) {
        let confirmed = hits.filter { $0.isConfirmed && $0.kind.identifies }
        guard let (supplier, kind) = only(confirmed) ?? only(hits) else { return (.none, false) }
        if !kind.isExclusive, try isContradicted(supplier, proofs, account, on: connection) {
            return (SupplierMatch(proposed: supplier, evidence: kinds(hits, of: supplier)), true)
        }
        guard confirmed.contains(where: { $0.supplier == supplier && $0.kind == kind }) else {
            return (SupplierMatch(proposed: supplier, evidence: kinds(hits, of: supplier)), false)
        }
        return (SupplierMatch(supplier: supplier, evidence: kinds(confirmed, of: supplier)), false)
    }

    /// An account or a domain that several share names none of them.
    private static func only(_ hits: [ProofRows.Hit]) -> (supplier: Supplier.ID, kind: SupplierProof.Kind)? {
        for kind in SupplierProof.Kind.allCases {
            let suppliers = Set(hits.filter { $0.kind == kind }.map(\.supplier))
            if suppliers.count == 1, let supplier = suppliers.first { return (supplier, kind) }
        }
        return nil
    }

    private static func kinds(_ hits: [ProofRows.Hit], of supplier: Supplier.ID) -> [SupplierProof.Kind] {
        let found = Set(hits.filter { $0.supplier == supplier }.map(\.kind))
        return SupplierProof.Kind.allCases.filter(found.contains)
    }

    private static func isContradicted(
        _ supplier: Supplier.ID, _ proofs: SupplierProofs, _ account: Account.ID, on connection: Connection
    ) throws -> Bool {
        let printed = Set(proofs.all.map(\.kind).filter(\.isExclusive))
        guard !printed.isEmpty else { return false }
        let known = try ProofRows.confirmedKinds(of: supplier, account, on: connection)
        return !printed.isDisjoint(with: known)
    }

    /// Also where the document only claims to be of a known supplier.
    private static func hasUnconfirmedIBAN(
        _ match: SupplierMatch, _ hits: [ProofRows.Hit], _ proofs: SupplierProofs, _ account: Account.ID,
        on connection: Connection
    ) throws -> Bool {
        guard let supplier = match.supplier ?? match.proposed, let iban = proofs.values(of: .iban).first else {
            return false
        }
        let isConfirmed = hits.contains {
            $0.kind == .iban && $0.value == iban && $0.supplier == supplier && $0.isConfirmed
        }
        if isConfirmed { return false }
        if match.supplier != nil { return true }
        return try connection.first(
            "SELECT is_confirmed FROM supplier WHERE id = ? AND account_id = ?", [supplier.value, account.value]
        ) { try $0.flag() } ?? false
    }

    // MARK: Proposing

    /// Notes what the document says of its supplier, or proposes a new one. Returns the match that its job has then.
    func propose(_ counters: inout Counters, on connection: Connection) throws -> SupplierMatch {
        if let known = match.supplier ?? match.proposed {
            let seen = Set(hits.filter { $0.supplier == known }.map { "\($0.kind) \($0.value)" })
            let new = proofs.all.filter { $0.kind != .name && !seen.contains("\($0.kind) \($0.value)") }
            try ProofRows.propose(new, of: known, account, on: connection)
            return match
        }
        // Where others share all that the document shows, one more would not be told from them either.
        let known = Set(hits.map(\.value))
        guard let name = proofs.name,
            proofs.all.contains(where: { $0.kind != .name && $0.kind != .domain && !known.contains($0.value) })
        else { return .none }
        return try proposeNew(name, &counters, on: connection)
    }

    /// Another document of this supplier may be saved at the same moment: whoever comes second finds the first one's.
    private func proposeNew(
        _ name: String, _ counters: inout Counters, on connection: Connection
    ) throws -> SupplierMatch {
        try SupplierRows.lockGate(of: account, on: connection)
        let now = try ProofRows.hits(proofs.all, of: account, on: connection)
        if now != hits { return try Self.match(now, proofs, account, on: connection).match }
        let draft = SupplierDraft(name: name, tradingNames: [proofs.tradingName].compactMap(\.self))
        let id = try SupplierRows.insert(draft, isConfirmed: false, of: account, on: connection)
        try ProofRows.add(proofs.all, confirmed: false, to: id, account, on: connection)
        counters.add(1, to: Counters.suppliers, of: account)
        let evidence = Set(proofs.all.map(\.kind))
        return SupplierMatch(proposed: id, evidence: SupplierProof.Kind.allCases.filter(evidence.contains))
    }
}
