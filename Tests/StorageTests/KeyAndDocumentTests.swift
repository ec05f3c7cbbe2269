import Foundation
import Invoices
import MariaDB
import Secrets
import Synchronization
import TestSupport
import Testing

@testable import Storage

/// Keys: only a hash is kept.
@Suite struct KeyStoreTests {
    private let fixture: StoreFixture
    private var keys: KeyStore { fixture.stores.keys }

    init() throws { fixture = try StoreFixture() }

    @Test func `a key names its account and scopes`() throws {
        let all = try keys.insert(for: fixture.account, name: "all")
        let some = try keys.insert(for: fixture.account, name: "some", scopes: [.jobsRead])
        #expect(try keys.caller(bearing: all.text)?.account == fixture.account)
        #expect(try keys.caller(bearing: all.text)?.may(.webhooksWrite) == true)
        #expect(try keys.caller(bearing: some.text)?.may(.jobsRead) == true)
        #expect(try keys.caller(bearing: some.text)?.may(.jobsWrite) == false)
        #expect(all.text.hasPrefix("ocr_live_"))
        #expect(all.text.count == 59)
    }

    @Test func `a wrong, revoked or expired key names nobody`() throws {
        let key = try keys.insert(for: fixture.account, name: "k")
        let other = try keys.insert(for: fixture.account, name: "o")
        // The one's id with the other's secret and checksum, and with its own checksum spoilt.
        let mixed = String(key.text.prefix(21)) + String(other.text.dropFirst(21))
        let spoilt = String(key.text.dropLast()) + (key.text.hasSuffix("0") ? "1" : "0")
        for text in [mixed, spoilt, "", "ocr_live_", key.text + "0", String(repeating: "é", count: 59)] {
            #expect(try keys.caller(bearing: text) == nil)
        }
        let expired = try keys.insert(for: fixture.account, name: "e", validFor: .seconds(-1))
        #expect(try keys.caller(bearing: expired.text) == nil)
        #expect(try keys.revoke(key.record.id))
        #expect(try keys.caller(bearing: key.text) == nil)
        #expect(try keys.revoke("nobody") == false)
        #expect(try keys.list(of: fixture.account).first { $0.id == key.record.id }?.revokedAt != nil)
    }

    @Test func `an id that no key has names nobody, whatever key stands beside it`() throws {
        let key = try keys.insert(for: fixture.account, name: "k")
        let secret = String(key.text.dropFirst(21).prefix(32))
        // A neighbour's row is read in place of the missing one: it must not speak for it.
        for id in [
            "000000000000", "zzzzzzzzzzzz",
            String(key.record.id.dropLast()) + (key.record.id.hasSuffix("0") ? "1" : "0"),
        ] {
            #expect(try keys.caller(bearing: sealed(id + secret)) == nil)
        }
        #expect(try keys.caller(bearing: sealed(key.record.id + secret)) != nil)
    }

    @Test func `a key brings a job of its own account, and nobody else's`() throws {
        let key = try keys.insert(for: fixture.account, name: "k")
        let id = try fixture.queued()
        let other = try #require(try fixture.stores.accounts.insert(name: "other"))
        let foreign = try keys.insert(for: other, name: "f")
        func job(_ text: String, _ id: Job.ID) throws -> Job.ID? {
            guard case .job(let job, _)? = try keys.authenticate(text, prefetch: .job(id))?.prefetched else {
                return nil
            }
            return job.id
        }
        #expect(try job(key.text, id) == id)
        #expect(try job(foreign.text, id) == nil)
        #expect(try keys.authenticate(foreign.text, prefetch: .job(id))?.caller.account == other)
        let unknown = try #require(Job.ID("000000000000000000000000"))
        #expect(try keys.authenticate(key.text, prefetch: .job(unknown))?.caller.account == fixture.account)
        // The right id with another's secret is no key.
        let mixed = key.record.id + String(foreign.text.dropFirst(21).prefix(32))
        #expect(try keys.authenticate(sealed(mixed), prefetch: .job(id)) == nil)
        #expect(try keys.revoke(key.record.id))
        #expect(try keys.authenticate(key.text, prefetch: .job(id)) == nil)
    }

