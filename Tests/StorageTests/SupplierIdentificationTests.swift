import Invoices
import TestSupport
import Testing

@testable import Storage

/// Whose invoice it is: confirmed proofs alone decide, and no document can teach.
@Suite struct SupplierIdentificationTests {
    private let bench: SupplierBench
    private static let iban = "DE89370400440532013000"
    private static let otherIBAN = "NL91ABNA0417164300"
    private static let nord = [
        "name": "Nordwerk GmbH", "taxId": "DE123456788", "addressParts.postalCode": "20095",
        "contact.email": "post@nordwerk.de",
    ]

    init() throws { bench = try SupplierBench() }

    private func nord(_ iban: String? = Self.iban) -> Extraction {
        SupplierBench.invoice(Self.nord, iban: iban, number: "1", date: "2026-01-02", total: 100)
    }

    @Test func `a reading proposes a supplier once, and identifies none`() throws {
        let first = try bench.complete(nord())
        let second = try bench.complete(nord())
        #expect(first.supplier.supplier == nil && second.supplier.supplier == nil)
        #expect(first.supplier.proposed != nil && first.supplier.proposed == second.supplier.proposed)
        #expect(second.supplier.evidence == [.vatNumber, .iban, .domain, .nameWithPlace, .name])
        let supplier = try bench.supplier(first.supplier.proposed)
        #expect(supplier.draft.name == "Nordwerk GmbH" && !supplier.isConfirmed)
        #expect(supplier.draft.proofs.count == 5 && supplier.draft.proofs.allSatisfy { !$0.isConfirmed })
        #expect(try bench.codes(second).contains("iban_changed") == false, "nobody knows this supplier yet")
        #expect(try bench.stores.suppliers.list(ListRequest(), of: bench.account).total == 1)
    }

    @Test func `a confirmed proof identifies, and an unconfirmed account is an error each time`() throws {
        let id = try bench.enter("Nordwerk", [.vatNumber: "DE123456788", .iban: Self.iban])
        let right = try bench.complete(nord())
        #expect(right.supplier == SupplierMatch(supplier: id, evidence: [.vatNumber, .iban]))
        #expect(try bench.codes(right).isEmpty)
        for _ in 0..<10 {
            let forged = try bench.complete(nord(Self.otherIBAN))
            #expect(forged.supplier.supplier == id)
            #expect(try bench.codes(forged).contains("iban_changed"))
        }
        let proofs = try bench.supplier(id).draft.proofs.filter { $0.isConfirmed }.map(\.proof.value)
        #expect(!proofs.contains(Self.otherIBAN))
        #expect(try bench.found(#"{"supplier": "\#(id)"}"#) == 11)
    }

    @Test func `a weak proof does not identify against a number of another`() throws {
        let id = try bench.enter("Nordwerk", [.vatNumber: "DE123456788", .iban: Self.iban, .domain: "nordwerk.de"])
        var forged = Self.nord
        forged["taxId"] = "DE999999990"
        let job = try bench.complete(SupplierBench.invoice(forged, iban: Self.otherIBAN))
        #expect(job.supplier.supplier == nil && job.supplier.proposed == id)
        #expect(try bench.codes(job).contains("iban_changed"), "it claims to be of a supplier that is known")
    }

    @Test func `an account that two suppliers share identifies neither`() throws {
        let first = try bench.enter("Nordwerk", [.vatNumber: "DE123456788", .iban: Self.iban])
        _ = try bench.enter("Südwerk", [.vatNumber: "DE111111125", .iban: Self.iban])
        let job = try bench.complete(SupplierBench.invoice(["name": "Somebody"], iban: Self.iban))
        #expect(job.supplier.supplier == nil)
        let known = try bench.complete(nord())
        #expect(known.supplier.supplier == first)
        #expect(try bench.codes(known).contains("iban_changed") == false)
    }

    @Test func `a number that an authority gives belongs to one supplier`() throws {
        let first = try bench.enter("Nordwerk", [.vatNumber: "DE123456788"])
        #expect(
            throws: StorageError.duplicateProof(
                try #require(SupplierProof(.vatNumber, "DE123456788")), holder: first)
        ) { try bench.enter("Südwerk", [.vatNumber: "DE 123 456 788"]) }
    }

