import Invoices
import JSON
import MariaDB
import TestSupport
import Testing

@testable import Storage

/// An account whose jobs are completed with invoices that a test makes up.
struct SupplierBench {
    let queue: MariaDBQueueUnderTest
    private let worker: Int
    var stores: Stores { queue.fixture.stores }
    var account: Account.ID { queue.fixture.account }

    init(_ fixture: StoreFixture? = nil) throws {
        queue = MariaDBQueueUnderTest(try fixture ?? StoreFixture())
        worker = try queue.register()
    }

    /// The fields of an invoice: texts by the short name of a supplier's field, and what is in the invoice itself.
    static func invoice(
        _ supplier: [String: String], iban: String? = nil, number: String? = nil, date: String? = nil,
        total: Int? = nil, kind: String? = nil, preceding: String? = nil
    ) -> Extraction {
        var texts = supplier.reduce(into: [String: String]()) { $0["invoice.supplier." + $1.key] = $1.value }
        texts["invoice.payment.iban"] = iban
        texts["invoice.number"] = number
        texts["invoice.kind"] = kind
        texts["invoice.precedingInvoices[0].number"] = preceding
        var fields = texts.map { field($0.key, .text($0.value)) }
        if let date = date.flatMap({ CalendarDate($0) }) { fields.append(field("invoice.date", .date(date))) }
        if let total { fields.append(field("invoice.amounts.total", .amount(Amount(cents: total)))) }
        return Extraction(fields: fields)
    }

    private static func field(_ name: String, _ value: Field.Value) -> Field {
        Field(name: name, value: value, rawText: "", confidence: 1, page: 1, source: .textLayer)
    }

    /// A job whose document says this; `document` is the URL of an upload.
    func complete(_ extraction: Extraction, document: String? = nil) throws -> JobRecord {
        var draft = queue.fixture.draft()
        if let document { draft.documentURL = document }
        let id = try stores.jobs.insert(draft, of: account, queued: true).id
        return try read(id, extraction)
    }

    func read(_ id: Job.ID, _ extraction: Extraction) throws -> JobRecord {
        let claim = try #require(try queue.claim(upTo: 1, for: worker).first)
        #expect(claim.id == id)
        let sample = ReadResult.sample()
        let state = try queue.complete(
            claim, with: ReadResult(document: sample.document, pages: sample.pages, extraction: extraction))
        #expect(state == .held)
        return try stores.jobs.find(id, of: account)
    }

    func job(_ id: Job.ID) throws -> JobRecord { try stores.jobs.find(id, of: account) }

    /// The codes of a job's findings.
    func codes(_ job: JobRecord) throws -> [String] {
        let validation = try JSONReader.read(try #require(job.result?.validation))
        return (validation["errors"]?.array ?? []).compactMap { $0["code"]?.string }
    }

    func duplicates(_ id: Job.ID) throws -> [JobLink] { try links(job(id), .duplicates) }
    func related(_ id: Job.ID) throws -> [JobLink] { try links(job(id), .relatedJobs) }

    private func links(_ job: JobRecord, _ text: JobRecord.Text) throws -> [JobLink] {
        let bytes = job.texts[text.rawValue] ?? []
        return try (JSONReader.read(bytes).array ?? []).map { link in
            JobLink(
                job: try #require(link["job"]?.string.flatMap { Job.ID($0) }),
                kind: try #require(link["kind"]?.string.flatMap(JobLink.Kind.init(rawValue:))))
        }
    }

    func supplier(_ id: Supplier.ID?) throws -> SupplierRecord {
        try stores.suppliers.find(try #require(id), of: account)
    }

    /// A supplier that an administrator entered, with these proofs confirmed.
    func enter(_ name: String, _ proofs: [SupplierProof.Kind: String]) throws -> Supplier.ID {
        try stores.suppliers.insert(
            SupplierDraft(
                name: name,
                proofs: try proofs.map {
                    SupplierDraft.Proof(try #require(SupplierProof($0.key, $0.value)), isConfirmed: true)
                }),
            of: account
        ).id
    }

    func found(_ filter: String, of resource: Resource = .job) throws -> Int {
        let filter = try Filter.parse(JSONReader.read(filter), of: resource)
        let request = ListRequest(filter: filter)
        return resource == .job
            ? try stores.jobs.list(request, of: account).total : try stores.suppliers.list(request, of: account).total
    }
}
