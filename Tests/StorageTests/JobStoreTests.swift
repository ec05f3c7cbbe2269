import Invoices
import JSON
import Storage
import TestSupport
import Testing

/// Jobs as clients see them.
@Suite struct JobStoreTests {
    private let fixture: StoreFixture
    private var jobs: JobStore { fixture.stores.jobs }
    private var account: Account.ID { fixture.account }

    init() throws { fixture = try StoreFixture() }

    @Test func `a job comes back as it was stored, metadata byte for byte`() throws {
        let metadata = Array("{ \"b\" : 1.50, \"ä\":[null ] }".utf8)
        var draft = fixture.draft("R-1")
        draft.metadata = metadata
        draft.documentType = .jpeg
        draft.priority = .urgent
        draft.createdBy = "Ännchen 🧾"
        let job = try jobs.find(jobs.insert(draft, of: account).id, of: account)
        #expect(job.number == "R-1")
        #expect(job.metadata == metadata)
        #expect(job.documentType == .jpeg)
        #expect(job.priority == .urgent)
        #expect(job.createdBy == "Ännchen 🧾")
        #expect(job.documentURL == draft.documentURL)
        #expect(job.status == .created)
        #expect(job.revision == 1)
        #expect(job.result == nil)
        #expect(job.template == (try fixture.stores.templates.standard(of: account)?.id))
    }

    @Test func `a job number is taken once in an account, and free in another`() throws {
        _ = try jobs.insert(fixture.draft("R-1"), of: account)
        #expect(throws: StorageError.duplicateJobNumber) { try jobs.insert(fixture.draft("R-1"), of: account) }
        _ = try jobs.insert(fixture.draft("r-1 "), of: account)
        let other = try #require(try fixture.stores.accounts.insert(name: "other"))
        _ = try jobs.insert(fixture.draft("R-1"), of: other)
        #expect(try jobs.list(ListRequest(), of: account).total == 2)
    }

    @Test func `another account's job does not exist`() throws {
        let id = try jobs.insert(fixture.draft(), of: account).id
        let other = try #require(try fixture.stores.accounts.insert(name: "other"))
        #expect(throws: StorageError.notFound) { try jobs.find(id, of: other) }
        #expect(throws: StorageError.notFound) { try jobs.delete(id, of: other) }
        #expect(throws: StorageError.notFound) { try jobs.process(id, of: other) }
        #expect(throws: StorageError.notFound) { try jobs.cancel(id, of: other) }
        #expect(throws: StorageError.notFound) { try jobs.update(id, to: fixture.draft(), of: other) }
        #expect(throws: StorageError.notFound) { try jobs.results(id, of: other) }
        #expect(throws: StorageError.notFound) { try jobs.item(id, of: other) }
        #expect(try jobs.list(ListRequest(), of: other).total == 0)
    }

    @Test func `a template, group or document of another account cannot be named`() throws {
        let other = try #require(try fixture.stores.accounts.insert(name: "other"))
        var draft = fixture.draft()
        draft.template = try #require(try fixture.stores.templates.standard(of: account)?.id)
        #expect(throws: StorageError.unknownReference(.template)) { try jobs.insert(draft, of: other) }
        draft = fixture.draft(group: try fixture.group())
        #expect(throws: StorageError.unknownReference(.group)) { try jobs.insert(draft, of: other) }
        let bytes = Array("theirs".utf8)
        var rest: [UInt8]? = bytes
        let document = try fixture.stores.documents.insert(.pdf, of: other) {
            defer { rest = nil }
            return rest
        }
        for id in [document.id.text, "000000000000000000000000", "no id"] {
            draft = fixture.draft()
            draft.documentURL = "document:\(id)"
            #expect(throws: StorageError.unknownReference(.document)) { try jobs.insert(draft, of: account) }
        }
        draft.documentURL = "document:\(document.id)"
        #expect(try jobs.insert(draft, of: other).documentURL == draft.documentURL)
    }

    @Test func `a switched-off template takes no new job`() throws {
        let draft = TemplateDraft(name: "off", isActive: false)
        let template = try fixture.stores.templates.insert(draft, of: account)
        var job = fixture.draft()
        job.template = template.id
        #expect(throws: StorageError.inactiveTemplate) { try jobs.insert(job, of: account) }
    }

    @Test func `the states allow what the contract allows`() throws {
        let id = try jobs.insert(fixture.draft("R-1"), of: account).id
        #expect(try jobs.process(id, of: account).status == .queued)
        #expect(throws: StorageError.wrongState(.queued)) { try jobs.process(id, of: account) }
        #expect(throws: StorageError.wrongState(.queued)) { try jobs.update(id, to: fixture.draft("R-2"), of: account) }
        #expect(throws: StorageError.wrongState(.queued)) { try jobs.results(id, of: account) }
        #expect(try jobs.cancel(id, of: account).status == .cancelled)
        #expect(throws: StorageError.wrongState(.cancelled)) { try jobs.cancel(id, of: account) }
        #expect(try jobs.update(id, to: fixture.draft("R-2"), of: account).number == "R-2")
        #expect(try jobs.process(id, of: account).status == .queued)
        try jobs.delete(id, of: account)
        #expect(throws: StorageError.notFound) { try jobs.find(id, of: account) }
    }

