import Invoices
import JSON
import MariaDB
import TestSupport
import Testing

@testable import Storage

@Suite struct MetadataIndexTests {
    private let fixture: StoreFixture
    private var account: Account.ID { fixture.account }
    private var jobs: JobStore { fixture.stores.jobs }

    init() throws { fixture = try StoreFixture() }

    private func insert(_ metadata: String) throws -> Job.ID {
        var draft = fixture.draft()
        draft.metadata = Array(metadata.utf8)
        return try jobs.insert(draft, of: account).id
    }

    private func found(_ filter: String) throws -> Set<Job.ID> {
        let filter = try Filter.parse(JSONReader.read(filter), of: .job)
        return Set(try jobs.list(ListRequest(filter: filter), of: account).elements.map(\.id))
    }

    private func run(_ sql: String) throws {
        try fixture.stores.database.writing { try $0.run(sql) }
    }

    private func count(_ sql: String) throws -> Int {
        try fixture.stores.database.reading { try $0.first(sql) { try $0.int() } ?? -1 }
    }

    @Test func `what an older program wrote is found before and after its values are taken`() throws {
        let (first, second) = (try insert(#"{"a": {"b": 1}}"#), try insert(#"{"a": {"b": 2}}"#))
        // It knows neither the table nor the column.
        try run("DELETE FROM job_value")
        try run("UPDATE job_detail SET values_crc = NULL")
        #expect(try found(#"{"metadata.a.b": 1}"#) == [first])
        #expect(try fixture.stores.metadata.take() != nil)
        #expect(try count("SELECT COUNT(*) FROM job_detail WHERE is_unindexed = 1") == 0)
        #expect(try count("SELECT COUNT(*) FROM job_value") == 2)
        #expect(try found(#"{"metadata.a.b": {"$gte": 2}}"#) == [second])
        #expect(try fixture.stores.metadata.take() == nil)
    }

    @Test func `metadata that an older program changed are not found by what they were`() throws {
        let job = try insert(#"{"a": "old"}"#)
        try run(#"UPDATE job_detail SET metadata = '{"a": "new"}'"#)
        #expect(try found(#"{"metadata.a": "old"}"#).isEmpty)
        #expect(try found(#"{"metadata.a": "new"}"#) == [job])
        _ = try fixture.stores.metadata.take()
        #expect(try found(#"{"metadata.a": "old"}"#).isEmpty)
        #expect(try found(#"{"metadata.a": "new"}"#) == [job])
    }

    @Test func `a job that is changed or deleted leaves no values behind`() throws {
        let job = try insert(#"{"a": 1, "b": true}"#)
        var draft = fixture.draft()
        draft.metadata = Array(#"{"a": 2}"#.utf8)
        try jobs.update(job, to: draft, of: account)
        #expect(try found(#"{"metadata.a": 1}"#).isEmpty)
        #expect(try found(#"{"metadata.a": 2}"#) == [job])
        #expect(try count("SELECT COUNT(*) FROM job_value") == 1)
        try jobs.delete(job, of: account)
        #expect(try count("SELECT COUNT(*) FROM job_value") == 0)
    }

    @Test func `long texts and jobs of very many values are found all the same`() throws {
        let long = String(repeating: "ä", count: 100)
        let many = (0..<200).map { #""n\#($0)": \#($0)"# }.joined(separator: ", ")
        let (first, second) = (try insert(#"{"text": "\#(long)"}"#), try insert("{\(many)}"))
        #expect(try found(#"{"metadata.text": "\#(long)"}"#) == [first])
        #expect(try found(#"{"metadata.text": "\#(long)x"}"#).isEmpty)
        #expect(try found(#"{"metadata.text": {"$gt": "z"}}"#) == [first])
        #expect(try found(#"{"metadata.n150": 150}"#) == [second])
    }

    @Test func `numbers compare as numbers, below zero too`() throws {
        let numbers = ["-1e300", "-2", "-0.5", "0", "0.25", "3", "1e300"]
        let ids = try numbers.map { try insert(#"{"n": \#($0)}"#) }
        for (index, number) in numbers.enumerated() {
            #expect(try found(#"{"metadata.n": {"$lt": \#(number)}}"#) == Set(ids[..<index]))
            #expect(try found(#"{"metadata.n": {"$gte": \#(number)}}"#) == Set(ids[index...]))
        }
    }

    @Test func `a filter looks through its own account's metadata alone`() throws {
        let other = try #require(try fixture.stores.accounts.insert(name: "other"))
        let many = (0..<65).map { #""n\#($0)": \#($0)"# }.joined(separator: ", ")
        for _ in 0..<60 {
            var draft = fixture.draft()
            draft.metadata = Array("{\(many)}".utf8)
            _ = try jobs.insert(draft, of: other)
        }
        let (own, unindexed) = (try insert(#"{"n7": 7}"#), try insert("{\(many)}"))
        let alone = Stores(database: Database(fixture.settings, connections: 1))
        func rowsRead() throws -> Int {
            try alone.database.read { connection in
                try connection.rows("SHOW SESSION STATUS LIKE 'Handler_read%'") { row in
                    try row.skip(1)
                    return Int(try row.text()) ?? 0
                }.reduce(0, +)
            }
        }
        let filter = try Filter.parse(JSONReader.read(#"{"metadata.n7": 7}"#), of: .job)
        let before = try rowsRead()
        #expect(
            Set(try alone.jobs.list(ListRequest(filter: filter), of: account).elements.map(\.id)) == [own, unindexed])
        #expect(try rowsRead() - before < 60)
    }

    @Test func `a name with a zero character in it is not taken for two names`() throws {
        let odd = try insert(#"{"a\u0000b": 1, "c": 2}"#)
        let plain = try insert(#"{"a": {"b": 1}}"#)
        #expect(try found(#"{"metadata.a.b": 1}"#) == [plain])
        #expect(try found(#"{"metadata.c": 2}"#) == [odd])
    }

    @Test func `a tenth of all jobs is counted on the way, page by page`() throws {
        let ids = try (0..<7).map { _ in try insert(#"{"team": "a"}"#) }
        let filter = try Filter.parse(JSONReader.read(#"{"metadata.team": "a", "priority": "medium"}"#), of: .job)
        var seen: [Job.ID] = []
        for offset in stride(from: 0, to: 9, by: 3) {
            let request = ListRequest(limit: 3, offset: offset, isDescending: false, filter: filter)
            let page = try jobs.list(request, of: account)
            #expect(page.total == ids.count)
            seen += page.elements.map(\.id)
        }
        #expect(Set(seen) == Set(ids))
        #expect(seen.count == ids.count)
    }
}
