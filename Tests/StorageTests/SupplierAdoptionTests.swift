import FieldExtraction
import Invoices
import TestSupport
import Testing

@testable import Storage

/// What follows from a person's confirmation of a document.
@Suite struct SupplierAdoptionTests {
    private let bench: SupplierBench
    private static let iban = "DE89370400440532013000"
    private static let otherIBAN = "NL91ABNA0417164300"
    private static let nord = ["name": "Nordwerk GmbH", "taxId": "DE123456788", "addressParts.postalCode": "20095"]

    init() throws { bench = try SupplierBench() }

    private func complete(_ supplier: [String: String], _ iban: String, _ number: String) throws -> JobRecord {
        try bench.complete(
            SupplierBench.invoice(supplier, iban: iban, number: number, date: "2026-01-02", total: Int(number)))
    }

    private func confirm(_ job: JobRecord) throws -> JobRecord {
        let tag = try #require(try bench.job(job.id).resultsTag)
        try bench.stores.reviews.review(
            job.id, ReviewAct(data: ReviewedData(), confirms: true, isForced: true), ifTag: tag, of: bench.account)
        return try bench.job(job.id)
    }

    @Test func `a confirmed document makes its supplier known`() throws {
        let first = try confirm(complete(Self.nord, Self.iban, "1"))
        let id = try #require(first.supplier.supplier)
        #expect(try bench.supplier(id).isConfirmed)
        let second = try complete(Self.nord, Self.iban, "2")
        #expect(second.supplier.supplier == id && second.supplier.proposed == nil)
        #expect(try bench.codes(second).contains("iban_changed") == false)
        #expect(try bench.stores.suppliers.list(ListRequest(), of: bench.account).total == 1)
    }

    @Test func `jobs for which the supplier was proposed belong to it then`() throws {
        let earlier = try complete(Self.nord, Self.iban, "1")
        #expect(earlier.supplier.supplier == nil)
        let confirmed = try confirm(complete(Self.nord, Self.iban, "2"))
        #expect(confirmed.supplier.supplier == earlier.supplier.proposed)
        #expect(try bench.job(earlier.id).supplier.supplier == confirmed.supplier.supplier)
    }

    @Test func `a job whose supplier was proposed before a merge belongs to the merged one then`() throws {
        let target = try bench.enter("Nordwerk Holding", [.vatNumber: "DE111111125"])
        let (earlier, later) = (try complete(Self.nord, Self.iban, "1"), try complete(Self.nord, Self.iban, "2"))
        let proposed = try #require(earlier.supplier.proposed)
        _ = try bench.stores.suppliers.merge(proposed, into: target, of: bench.account)
        #expect(try bench.job(earlier.id).supplier.proposed == target)
        #expect(try bench.job(earlier.id).supplier.supplier == nil, "nobody has confirmed its number")
        #expect(try confirm(later).supplier.supplier == target)
        #expect(try bench.job(earlier.id).supplier.supplier == target)
        #expect(try bench.job(earlier.id).supplier.proposed == nil)
    }

    @Test func `what a merge does not confirm identifies no job`() throws {
        let target = try bench.enter("Nordwerk Holding", [.vatNumber: "DE111111125"])
        let earlier = try complete(Self.nord, Self.iban, "1")
        _ = try bench.stores.suppliers.merge(
            try #require(earlier.supplier.proposed), into: target, of: bench.account)
        var other = Self.nord
        other["taxId"] = "DE111111125"
        _ = try confirm(complete(other, Self.otherIBAN, "2"))
        let job = try bench.job(earlier.id)
        #expect(job.supplier.supplier == nil && job.supplier.proposed == target)
    }

    @Test func `a new account is an error until a document with it is confirmed`() throws {
        _ = try confirm(complete(Self.nord, Self.iban, "1"))
        let changed = try complete(Self.nord, Self.otherIBAN, "2")
        #expect(try bench.codes(changed).contains("iban_changed"))
        #expect(try bench.codes(confirm(changed)).contains("iban_changed") == false)
        #expect(try bench.codes(complete(Self.nord, Self.otherIBAN, "3")).contains("iban_changed") == false)
        #expect(try bench.codes(complete(Self.nord, Self.iban, "4")).contains("iban_changed") == false)
    }

    @Test func `a namesake with another number is another supplier`() throws {
        let first = try confirm(complete(Self.nord, Self.iban, "1"))
        var namesake = Self.nord
        namesake["taxId"] = "DE111111125"
        let second = try confirm(complete(namesake, Self.otherIBAN, "2"))
        #expect(second.supplier.supplier != nil && second.supplier.supplier != first.supplier.supplier)
        #expect(try bench.stores.suppliers.list(ListRequest(), of: bench.account).total == 2)
    }

    @Test func `what is corrected decides whose invoice it is`() throws {
        let id = try bench.enter("Nordwerk", [.vatNumber: "DE123456788", .iban: Self.iban])
        var misread = Self.nord
        misread["taxId"] = nil
        misread["name"] = "Somebody"
        misread["addressParts.postalCode"] = nil
        let job = try complete(misread, Self.iban, "1")
        #expect(job.supplier.supplier == id, "by its account")
        var data = ReviewedData()
        data.values["invoice.payment.iban"] = .init(value: .text(Self.otherIBAN), text: Self.otherIBAN)
        let tag = try #require(job.resultsTag)
        try bench.stores.reviews.review(
            job.id, ReviewAct(data: data, confirms: false, isForced: true), ifTag: tag, of: bench.account)
        #expect(try bench.job(job.id).supplier.supplier == nil)
    }
}
