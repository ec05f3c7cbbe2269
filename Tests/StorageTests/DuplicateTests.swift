import Foundation
import Invoices
import TestSupport
import Testing

@testable import Storage

/// Jobs with one invoice know each other, and so do a credit note and its invoice.
@Suite struct DuplicateTests {
    private let bench: SupplierBench
    private static let supplier = ["name": "Nordwerk GmbH", "addressParts.postalCode": "20095"]
    private static let iban = "DE89370400440532013000"

    init() throws { bench = try SupplierBench() }

    private func invoice(
        _ number: String?, iban: String? = Self.iban, date: String = "2026-01-02", total: Int = 11_900,
        kind: String? = nil, preceding: String? = nil
    ) -> Extraction {
        SupplierBench.invoice(
            Self.supplier, iban: iban, number: number, date: date, total: total, kind: kind, preceding: preceding)
    }

    @Test func `both jobs name each other, the later one by a finding`() throws {
        let first = try bench.complete(invoice("R-1"))
        let second = try bench.complete(invoice("r 1", date: "2026-01-03", total: 5))
        #expect(try bench.duplicates(second.id) == [JobLink(job: first.id, kind: .sameNumber)])
        #expect(try bench.duplicates(first.id) == [JobLink(job: second.id, kind: .sameNumber)])
        #expect(try bench.codes(second) == ["duplicate"] && bench.codes(first).isEmpty)
        let validation = String(decoding: try #require(second.result?.validation), as: UTF8.self)
        #expect(validation.contains(first.id.text))
        #expect(try bench.found(#"{"duplicates.kind": "sameNumber"}"#) == 2)
        #expect(try bench.found(#"{"duplicates.kind": {"$in": ["sameBytes", "sameTotal"]}}"#) == 0)
        #expect(try bench.found(#"{"duplicates.kind": {"$exists": true}}"#) == 2)
    }

    @Test func `date and total tell it where the number does not`() throws {
        let first = try bench.complete(invoice("R-1"))
        let second = try bench.complete(invoice(nil))
        #expect(try bench.duplicates(second.id) == [JobLink(job: first.id, kind: .sameTotal)])
        let other = try bench.complete(invoice("R-2", date: "2026-02-02"))
        #expect(try bench.duplicates(other.id).isEmpty)
    }

    @Test func `the same invoice with another account is an alarm`() throws {
        let first = try bench.complete(invoice("R-1"))
        let forged = try bench.complete(invoice("R-1", iban: "NL91ABNA0417164300"))
        #expect(try bench.duplicates(forged.id) == [JobLink(job: first.id, kind: .sameButIban)])
        #expect(try bench.codes(forged).contains("iban_differs"))
    }

    @Test func `the same bytes are told whatever was read`() throws {
        let bytes = Array("%PDF-1.4 \(UUID())".utf8)
        func upload() throws -> String {
            var next: [UInt8]? = bytes
            let document = try bench.stores.documents.insert(.pdf, of: bench.account) {
                defer { next = nil }
                return next
            }
            return "document:\(document.id)"
        }
        let first = try bench.complete(Extraction(), document: upload())
        let second = try bench.complete(Extraction(), document: upload())
        #expect(try bench.duplicates(second.id) == [JobLink(job: first.id, kind: .sameBytes)])
    }

    @Test func `a credit note finds its invoice, whichever came first`() throws {
        let note = try bench.complete(invoice("G-1", kind: "creditNote", preceding: "R-1"))
        let paid = try bench.complete(invoice("R-1", date: "2025-12-01"))
        #expect(try bench.related(paid.id) == [JobLink(job: note.id, kind: .creditNoteOf)])
        #expect(try bench.related(note.id) == [JobLink(job: paid.id, kind: .creditNoteOf)])
        let corrected = try bench.complete(
            invoice("K-1", date: "2026-03-01", kind: "correctedInvoice", preceding: "R-1"))
        #expect(try bench.related(corrected.id) == [JobLink(job: paid.id, kind: .correctionOf)])
        for job in [note, paid, corrected] { #expect(try bench.duplicates(job.id).isEmpty) }
    }

    @Test func `a deleted job is named no more, a purged one still`() throws {
        let first = try bench.complete(invoice("R-1"))
        let second = try bench.complete(invoice("R-1"))
        try bench.stores.jobs.delete(second.id, of: bench.account)
        #expect(try bench.duplicates(first.id).isEmpty)
        try bench.stores.database.transaction { connection in
            try connection.run(
                "UPDATE job SET completed_at = UTC_TIMESTAMP(3) - INTERVAL 9 DAY WHERE id = ?", [first.id.value])
        }
        Thread.sleep(forTimeInterval: 2.1)
        #expect(try bench.stores.retention.purge(olderThan: .seconds(1), of: bench.account).jobs == 1)
        let third = try bench.complete(invoice("R-1"))
        #expect(try bench.duplicates(third.id) == [JobLink(job: first.id, kind: .sameNumber)])
    }

    @Test func `a job that is read anew is judged by its new results`() throws {
        let first = try bench.complete(invoice("R-1"))
        let second = try bench.complete(invoice("R-1"))
        _ = try bench.stores.jobs.process(second.id, of: bench.account)
        _ = try bench.read(second.id, invoice("R-7", date: "2026-05-05"))
        #expect(try bench.duplicates(first.id).isEmpty && bench.duplicates(second.id).isEmpty)
        #expect(try bench.codes(bench.job(second.id)).isEmpty)
    }

    @Test func `another account's jobs are no duplicates`() throws {
        _ = try bench.complete(invoice("R-1"))
        let other = try SupplierBench()
        #expect(try other.duplicates(other.complete(invoice("R-1")).id).isEmpty)
    }

    /// `DUPLICATE_JOBS=10000` measures more; each kind has 3 planted ones among 100 jobs.
    @Test func `of many jobs just the planted duplicates are told`() throws {
        let count = ProcessInfo.processInfo.environment["DUPLICATE_JOBS"].flatMap { Int($0) } ?? 200
        var random = SeededGenerator(state: 7)
        func fresh(_ index: Int) -> Extraction {
            let supplier = Int.random(in: 0..<max(1, count / 20), using: &random)
            return SupplierBench.invoice(
                ["name": "Supplier \(supplier)", "addressParts.postalCode": "\(10_000 + supplier)"],
                iban: "DE\(8_900_000_000 + supplier)0000000000", number: "R-\(index)",
                date: CalendarDate(daysSince1970: 20_000 + Int.random(in: 0..<365, using: &random)).text,
                total: Int.random(in: 100..<1_000_000, using: &random))
        }
        let originals = (0..<count).map(fresh)
        var planted: [Job.ID: JobLink.Kind] = [:]
        var found: [Job.ID: [JobLink]] = [:]
        for (index, extraction) in originals.enumerated() {
            let job = try bench.complete(extraction)
            found[job.id] = try bench.duplicates(job.id)
            guard index % 100 < 9, index > 0 else { continue }
            let kind: JobLink.Kind = [.sameNumber, .sameTotal, .sameButIban][index % 3]
            let copy = try bench.complete(Self.copy(originals[index - 1], kind))
            planted[copy.id] = kind
            found[copy.id] = try bench.duplicates(copy.id)
        }
        let recalled = planted.count { found[$0.key]?.contains { [kind = $0.value] in $0.kind == kind } ?? false }
        let falseAlarms = found.count { planted[$0.key] == nil && !$0.value.isEmpty }
        print("duplicates: \(recalled) of \(planted.count) planted, \(falseAlarms) false alarms of \(count)")
        #expect(Double(recalled) >= 0.99 * Double(planted.count))
        #expect(Double(falseAlarms) <= 0.001 * Double(count))
    }

    private static func copy(_ extraction: Extraction, _ kind: JobLink.Kind) -> Extraction {
        var copy = extraction
        func set(_ name: String, _ value: Field.Value) {
            for index in copy.fields.indices where copy.fields[index].name == name { copy.fields[index].value = value }
        }
        switch kind {
        case .sameNumber: set("invoice.amounts.total", .amount(Amount(cents: 1)))
        case .sameTotal: copy.fields.removeAll { $0.name == "invoice.number" }
        default: set("invoice.payment.iban", .text("NL91ABNA0417164300"))
        }
        return copy
    }
}

/// Splitmix64: the same numbers at every run.
private struct SeededGenerator: RandomNumberGenerator {
    var state: UInt64

    mutating func next() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        var mixed = state
        mixed = (mixed ^ mixed >> 30) &* 0xBF58_476D_1CE4_E5B9
        mixed = (mixed ^ mixed >> 27) &* 0x94D0_49BB_1331_11EB
        return mixed ^ mixed >> 31
    }
}
