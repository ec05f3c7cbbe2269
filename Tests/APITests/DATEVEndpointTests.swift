import Foundation
import JSON
import Storage
import Testing

@testable import API

/// A group's bookings for DATEV, from the account's settings to the file.
@Suite(.serialized) struct DATEVEndpointTests {
    private let bench: Bench
    private static let settings = """
        {"reviewThreshold": 0, "datev": {"consultant": 29098, "client": 55003, "fiscalYearStart": "2026-01-01",
         "accountLength": 4, "defaultAccount": "4980", "defaultCreditorAccount": "79999",
         "taxKeys": {"19": "9", "7": "8"}}}
        """

    init() throws { bench = try Bench() }

    private func results(_ group: String, _ query: String = "format=datev") throws -> Bench.Answer {
        try bench.get("/ocr-invoice-job-group/\(group)/results?\(query)")
    }

    private func invoice(_ number: String, _ more: [String: String] = [:], in group: String) throws -> String {
        try bench.readJob(
            [
                "number": number, "date": "2026-03-05", "supplier.name": "Müller GmbH", "supplier.taxId": "DE123456788",
                "amounts.currency": "EUR",
            ].merging(more) { $1 },
            [
                "amounts.total": 11_900, "amounts.subtotal": 10_000, "amounts.tax": 1900, "taxLines[0].rate": 1900,
                "taxLines[0].net": 10_000, "taxLines[0].tax": 1900,
            ], group: group)
    }

    private func lines(_ answer: Bench.Answer) throws -> [String] {
        try #require(String(bytes: answer.bytes, encoding: .windowsCP1252)).components(separatedBy: "\r\n")
    }

    @Test func `a group's bookings are a file, with the supplier's accounts and a link`() throws {
        #expect(try bench.put("/ocr-invoice-settings", Self.settings).status == 200)
        _ = try bench.newSupplier(
            """
            {"name": "Müller & Söhne", "taxIds": [{"value": "DE123456788"}],
             "defaults": {"metadata": {"creditorAccount": "70001", "expenseAccount": 3400}}}
            """)
        let group = try bench.newGroup()
        _ = try invoice("R-1", in: group)
        _ = try invoice("G-1", ["kind": "creditNote"], in: group)
        _ = try invoice("M-1", ["kind": "reminder"], in: group)
        let answer = try results(group)
        #expect(answer.status == 200 && answer.header("Content-Type") == "text/csv; charset=windows-1252")
        #expect(answer.header("Content-Disposition")?.contains("filename=\"EXTF_\(group).csv\"") == true)
        #expect(answer.header("Jobs-Left-Out") == "1")
        let lines = try lines(answer)
        #expect(lines.count == 5 && lines[0].hasPrefix("\"EXTF\";700;21;\"Buchungsstapel\";13;20231114221320000;"))
        #expect(lines[0].contains(";29098;55003;20260101;4;20260305;20260305;\"g\";"))
        // Jobs of one moment have no order.
        let bookings = lines[2...3].map { $0.prefix(52) }.sorted()
        #expect(bookings[0].hasPrefix("119,00;\"H\";\"EUR\";;;\"\";3400;70001;\"9\";0503;\"G-1\";"))
        #expect(bookings[1].hasPrefix("119,00;\"S\";\"EUR\";;;\"\";3400;70001;\"9\";0503;\"R-1\";"))
        #expect(lines[2].contains(";\"Müller & Söhne\";"))
        #expect(lines[2].contains(";\"Beleg\";\"https://example.com/a.pdf\";"))
        let accepted = try bench.send(
            "GET", "/ocr-invoice-job-group/\(group)/results", headers: ["accept": "text/csv; format=datev"])
        #expect(accepted.bytes == answer.bytes)
        #expect(try results(group, "format=csv").header("Content-Type") == "text/csv; charset=utf-8")
    }

    @Test func `an upload's link leads to this server`() throws {
        _ = try bench.put("/ocr-invoice-settings", Self.settings)
        let (group, document) = (try bench.newGroup(), try bench.upload())
        let id = try bench.readJob(
            ["number": "R-1", "date": "2026-03-05", "supplier.name": "A", "amounts.currency": "EUR"],
            ["amounts.total": 10_700, "amounts.subtotal": 10_000, "amounts.tax": 700],
            group: group, document: document)
        let link = ";\"http://host/mount/ocr-invoice-document/\(document)/content\";"
        #expect(try lines(results(group))[2].contains(link), "\(id)")
    }

    @Test func `what is missing is a 409 that names it`() throws {
        let group = try bench.newGroup()
        let unset = try results(group)
        #expect(unset.status == 409 && unset.code == "datev_incomplete" && unset.faults == ["/datev settings_missing"])
        _ = try bench.put(
            "/ocr-invoice-settings",
            """
            {"reviewThreshold": 0,
             "datev": {"consultant": 29098, "client": 55003, "fiscalYearStart": "2026-01-01", "accountLength": 4}}
            """)
        #expect(try results(group).faults == ["/jobs nothing_to_book"])
        let job = try invoice("R-1", ["amounts.currency": "USD"], in: group)
        let answer = try results(group)
        #expect(
            answer.faults.map { $0.replacing(job, with: "ID") } == [
                "/jobs/ID/creditorAccount account_missing", "/jobs/ID/datev.taxKeys tax_key_missing",
                "/jobs/ID/expenseAccount account_missing", "/jobs/ID/invoice.amounts.currency currency_unsupported",
            ])
    }

    @Test func `results that need a review are not exported before`() throws {
        let careful = Self.settings.replacing("\"reviewThreshold\": 0", with: "\"reviewThreshold\": 1")
        _ = try bench.put("/ocr-invoice-settings", careful)
        let group = try bench.newGroup()
        let job = try invoice("R-1", in: group)
        #expect(try results(group).faults == ["/jobs/\(job)/review.state review_needed"])
        let tag = try #require(try bench.get("/ocr-invoice-job/\(job)/results").header("ETag"))
        let path = "/ocr-invoice-job/\(job)/review?force=true"
        #expect(try bench.post(path, #"{"confirm": true}"#, headers: ["if-match": tag]).status == 200)
        #expect(try results(group).status == 200)
    }

    @Test func `a part of the days can be asked for`() throws {
        _ = try bench.put("/ocr-invoice-settings", Self.settings)
        let group = try bench.newGroup()
        _ = try invoice("R-1", in: group)
        _ = try invoice("R-2", ["date": "2025-12-30"], in: group)
        #expect(try results(group).faults.first?.hasSuffix("fiscal_year_differs") == true)
        #expect(try lines(results(group, "format=datev&from=2026-01-01")).count == 4)
        #expect(try lines(results(group, "format=datev&to=2025-12-31"))[2].contains(";\"R-2\";"))
        for query in [
            "format=datev&from=today", "format=datev&from=2026-02-01&to=2026-01-01", "format=csv&to=2026-01-01",
        ] {
            #expect(try results(group, query).code == "parameter_invalid", "\(query)")
        }
    }
}