    @Test func `a job that comes with its key is the same as one that is asked for`() throws {
        let key = try keys.insert(for: fixture.account, name: "k")
        let id = try fixture.queued()
        // The later attempt first: the server promises no order.
        for (epoch, number) in [(7, 2), (3, 1)] {
            try fixture.stores.database.transaction { connection in
                try connection.run(
                    """
                    INSERT INTO job_attempt (job_id, epoch, number, started_at, outcome, detail)
                    VALUES (?, ?, ?, '2026-01-02 03:04:05.678', 'failed', 'Größe')
                    """, [.bytes(id.bytes), .int(epoch), .int(number)])
            }
        }
        guard case .job(let job, let attempts)? = try keys.authenticate(key.text, prefetch: .job(id))?.prefetched else {
            Issue.record("The job did not come.")
            return
        }
        let asked = try fixture.stores.jobs.item(id, of: fixture.account)
        #expect(attempts.map(\.number) == [1, 2])
        #expect(asked.attempts.map(\.number) == [1, 2])
        #expect(attempts[0].detail == "Größe" && attempts[0].completedAt == nil)
        #expect(attempts[0].startedAt.text == "2026-01-02T03:04:05.678Z")
        #expect(job.number == asked.job.number && job.status == .queued && job.updatedAt == asked.job.updatedAt)
    }

    @Test func `a key brings a page of its account's jobs, and of nobody else's`() throws {
        let key = try keys.insert(for: fixture.account, name: "k")
        let foreign = try keys.insert(
            for: try #require(try fixture.stores.accounts.insert(name: "other")), name: "f")
        let made = try (0..<4).map { _ in try fixture.queued() }
        func page(_ text: String, _ request: ListRequest) throws -> JobListJSON? {
            let wanted = try #require(JobListJSON.Wanted(request))
            let prefetch = AuthenticatedPrefetch.jobs(wanted) { job, _, json in json.member("id", raw: "\"\(job.id)\"")
            }
            guard case .jobs(let page)? = try keys.authenticate(text, prefetch: prefetch)?.prefetched else {
                return nil
            }
            return page
        }
        func text(_ page: JobListJSON?) -> String? { page.map { String(decoding: $0.json, as: UTF8.self) } }
        let inOrder = try fixture.stores.jobs.list(ListRequest(isDescending: false), of: fixture.account).elements
            .map { "{\"id\":\"\($0.id)\"}" }
        #expect(inOrder.count == made.count)
        let oldest = try page(key.text, ListRequest(limit: 2, offset: 1, isDescending: false))
        #expect(text(oldest) == inOrder[1...2].joined(separator: ","))
        #expect(oldest?.total == 4)
        #expect(try text(page(key.text, ListRequest(limit: 3))) == inOrder.reversed()[..<3].joined(separator: ","))
        let behind = try page(key.text, ListRequest(offset: 4))
        #expect(behind?.total == 4 && behind?.json == [])
        let none = try page(foreign.text, ListRequest())
        #expect(none?.total == 0 && none?.json == [])
        // The right id with another's secret is no key.
        let mixed = key.record.id + String(foreign.text.dropFirst(21).prefix(32))
        #expect(try page(sealed(mixed), ListRequest()) == nil)
    }

    @Test func `only the beginning of the list of all comes with a key`() {
        #expect(JobListJSON.Wanted(ListRequest(limit: 100, offset: 2000, isDescending: false)) != nil)
        #expect(JobListJSON.Wanted(ListRequest(offset: 2001)) == nil)
        #expect(JobListJSON.Wanted(ListRequest(search: "a")) == nil)
    }

    /// With the checksum that a key ends in: CRC-32 in base 62.
    private func sealed(_ text: String) -> String {
        let alphabet = Array("0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz")
        var crc: UInt32 = 0xFFFF_FFFF
        for byte in text.utf8 {
            crc ^= UInt32(byte)
            for _ in 0..<8 { crc = crc & 1 == 1 ? crc >> 1 ^ 0xEDB8_8320 : crc >> 1 }
        }
        var (rest, digits) = (~crc, "")
        for _ in 0..<6 {
            digits = String(alphabet[Int(rest % 62)]) + digits
            rest /= 62
        }
        return "ocr_live_" + text + digits
    }

    @Test func `the table holds no secret`() throws {
        let key = try keys.insert(for: fixture.account, name: "k")
        let secret = Array(key.text.dropFirst(21).prefix(32).utf8)
        let hash = try fixture.stores.database.read { connection in
            try connection.first("SELECT secret_hash FROM api_key WHERE id = ?", [.text(key.record.id)]) {
                try $0.bytes()
            }
        }
        #expect(hash == (try Digest.sha256(secret)))
    }
}

/// Documents: bytes lie once.
@Suite struct DocumentStoreTests {
    private let fixture: StoreFixture
    private var documents: DocumentStore { fixture.stores.documents }

