import Foundation
import Invoices
import Storage
import TestSupport
import Testing

/// Requests that a process without readers leaves for one that has them.
struct ReaderRequestTests {
    private let fixture: StoreFixture
    private let requests: ReaderRequestStore

    init() throws {
        fixture = try StoreFixture()
        requests = ReaderRequestStore(database: fixture.stores.database)
    }

    private func register() throws {
        _ = try MariaDBJobQueue(database: fixture.stores.database).register(host: "test", processID: 1)
    }

    @Test func `nobody is asked where nobody reads`() throws {
        #expect(try requests.ask(.region(image: [1], Box(x: 0, y: 0, width: 1, height: 1), languages: [])) == nil)
    }

    @Test func `a region is asked for and answered`() throws {
        try register()
        let box = Box(x: 0.25, y: 0.5, width: 0.125, height: 0.0625)
        let id = try #require(try requests.ask(.region(image: [1, 2, 3], box, languages: ["deu", "eng"])))
        #expect(try requests.answer(to: id) == nil)
        let taken = try #require(try requests.take())
        guard case .region(let image, let region, let languages) = taken.work else {
            Issue.record("no region")
            return
        }
        #expect(taken.id == id && image == [1, 2, 3] && region == box && languages == ["deu", "eng"])
        #expect(try requests.take() == nil, "it is taken once")
        try requests.answer(id, with: .text("Total", confidence: 0.5))
        #expect(try requests.answer(to: id) == .text("Total", confidence: 0.5))
        try requests.forget(id)
        #expect(try requests.answer(to: id) == .unreadable)
    }

    @Test func `a template is tried and its findings come back, or why it was refused`() throws {
        try register()
        let (job, account) = (Job.ID(seconds: 1, random: 2), Account.ID(seconds: 1, random: 3))
        let template = Template(fields: [FieldRule(name: "invoice.payment.iban", pattern: "DE.*")], languages: ["deu"])
        let id = try #require(try requests.ask(.trial(template, job: job, account: account)))
        guard case .trial(let asked, let ofJob, let ofAccount)? = try requests.take()?.work else {
            Issue.record("no trial")
            return
        }
        #expect(asked == template && ofJob == job && ofAccount == account)
        let extraction = Extraction(
            fields: [
                Field(name: "invoice.payment.iban", value: .text("DE1"), rawText: "DE1", confidence: 0.5, source: .ocr)
            ],
            findings: [Finding(field: "invoice.payment.iban", severity: .error, message: "It is too short.")])
        try requests.answer(id, with: .extraction(extraction))
        #expect(try requests.answer(to: id) == .extraction(extraction))
        try requests.answer(id, with: .refused(code: "template_failed", sentence: "It takes too long."))
        #expect(try requests.answer(to: id) == .refused(code: "template_failed", sentence: "It takes too long."))
    }
}