    @Test func `an update wants the revision that it was made from`() throws {
        let job = try jobs.insert(fixture.draft("R-1"), of: account)
        #expect(try jobs.update(job.id, to: fixture.draft("R-2"), of: account, ifRevision: 1).revision == 2)
        #expect(throws: StorageError.preconditionFailed(revision: 2)) {
            try jobs.update(job.id, to: fixture.draft("R-3"), of: account, ifRevision: 1)
        }
        #expect(throws: StorageError.preconditionFailed(revision: 2)) {
            try jobs.delete(job.id, of: account, ifRevision: 1)
        }
        #expect(try jobs.process(job.id, of: account).revision == 2)
    }

    @Test func `a list is sorted, paged from both ends, and counted`() throws {
        for number in 0..<25 { _ = try jobs.insert(fixture.draft("R-\(100 + number)"), of: account) }
        let sort = try SortField.parse("jobNumber", of: .job)
        func numbers(_ offset: Int, _ limit: Int, descending: Bool) throws -> [String] {
            let request = ListRequest(limit: limit, offset: offset, sort: sort, isDescending: descending)
            let listing = try jobs.list(request, of: account)
            #expect(listing.total == 25)
            return listing.elements.map(\.number)
        }
        let all = try numbers(0, 100, descending: false)
        #expect(all == (0..<25).map { "R-\(100 + $0)" })
        for offset in [0, 7, 12, 13, 20, 24, 25, 99] {
            #expect(try numbers(offset, 7, descending: false) == Array(all.dropFirst(offset).prefix(7)))
            #expect(try numbers(offset, 7, descending: true) == Array(all.reversed().dropFirst(offset).prefix(7)))
        }
    }

    @Test func `a list is in the order of creation from both ends, where several came at once by their ids`() throws {
        for number in 0..<25 { _ = try jobs.insert(fixture.draft("R-\(100 + number)"), of: account) }
        let all = try fixture.stores.database.transaction { connection in
            // Against the order of their ids, which begin with the second they were made in.
            try connection.run(
                "UPDATE job SET created_at = '2026-01-01' - INTERVAL CAST(SUBSTR(number, 3) AS INT) DIV 4 SECOND")
            return try connection.rows("SELECT number FROM job ORDER BY created_at, id") { try $0.text() }
        }
        for offset in [0, 7, 12, 13, 20, 24, 25, 99] {
            for isDescending in [false, true] {
                let request = ListRequest(limit: 7, offset: offset, isDescending: isDescending)
                let expected = Array((isDescending ? all.reversed() : all).dropFirst(offset).prefix(7))
                let listing = try jobs.list(request, of: account)
                #expect(listing.elements.map(\.number) == expected)
                #expect(listing.total == 25)
                let page = try jobs.page(request, of: account) { $2.member("n", utf8: $1[.number]) }
                #expect(
                    String(decoding: page.json, as: UTF8.self)
                        == expected.map { "{\"n\":\"\($0)\"}" }.joined(separator: ","))
            }
        }
    }

    @Test func `an account with too many queued jobs gets no more`() throws {
        let store = Stores(database: fixture.stores.database, backlogLimit: 2).jobs
        for _ in 0..<2 { _ = try store.insert(fixture.draft(), of: account, queued: true) }
        let third = try store.insert(fixture.draft(), of: account).id
        #expect(throws: StorageError.backlogFull) { try store.process(third, of: account) }
        #expect(throws: StorageError.backlogFull) { try store.insert(fixture.draft("X"), of: account, queued: true) }
        #expect(try store.list(ListRequest(), of: account).total == 3)
    }

    @Test func `a group that would bring more jobs than the account may have queued is not queued at all`() throws {
        let stores = Stores(database: fixture.stores.database, backlogLimit: 5)
        let group = try fixture.group(parallelJobs: 2)
        for _ in 0..<5 { _ = try stores.jobs.insert(fixture.draft(group: group), of: account) }
        let other = try fixture.queued()
        #expect(throws: StorageError.backlogFull) { try stores.groups.process(group, of: account) }
        #expect(try stores.groups.find(group, of: account).counts[.created] == 5)
        _ = try stores.jobs.cancel(other, of: account)
        #expect(try stores.groups.process(group, of: account).counts[.queued] == 5)
        #expect(try stores.groups.process(group, of: account).counts[.queued] == 5, "nothing is left to queue")
    }

    @Test func `all members of a group come in order, some at a time`() throws {
        let group = try fixture.group()
        let ids = try (0..<7).map { _ in try jobs.insert(fixture.draft(group: group), of: account).id }
        _ = try jobs.insert(fixture.draft(), of: account)
        func members(offset: Int, portion: Int) throws -> [Job.ID] {
            var found: [Job.ID] = []
            try fixture.stores.groups.eachMember(of: group, of: account, offset: offset, portion: portion) {
                found.append($0.job)
            }
            return found
        }
        let all = try members(offset: 0, portion: 500)
        #expect(Set(all) == Set(ids) && all.count == ids.count)
        for portion in [1, 2, 7] {
            #expect(try members(offset: 0, portion: portion) == all)
            #expect(try members(offset: 3, portion: portion) == Array(all[3...]))
        }
        #expect(try members(offset: 9, portion: 2).isEmpty)
        let stranger = try #require(try fixture.stores.accounts.insert(name: "stranger"))
        var seen = 0
        try fixture.stores.groups.eachMember(of: group, of: stranger) { _ in seen += 1 }
        #expect(seen == 0)
    }
}