    init() throws { fixture = try StoreFixture() }

    private func insert(_ bytes: [UInt8], portion: Int = 70_000) throws -> DocumentRecord {
        var rest = bytes[...]
        return try documents.insert(.pdf, of: fixture.account) {
            defer { rest = rest.dropFirst(portion) }
            return rest.isEmpty ? nil : Array(rest.prefix(portion))
        }
    }

    private func read(_ id: StoredDocument.ID) throws -> [UInt8]? {
        var bytes: [UInt8] = []
        return try documents.read(id, of: fixture.account) { bytes += $0 } ? bytes : nil
    }

    private func count(_ table: String) throws -> Int? {
        try fixture.stores.database.read { try $0.first("SELECT COUNT(*) FROM \(table)") { try $0.int() } }
    }

    @Test(arguments: [0, 1, 1 << 20, (1 << 20) + 1, 3_500_000])
    func `bytes come back as they went`(size: Int) throws {
        let bytes = (0..<size).map { UInt8(truncatingIfNeeded: $0 &* 7 &+ $0 >> 8) }
        let record = try insert(bytes)
        #expect(record.size == size)
        #expect(record.sha256 == (try Digest.sha256(bytes)))
        #expect(try read(record.id) == bytes)
    }

    @Test func `the same bytes lie once and go with their last document`() throws {
        let bytes = [UInt8](repeating: 7, count: 2_000_000)
        let first = try insert(bytes)
        let second = try insert(bytes)
        #expect(try count("content") == 1)
        #expect(try count("content_chunk") == 2)
        try documents.delete(first.id, of: fixture.account)
        #expect(try read(second.id) == bytes)
        try documents.delete(second.id, of: fixture.account)
        #expect(try count("content") == 0)
        #expect(try count("content_chunk") == 0)
        #expect(throws: StorageError.notFound) { try documents.find(second.id, of: fixture.account) }
    }

    @Test func `an upload that breaks off leaves nothing`() throws {
        struct BrokenOff: Error {}
        var calls = 0
        #expect(throws: BrokenOff.self) {
            try documents.insert(.pdf, of: fixture.account) {
                calls += 1
                if calls == 3 { throw BrokenOff() }
                return [UInt8](repeating: 1, count: 1 << 20)
            }
        }
        #expect(try count("content") == 0)
        #expect(try count("content_chunk") == 0)
        #expect(try count("document") == 0)
    }

    @Test func `uploads of the same bytes at once lie once`() throws {
        let bytes = [UInt8](repeating: 9, count: 100_000)
        DispatchQueue.concurrentPerform(iterations: 8) { _ in
            do { _ = try insert(bytes) } catch { Issue.record(error) }
        }
        #expect(try count("document") == 8)
        #expect(try count("content") == 1)
    }

    @Test func `a document that an unfinished job needs stays`() throws {
        let document = try insert([1, 2, 3])
        var draft = fixture.draft()
        draft.documentURL = "document:\(document.id)"
        let job = try fixture.stores.jobs.insert(draft, of: fixture.account)
        #expect(throws: StorageError.inUse) { try documents.delete(document.id, of: fixture.account) }
        _ = try fixture.stores.jobs.cancel(job.id, of: fixture.account)
        try documents.delete(document.id, of: fixture.account)
    }

    @Test func `a document that an added page of an unfinished job needs stays`() throws {
        let document = try insert([1, 2, 3])
        let job = try fixture.stores.jobs.insert(fixture.draft(), of: fixture.account)
        let page = PageDraft(job: job.id, number: 2, url: "document:\(document.id)")
        _ = try fixture.stores.pages.insert(page, of: fixture.account)
        #expect(throws: StorageError.inUse) { try documents.delete(document.id, of: fixture.account) }
        _ = try fixture.stores.jobs.cancel(job.id, of: fixture.account)
        #expect(throws: StorageError.inUse) {
            try fixture.stores.database.writing {
                try DocumentRows.delete(document.id, of: fixture.account, unlessNamed: true, on: $0)
            }
        }
        try documents.delete(document.id, of: fixture.account)
    }

    @Test func `another account's document does not exist`() throws {
        let document = try insert([1, 2, 3])
        let other = try #require(try fixture.stores.accounts.insert(name: "other"))
        #expect(throws: StorageError.notFound) { try documents.find(document.id, of: other) }
        #expect(throws: StorageError.notFound) { try documents.delete(document.id, of: other) }
        #expect(try documents.read(document.id, of: other) { _ in } == false)
    }
}
