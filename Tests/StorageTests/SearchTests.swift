import Invoices
import JSON
import Storage
import TestSupport
import Testing

/// Searches and totals.
@Suite struct SearchTests {
    private let queue: MariaDBQueueUnderTest
    private let worker: Int
    private var stores: Stores { queue.fixture.stores }
    private var account: Account.ID { queue.fixture.account }

    init() throws {
        queue = MariaDBQueueUnderTest(try StoreFixture())
        worker = try queue.register()
    }

    private func read(_ number: String, name: String = "scan.pdf", job: String? = nil) throws -> Job.ID {
        var draft = queue.fixture.draft(job)
        draft.documentName = name
        let id = try stores.jobs.insert(draft, of: account, queued: true).id
        _ = try queue.complete(queue.claim(upTo: 1, for: worker)[0], with: .sample(number: number))
        return id
    }

    private func jobs(_ search: String, of account: Account.ID? = nil) throws -> Set<Job.ID> {
        let found = try stores.jobs.list(ListRequest(search: search), of: account ?? self.account)
        #expect(found.total == found.elements.count)
        return Set(found.elements.map(\.id))
    }

    @Test func `a job is found by its text, its name, and the beginnings of its numbers`() throws {
        let first = try read("RE-2023-17", name: "Müller Werkzeug.pdf", job: "JOB-100")
        let second = try read("RE-2024-18", name: "Schmidt.pdf", job: "JOB-200")
        #expect(try jobs("grösse") == [first, second])
        #expect(try jobs("Müll") == [first])
        #expect(try jobs("werkzeug") == [first])
        #expect(try jobs("JOB-2") == [second])
        #expect(try jobs("RE-2023") == [first])
        #expect(try jobs("RE-2023-17") == [first])
        #expect(try jobs("invoice 2024") == [second])
        #expect(try jobs("17 ") == [first])
        #expect(try jobs("nowhere").isEmpty)
        #expect(try jobs("voice").isEmpty)
    }

    @Test(arguments: [
        "+", "-invoice", "\"", "inv* ~x <y >z (", "@5 invoice", "%", "_", "\\", "' OR 1=1 --", " ", "in the of",
    ])
    func `operators of the index mean nothing in a search`(search: String) throws {
        _ = try read("RE-2023-17")
        _ = try jobs(search)
    }

    @Test func `a percent sign finds no number that has none`() throws {
        _ = try read("RE-2023-17", job: "JOB-100")
        #expect(try jobs("%").isEmpty)
        #expect(try jobs("JOB_1").isEmpty)
    }

    @Test func `a search finds nothing of another account`() throws {
        _ = try read("RE-2023-17")
        let other = try #require(try stores.accounts.insert(name: "other"))
        #expect(try jobs("invoice", of: other).isEmpty)
        #expect(try stores.pages.list(ListRequest(search: "invoice"), of: other).total == 0)
    }

    @Test func `pages, groups and templates are found by their own texts`() throws {
        _ = try read("RE-2023-17")
        #expect(try stores.pages.list(ListRequest(search: "größe"), of: account).total == 1)
        #expect(try stores.pages.list(ListRequest(search: "scan"), of: account).total == 0)
        _ = try queue.makeGroup(parallelJobs: 1, retryCount: 0)
        #expect(try stores.groups.list(ListRequest(search: "batch"), of: account).total == 1)
        #expect(try stores.templates.list(ListRequest(search: "any inv"), of: account).total == 1)
    }

    @Test func `a job that is deleted or renamed is found by what it is now`() throws {
        let id = try read("RE-1", name: "before.pdf", job: "J-1")
        var draft = queue.fixture.draft("J-1")
        draft.documentName = "after.pdf"
        _ = try stores.jobs.update(id, to: draft, of: account)
        #expect(try jobs("before").isEmpty)
        #expect(try jobs("after") == [id])
        try queue.delete(id)
        #expect(try jobs("after").isEmpty)
        #expect(try jobs("invoice").isEmpty)
    }

    @Test func `a kept total equals the number of rows`() throws {
        let group = try queue.makeGroup(parallelJobs: 9, retryCount: 0)
        for index in 0..<12 { _ = try queue.submit(group: index % 2 == 0 ? group : nil, priority: .medium) }
        for claim in try queue.claim(upTo: 5, for: worker) { _ = try queue.complete(claim, with: .sample()) }
        let filters = [
            "{}", #"{"status": "queued"}"#, #"{"status": {"$in": ["queued", "completed"]}}"#,
            #"{"group": "\#(group)"}"#,
            #"{"group": "\#(group)", "status": "completed"}"#, #"{"status": {"$ne": "queued"}}"#,
            #"{"$and": [{"status": "queued"}, {"status": "completed"}]}"#, #"{"group": {"$ne": "\#(group)"}}"#,
            #"{"group": "000000000000000000000000"}"#,
        ]
        for json in filters {
            let filter = try Filter.parse(JSONReader.read(json), of: .job)
            let found = try stores.jobs.list(ListRequest(limit: 100, filter: filter), of: account)
            #expect(found.total == found.elements.count, "\(json)")
        }
        #expect(try stores.pages.list(ListRequest(limit: 100), of: account).total == 5)
        #expect(try stores.groups.list(ListRequest(), of: account).total == 1)
    }

    @Test func `each field of the table can be sorted or filtered by`() throws {
        _ = try read("RE-1")
        _ = try queue.makeGroup(parallelJobs: 1, retryCount: 0)
        for resource in Resource.allCases {
            for field in resource.fields {
                var request = ListRequest()
                if field.isSortable { request.sort = try SortField.parse(field.name, of: resource) }
                let name = field.kind == .json ? field.name + ".x" : field.name
                request.filter = try Filter.parse(JSONReader.read(#"{"\#(name)": {"$exists": false}}"#), of: resource)
                switch resource {
                case .job: _ = try stores.jobs.list(request, of: account)
                case .group: _ = try stores.groups.list(request, of: account)
                case .template: _ = try stores.templates.list(request, of: account)
                case .page: _ = try stores.pages.list(request, of: account)
                case .supplier: _ = try stores.suppliers.list(request, of: account)
                }
            }
        }
    }

    @Test func `a tag is found in a group's tags`() throws {
        let template = try #require(try stores.templates.standard(of: account)?.id)
        let draft = GroupDraft(name: "x", template: template, tags: ["2024", "Größe \"q\""])
        _ = try stores.groups.insert(draft, of: account)
        func total(_ json: String) throws -> Int {
            let filter = try Filter.parse(JSONReader.read(json), of: .group)
            return try stores.groups.list(ListRequest(filter: filter), of: account).total
        }
        #expect(try total(#"{"tags": "2024"}"#) == 1)
        #expect(try total(#"{"tags": "202"}"#) == 0)
        #expect(try total(#"{"tags": "Größe \"q\""}"#) == 1)
        #expect(try total(#"{"tags": {"$ne": "2024"}}"#) == 0)
        #expect(try total(#"{"tags": {"$nin": ["a", "b"]}}"#) == 1)
        #expect(try total(#"{"tags": {"$exists": true}}"#) == 1)
    }
}