    @Test func `a merged supplier's jobs and proofs are the other's until it is unmerged`() throws {
        let old = try bench.enter("Nordwerk", [.vatNumber: "DE123456788"])
        let new = try bench.enter("Nordwerk AG", [.iban: Self.iban])
        let job = try bench.complete(nord(nil))
        let root = try bench.stores.suppliers.merge(old, into: new, of: bench.account)
        #expect(root.id == new && root.merged == [old])
        #expect(try bench.job(job.id).supplier.supplier == new)
        #expect(try bench.complete(nord()).supplier == SupplierMatch(supplier: new, evidence: [.vatNumber, .iban]))
        #expect(try bench.found(#"{"supplier": "\#(new)"}"#) == 2)
        #expect(try bench.found(#"{"taxIds": "DE123456788"}"#, of: .supplier) == 1)
        #expect(try bench.stores.suppliers.list(ListRequest(), of: bench.account).elements.map(\.id) == [new])
        #expect(throws: StorageError.self) { try bench.stores.suppliers.merge(new, into: old, of: bench.account) }
        _ = try bench.stores.suppliers.unmerge(old, of: bench.account)
        #expect(try bench.job(job.id).supplier.supplier == old)
        #expect(try bench.stores.suppliers.list(ListRequest(), of: bench.account).total == 2)
    }

    @Test func `a supplier that jobs name is deleted only if they are kept`() throws {
        let id = try bench.enter("Nordwerk", [.vatNumber: "DE123456788"])
        let job = try bench.complete(nord())
        #expect(throws: StorageError.inUse) { try bench.stores.suppliers.delete(id, of: bench.account) }
        try bench.stores.suppliers.delete(id, of: bench.account, keepingJobs: true)
        #expect(try bench.job(job.id).supplier == .none)
        #expect(throws: StorageError.notFound) { try bench.stores.suppliers.find(id, of: bench.account) }
        #expect(try bench.complete(nord()).supplier.supplier == nil)
    }

    @Test func `an administrator's proof identifies the jobs that it was proposed for`() throws {
        let job = try bench.complete(nord())
        let proposed = try bench.supplier(job.supplier.proposed)
        var draft = proposed.draft
        draft.proofs = draft.proofs.filter { SupplierDraft.editableKinds.contains($0.proof.kind) }.map {
            SupplierDraft.Proof($0.proof, isConfirmed: $0.proof.kind == .vatNumber)
        }
        let stores = bench.stores
        _ = try stores.suppliers.update(proposed.id, to: draft, of: bench.account, ifRevision: proposed.revision)
        #expect(try bench.job(job.id).supplier.supplier == proposed.id)
        let next = try bench.complete(nord())
        #expect(next.supplier.supplier == proposed.id)
        #expect(try bench.codes(next).contains("iban_changed"), "the account is not confirmed yet")
    }

    @Test func `one account's suppliers are nothing to another`() throws {
        _ = try bench.enter("Nordwerk", [.vatNumber: "DE123456788"])
        let stranger = try #require(try bench.stores.accounts.insert(name: "stranger"))
        let id = try bench.enter("Westwerk", [.iban: Self.iban])
        #expect(throws: StorageError.notFound) { try bench.stores.suppliers.find(id, of: stranger) }
        #expect(throws: StorageError.notFound) { try bench.stores.suppliers.delete(id, of: stranger) }
        #expect(try bench.stores.suppliers.list(ListRequest(), of: stranger).total == 0)
        let theirs = SupplierDraft(
            name: "Nordwerk",
            proofs: [SupplierDraft.Proof(try #require(SupplierProof(.vatNumber, "DE123456788")), isConfirmed: true)])
        _ = try bench.stores.suppliers.insert(theirs, of: stranger)
        try bench.stores.accounts.delete(bench.account)
        #expect(try bench.stores.suppliers.list(ListRequest(), of: stranger).total == 1)
        for table in ["supplier", "supplier_proof"] {
            let count = try bench.stores.database.read { connection in
                try connection.first("SELECT COUNT(*) FROM \(table) WHERE account_id = ?", [bench.account.value]) {
                    try $0.int()
                }
            }
            #expect(count == 0)
        }
    }

    @Test func `a purge removes suppliers that no job names`() throws {
        let used = try bench.complete(nord())
        let unused = try bench.enter("Westwerk", [.iban: Self.otherIBAN])
        _ = try bench.stores.suppliers.insert(
            SupplierDraft(name: "Ostwerk", externalID: "70001"), of: bench.account)
        try bench.stores.database.transaction { connection in
            try connection.run("UPDATE supplier SET updated_at = UTC_TIMESTAMP(3) - INTERVAL 2 DAY")
        }
        _ = try bench.stores.retention.purge(olderThan: .seconds(86_400), of: bench.account)
        let left = try bench.stores.suppliers.list(ListRequest(), of: bench.account)
        #expect(left.total == 2 && !left.elements.map(\.id).contains(unused))
        #expect(left.elements.map(\.id).contains(try #require(used.supplier.proposed)))
    }
}
