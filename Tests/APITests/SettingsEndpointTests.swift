import JSON
import Storage
import Testing

@testable import API

/// What an account's administrators set for all of its documents.
@Suite(.serialized) struct SettingsEndpointTests {
    private let bench: Bench
    private static let path = "/ocr-invoice-settings"

    init() throws { bench = try Bench() }

    @Test func `settings are replaced as a whole, under their tag`() throws {
        let first = try bench.get(Self.path)
        #expect(first.data?["reviewThreshold"]?.double == 0.98 && first.data?["datev"]?.isNull == true)
        let body = """
            {"reviewThreshold": 0.9, "datev": {"consultant": 29098, "client": 1, "fiscalYearStart": "2026-07-01",
             "accountLength": 5, "defaultAccount": "04980", "taxKeys": {"19.0": "9", "AE": "94", "0": ""}}}
            """
        let tag = try #require(first.header("ETag"))
        let set = try bench.put(Self.path, body, headers: ["if-match": tag])
        #expect(set.status == 200 && set.data?["datev"]?["taxKeys"]?["19"]?.string == "9")
        #expect(try bench.put(Self.path, body, headers: ["if-match": tag]).status == 412)
        let read = try bench.get(Self.path)
        #expect(read.data?.raw == set.data?.raw && read.header("ETag") == set.header("ETag"))
        #expect(read.data?["datev"]?["defaultAccount"]?.string == "04980")
        #expect(read.data?["datev"]?["defaultCreditorAccount"]?.isNull == true)
        #expect(try bench.stores.accounts.reviewThreshold(of: bench.account) == 0.9)
        let text = String(decoding: try #require(read.data?.raw), as: UTF8.self)
        #expect(try bench.put(Self.path, text).data?.raw == read.data?.raw, "what was read may be written")
        #expect(try bench.put(Self.path, "{}").data?["reviewThreshold"]?.double == 0.98)
        #expect(try bench.get(Self.path).data?["datev"]?.isNull == true)
    }

    @Test func `faults of settings are told all together`() throws {
        let answer = try bench.put(
            Self.path,
            """
            {"reviewThreshold": 1.5, "datev": {"consultant": 7, "client": "1", "fiscalYearStart": "2024-02-29",
             "accountLength": 9, "taxKeys": {"19": 9, "x": "1", "7": "12345", "5": "1", "5.0": "2"}, "more": 1}}
            """)
        #expect(answer.status == 422)
        #expect(
            answer.faults == [
                "/datev/accountLength out_of_range", "/datev/client type", "/datev/consultant out_of_range",
                "/datev/fiscalYearStart format", "/datev/more unknown_field", "/datev/taxKeys/19 format",
                "/datev/taxKeys/5.0 duplicate", "/datev/taxKeys/7 format", "/datev/taxKeys/x not_allowed",
                "/reviewThreshold out_of_range",
            ])
        let accounts = try bench.put(
            Self.path,
            """
            {"datev": {"consultant": 1001, "client": 1, "fiscalYearStart": "2026-01-01", "accountLength": 4,
             "defaultAccount": "12345", "defaultCreditorAccount": "0000"}}
            """)
        #expect(accounts.faults == ["/datev/defaultAccount format", "/datev/defaultCreditorAccount format"])
        #expect(
            try bench.put(Self.path, #"{"datev": {}}"#).faults == [
                "/datev/accountLength required", "/datev/client required", "/datev/consultant required",
                "/datev/fiscalYearStart required",
            ])
    }

    @Test func `only administrators see and change settings`() throws {
        let key = try bench.key(scopes: [.jobsRead, .jobsWrite, .suppliersWrite])
        for method in ["GET", "PUT"] {
            let answer = try bench.send(method, Self.path, method == "PUT" ? "{}" : nil, key: key)
            #expect(answer.status == 403 && answer.code == "scope_missing")
        }
    }

    @Test func `another account has settings of its own`() throws {
        let other = try #require(try bench.stores.accounts.insert(name: "other"))
        #expect(try bench.put(Self.path, #"{"reviewThreshold": 0.5}"#).status == 200)
        #expect(try bench.stores.accounts.settings(of: other).settings == AccountSettings())
    }
}
