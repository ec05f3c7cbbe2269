import Invoices
import JSON
import MariaDB
import TestSupport
import Testing

@testable import Storage

/// Filters that thousands of jobs match are answered by walking to the page: it must be the page that sorting brings.
@Suite struct MetadataWalkTests {
    private static let size = 12_000

    private let fixture: StoreFixture
    private let connection: Connection

    init() throws {
        fixture = try StoreFixture()
        connection = try Connection(fixture.settings)
        let template = try #require(try fixture.stores.templates.standard(of: fixture.account)?.id)
        let (account, id) = ("x'\(fixture.account)'", "UNHEX(CONCAT('63', LPAD(HEX(seq), 22, '0')))")
        let source = "FROM seq_1_to_\(Self.size)"
        // Two of three have `all`, one of them in each second of time, half of them not taken into the index yet; `old`
        // have the older half, so that the newest rows hold none of them.
        let metadata = """
            CONCAT('{"all":"', IF(seq % 3 = 0, 'no', 'yes'), '","old":"', IF(seq <= \(Self.size / 2), 'yes', 'no'), '"}')
            """
        let isTaken = "seq % 2 = 0"
        try connection.runPlain(
            """
            INSERT INTO job (id, account_id, template_id, number, document_name, status, priority, created_at, updated_at)
            SELECT \(id), \(account), x'\(template)', seq, seq, 0, 1, '2025-01-01' + INTERVAL seq DIV 2 SECOND, NOW() \(source)
            """)
        try connection.runPlain(
            """
            INSERT INTO job_detail (job_id, document_url, metadata, values_crc)
            SELECT \(id), 'https://example.com/a.pdf', \(metadata), IF(\(isTaken), CRC32(\(metadata)), NULL) \(source)
            """)
        for (name, value) in [
            ("all", "IF(seq % 3 = 0, 'no', 'yes')"), ("old", "IF(seq <= \(Self.size / 2), 'yes', 'no')"),
        ] {
            try connection.runPlain(
                """
                INSERT INTO job_value (account_id, path, value, job_id)
                SELECT \(account), LEFT(UNHEX(SHA2('\(name)', 256)), 8), CONCAT(CHAR(3), \(value)), \(id) \(source)
                WHERE \(isTaken)
                """)
        }
        try connection.runPlain(
            "UPDATE tally SET count = \(Self.size) WHERE account_id = \(account) AND slot = \(Tally.jobs(.created))")
    }

    @Test(arguments: ["all", "old"], [true, false])
    func `a page walked to is the page sorted`(name: String, isDescending: Bool) throws {
        let direction = isDescending ? "DESC" : "ASC"
        let expected: [Job.ID] = try connection.rows(
            """
            SELECT r.id FROM job r JOIN job_detail ON job_id = r.id WHERE JSON_VALUE(metadata, '$.\(name)') = 'yes'
            ORDER BY created_at \(direction), r.id \(direction)
            """
        ) { try $0.id() }
        #expect(expected.count > 5000)
        var request = ListRequest(limit: 50, isDescending: isDescending)
        request.filter = try Filter.parse(JSONReader.read(#"{"metadata.\#(name)": "yes"}"#), of: .job)
        for offset in [0, 50, 777, expected.count / 2, expected.count - 60, expected.count - 20, expected.count] {
            request.offset = offset
            let found = try fixture.stores.jobs.list(request, of: fixture.account)
            #expect(found.total == expected.count)
            #expect(found.elements.map(\.id) == Array(expected.dropFirst(offset).prefix(50)), "offset \(offset)")
        }
    }

    @Test func `another account's jobs are not found, taken into the index or not`() throws {
        let other = try #require(try fixture.stores.accounts.insert(name: "other"))
        var request = ListRequest()
        request.filter = try Filter.parse(JSONReader.read(#"{"metadata.all": "yes"}"#), of: .job)
        let found = try fixture.stores.jobs.list(request, of: other)
        #expect(found.total == 0 && found.elements.isEmpty)
    }
}
