import Invoices
import JSON
import MariaDB
import TestSupport
import Testing

@testable import Storage

/// Lists that thousands of jobs match are answered by walking to the page: it must be the page that sorting brings.
@Suite struct WalkTests {
    private static let size = 12_000

    private let fixture: StoreFixture
    private let connection: Connection

    init() throws {
        fixture = try StoreFixture()
        connection = try Connection(fixture.settings)
    }

    /// Two of three jobs have `all`; `old` have those of the smaller half of the ids, so that the greatest have none.
    /// One value of a hundred is not taken into the index yet. Shuffled, the order of ids says nothing of the order of rows.
    private func fill(shuffled: Bool) throws {
        let template = try #require(try fixture.stores.templates.standard(of: fixture.account)?.id)
        let (account, id) = ("x'\(fixture.account)'", "UNHEX(CONCAT('63', LPAD(HEX(seq), 22, '0')))")
        let source = "FROM seq_1_to_\(Self.size)"
        let (all, old) = ("IF(seq % 3 = 0, 'no', 'yes')", "IF(seq <= \(Self.size / 2), 'yes', 'no')")
        let metadata = "CONCAT('{\"all\":\"', \(all), '\",\"old\":\"', \(old), '\"}')"
        let moment = shuffled ? "(seq * 7919 % \(Self.size)) DIV 2" : "seq DIV 2"
        try connection.runPlain(
            """
            INSERT INTO job (id, account_id, template_id, number, document_name, status, priority, created_at, updated_at)
            SELECT \(id), \(account), x'\(template)', seq, seq, 0, 1, '2025-01-01' + INTERVAL \(moment) SECOND, NOW() \(source)
            """)
        try connection.runPlain(
            """
            INSERT INTO job_detail (job_id, document_url, metadata, values_crc)
            SELECT \(id), 'https://example.com/a.pdf', \(metadata), IF(seq % 100 > 0, CRC32(\(metadata)), NULL) \(source)
            """)
        for (name, value) in [("all", all), ("old", old)] {
            try connection.runPlain(
                """
                INSERT INTO job_value (account_id, path, value, job_id)
                SELECT \(account), LEFT(UNHEX(SHA2('\(name)', 256)), 8), CONCAT(CHAR(3), \(value)), \(id) \(source)
                WHERE seq % 100 > 0
                """)
        }
        let code = SearchText.body("x", of: fixture.account).dropLast()
        try connection.runPlain(
            """
            INSERT INTO search_text (id, job_id, kind, body) SELECT \(id), \(id), 0,
                CONCAT('\(code)all', \(all), ' \(code)old', \(old)) \(source)
            """)
        try connection.runPlain(
            "UPDATE tally SET count = \(Self.size) WHERE account_id = \(account) AND slot = \(Counters.jobs(.created))")
    }

    @Test(arguments: [false, true])
    func `a page walked to is the page sorted`(isShuffled: Bool) throws {
        try fill(shuffled: isShuffled)
        for (name, isDescending) in [("all", true), ("all", false), ("old", true), ("old", false)] {
            let expected = try sorted(name, isDescending)
            var filtered = ListRequest(limit: 50, isDescending: isDescending)
            filtered.filter = try filter(name)
            var searched = ListRequest(limit: 50, isDescending: isDescending, search: "\(name)yes")
            for offset in [0, 777, expected.count - 20] {
                let page = Array(expected.dropFirst(offset).prefix(50))
                (filtered.offset, searched.offset) = (offset, offset)
                for request in [filtered, searched] {
                    let found = try fixture.stores.jobs.list(request, of: fixture.account)
                    #expect(found.total == expected.count)
                    let how = "\(name) \(request.search ?? "filter") \(isDescending) \(offset)"
                    #expect(found.elements.map(\.id) == page, "\(how)")
                }
            }
        }
        try expectNothingOfAnother()
    }

    private func sorted(_ name: String, _ isDescending: Bool) throws -> [Job.ID] {
        let direction = isDescending ? "DESC" : "ASC"
        return try connection.rows(
            """
            SELECT r.id FROM job r JOIN job_detail ON job_id = r.id WHERE JSON_VALUE(metadata, '$.\(name)') = 'yes'
            ORDER BY created_at \(direction), r.id \(direction)
            """
        ) { try $0.id() }
    }

    private func filter(_ name: String) throws -> Filter {
        try Filter.parse(JSONReader.read(#"{"metadata.\#(name)": "yes"}"#), of: .job)
    }

    /// Taken into the index or not, they are another account's.
    private func expectNothingOfAnother() throws {
        let other = try #require(try fixture.stores.accounts.insert(name: "other"))
        for request in [ListRequest(filter: try filter("all")), ListRequest(search: "allyes")] {
            let found = try fixture.stores.jobs.list(request, of: other)
            #expect(found.total == 0 && found.elements.isEmpty)
        }
    }
}
