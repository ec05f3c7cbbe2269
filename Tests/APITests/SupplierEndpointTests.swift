import JSON
import Testing

@testable import API

@Suite(.serialized) struct SupplierEndpointTests {
    private let bench: Bench
    private static let whole = """
        {"name": "Nordwerk GmbH", "tradingNames": ["Nordwerk"], "externalId": "70001",
         "taxIds": [{"value": "DE 123 456 788"}, {"value": "12/345/67890", "isConfirmed": false}],
         "registrationNumbers": [{"value": "552081317"}],
         "ibans": [{"value": "DE89 3704 0044 0532 0130 00"}], "domains": [{"value": "www.nordwerk.de"}],
         "defaults": {"currency": "EUR", "dueDays": 14, "metadata": {"account": "3400"}}}
        """

    init() throws { bench = try Bench() }

    @Test func `a supplier is stored with its proofs in one form`() throws {
        let id = try bench.newSupplier(Self.whole)
        let data = try #require(try bench.get("/ocr-invoice-supplier/\(id)").data)
        #expect(data["taxIds"]?.array?.compactMap { $0["value"]?.string } == ["DE123456788", "1234567890"])
        #expect(data["taxIds"]?.array?.compactMap { $0["kind"]?.string } == ["vatNumber", "taxNumber"])
        #expect(data["taxIds"]?.array?.compactMap { $0["isConfirmed"]?.bool } == [true, false])
        #expect(data["ibans"]?.array?.first?["value"]?.string == "DE89370400440532013000")
        #expect(data["domains"]?.array?.first?["value"]?.string == "nordwerk.de")
        #expect(data["defaults"]?["metadata"]?["account"]?.string == "3400")
        #expect(data["isConfirmed"]?.bool == true)
    }

    @Test func `faults are told all together`() throws {
        let answer = try bench.post(
            "/ocr-invoice-supplier",
            """
            {"name": " ", "ibans": [{"value": "DE89370400440532013001"}, {}], "domains": [{"value": "x@gmail.com"}],
             "taxIds": [{"value": "1", "kind": "iban"}], "defaults": {"currency": "eur", "dueDays": -1}, "nme": 1}
            """)
        #expect(answer.status == 422)
        #expect(
            answer.faults == [
                "/defaults/currency format", "/defaults/dueDays out_of_range", "/domains/0/value format",
                "/ibans/0/value format", "/ibans/1/value required", "/name blank", "/nme unknown_field",
                "/taxIds/0/kind not_allowed",
            ])
    }

    @Test func `an update needs the present tag`() throws {
        let id = try bench.newSupplier()
        let path = "/ocr-invoice-supplier/\(id)"
        let tag = try #require(try bench.get(path).header("ETag"))
        #expect(try bench.put(path, Self.whole).code == "precondition_required")
        #expect(try bench.put(path, Self.whole, headers: ["if-match": tag]).status == 200)
        #expect(try bench.put(path, Self.whole, headers: ["if-match": tag]).status == 412)
        let read = try bench.get(path)
        let text = String(decoding: try #require(read.data?.raw), as: UTF8.self)
        let again = try bench.put(path, text, headers: ["if-match": try #require(read.header("ETag"))])
        #expect(again.status == 200, "what was read may be written")
        for name in ["taxIds", "ibans", "defaults"] {
            #expect(again.data?[name].map { Array($0.raw) } == read.data?[name].map { Array($0.raw) }, "\(name)")
        }
    }

    @Test func `two suppliers do not share an external id or a tax number`() throws {
        _ = try bench.newSupplier(Self.whole)
        let same = try bench.post("/ocr-invoice-supplier", #"{"name": "a", "externalId": "70001"}"#)
        #expect(same.status == 409 && same.code == "duplicate_external_id")
        let tax = try bench.post("/ocr-invoice-supplier", #"{"name": "a", "taxIds": [{"value": "DE123456788"}]}"#)
        #expect(tax.status == 409 && tax.code == "duplicate_proof" && tax.faults == ["/taxIds duplicate_proof"])
    }

    @Test func `the list is filtered, sorted and searched`() throws {
        let nord = try bench.newSupplier(Self.whole)
        _ = try bench.newSupplier(#"{"name": "Westwerk AG", "externalId": "70002"}"#)
        func names(_ query: String) throws -> [String] {
            try bench.get("/ocr-invoice-supplier?\(query)").data?.array?.compactMap { $0["name"]?.string } ?? []
        }
        #expect(try names("sort=name&order=asc") == ["Nordwerk GmbH", "Westwerk AG"])
        #expect(try names("sort=externalId&order=desc") == ["Westwerk AG", "Nordwerk GmbH"])
        #expect(try names("search=west") == ["Westwerk AG"])
        for filter in [
            #"{"taxIds": "DE123456788"}"#, #"{"ibans": {"$exists": true}}"#, #"{"externalId": "70001"}"#,
            #"{"domains": {"$in": ["nordwerk.de", "x.de"]}}"#, #"{"domains": {"$ne": null}}"#,
        ] {
            #expect(try names("filter=\(PercentCoding.encode(filter))") == ["Nordwerk GmbH"], "\(filter)")
        }
        let without = try bench.get(
            "/ocr-invoice-supplier?filter=\(PercentCoding.encode(#"{"taxIds": {"$exists": false}}"#))")
        #expect(without.json["total"]?.int == 1 && without.data?.array?.first?["name"]?.string == "Westwerk AG")
        let having = try bench.get(
            "/ocr-invoice-supplier?filter=\(PercentCoding.encode(#"{"taxIds": {"$exists": true}}"#))&limit=1")
        #expect(having.json["total"]?.int == 1 && having.data?.array?.first?["_id"]?.string == nord)
        #expect(
            try bench.get("/ocr-invoice-supplier?filter=\(PercentCoding.encode(#"{"ibans": {"$gt": "a"}}"#))").status
                == 400)
        #expect(try bench.delete("/ocr-invoice-supplier/\(nord)?jobs=drop").status == 400)
        #expect(try bench.delete("/ocr-invoice-supplier/\(nord)").status == 200)
        #expect(try names("search=nordwerk").isEmpty)
    }

    @Test func `a supplier is merged and parted again`() throws {
        let (old, new) = (try bench.newSupplier(), try bench.newSupplier())
        let path = "/ocr-invoice-supplier/\(old)"
        #expect(try bench.post("\(path)/unmerge").code == "wrong_state")
        #expect(try bench.post("\(path)/merge", #"{"into": "\#(old)"}"#).code == "wrong_state")
        #expect(
            try bench.post("\(path)/merge", #"{"into": "65a1b2c3d4e5f60718293a4b"}"#).faults == [
                "/into unknown_reference"
            ])
        let merged = try bench.post("\(path)/merge", #"{"into": "\#(new)"}"#)
        #expect(merged.data?["_id"]?.string == new)
        #expect(merged.data?["merged"]?.array?.compactMap(\.string) == [old])
        #expect(try bench.get(path).data?["mergedInto"]?.string == new)
        #expect(try bench.get("/ocr-invoice-supplier").json["total"]?.int == 1)
        let parted = try bench.post("\(path)/unmerge")
        #expect(parted.status == 200 && parted.data?["mergedInto"]?.isNull == true)
        #expect(try bench.get("/ocr-invoice-supplier").json["total"]?.int == 2)
    }
}
