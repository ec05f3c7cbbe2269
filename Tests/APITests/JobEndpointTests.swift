import Foundation
import Invoices
import JSON
import Storage
import TestSupport
import Testing

@testable import API

@Suite(.serialized) struct JobEndpointTests {
    private let bench: Bench

    init() throws { bench = try Bench() }

    @Test func `a new job is answered as stored, with its place and its tag`() throws {
        let more = #", "priority": "urgent", "documentType": "pdf", "createdBy": "me", "metadata": {"b" : 1.50}"#
        let answer = try bench.post("/ocr-invoice-job", Bench.job("J-1", more))
        #expect(answer.status == 201)
        let id = try #require(answer.data?["_id"]?.string)
        #expect(answer.header("Location") == "http://host/mount/ocr-invoice-job/\(id)")
        #expect(answer.header("ETag") != nil)
        #expect(answer.json["success"]?.bool == true)
        #expect(answer.data?["jobNumber"]?.string == "J-1")
        #expect(answer.data?["status"]?.string == "created")
        #expect(answer.data?["priority"]?.string == "urgent")
        #expect(answer.data?["progress"]?["totalSteps"]?.int == 5)
        #expect(answer.data?["currency"]?.string == "USD")
        #expect(answer.data?["retryCount"]?.int == 0)
        #expect(answer.data?["extractedData"]?.isNull == true)
        #expect(answer.data?["attempts"]?.array?.isEmpty == true)
        #expect(answer.data?["metadata"].map { String(decoding: $0.raw, as: UTF8.self) } == #"{"b" : 1.50}"#)
        let time = try #require(answer.data?["createdAt"]?.string)
        #expect(time.wholeMatch(of: /\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z/) != nil)
        #expect(bench.told.wakes.withLock { $0 } == 0)
    }

    @Test func `a job created with process=true is queued and the queue is woken`() throws {
        let answer = try bench.post("/ocr-invoice-job?process=true", Bench.job())
        #expect(answer.data?["status"]?.string == "queued")
        #expect(bench.told.wakes.withLock { $0 } == 1)
        #expect(try bench.post("/ocr-invoice-job?process=maybe", Bench.job()).status == 400)
    }

    @Test func `a duplicate jobNumber is 409, after everything else is valid`() throws {
        #expect(try bench.post("/ocr-invoice-job", Bench.job("J-1")).status == 201)
        let answer = try bench.post("/ocr-invoice-job", Bench.job("J-1"))
        #expect(answer.status == 409)
        #expect(answer.code == "duplicate_job_number")
        #expect(try bench.post("/ocr-invoice-job", Bench.job("J-1", #", "priority": 1"#)).status == 422)
        #expect(try Bench().post("/ocr-invoice-job", Bench.job("J-1")).status == 201)
    }

    @Test func `a reference to what is not there is 422 at its place`() throws {
        let id = "65a1b2c3d4e5f60718293a4b"
        let group = try bench.post("/ocr-invoice-job", Bench.job("J-2", ", \"group\": \"\(id)\""))
        #expect(group.status == 422)
        #expect(group.faults == ["/group unknown_reference"])
        let template = try bench.post(
            "/ocr-invoice-job",
            #"{"jobNumber": "3", "documentName": "a", "documentUrl": "https://x.example", "template": "\#(id)"}"#)
        #expect(template.faults == ["/template unknown_reference"])
        let document = try bench.post(
            "/ocr-invoice-job",
            #"{"jobNumber": "4", "documentName": "a", "documentUrl": "document:\#(id)", "template": "default"}"#)
        #expect(document.faults == ["/documentUrl unknown_reference"])
    }

    @Test func `an inactive template is refused in a new job`() throws {
        let created = try bench.post(
            "/ocr-invoice-job-template",
            """
            {"name": "off", "ocrEngine": "tesseract", "documentType": "invoice", "extractionRules": {},
             "isActive": false}
            """)
        let id = try #require(created.data?["_id"]?.string)
        let answer = try bench.post(
            "/ocr-invoice-job",
            #"{"jobNumber": "5", "documentName": "a", "documentUrl": "https://x.example", "template": "\#(id)"}"#)
        #expect(answer.status == 422)
        #expect(answer.faults == ["/template template_inactive"])
    }

    @Test func `a job in a group inherits its template and priority`() throws {
        let group = try bench.newGroup(#", "priority": "high""#)
        let template = try bench.get("/ocr-invoice-job-group/\(group)").data?["template"]?.string
        let answer = try bench.post(
            "/ocr-invoice-job",
            #"{"jobNumber": "6", "documentName": "a", "documentUrl": "https://x.example", "group": "\#(group)"}"#)
        #expect(answer.status == 201)
        #expect(answer.data?["template"]?.string == template)
        #expect(answer.data?["priority"]?.string == "high")
    }

    @Test func `a number of blanks is refused, and the first fault stands in detail`() throws {
        let one = try bench.post("/ocr-invoice-job", Bench.job("   "))
        #expect(one.faults == ["/jobNumber blank"])
        #expect(one.json["detail"]?.string == "jobNumber is blank. Give it a text.")
        let several = try bench.post("/ocr-invoice-job", "{}")
        let detail = several.json["detail"]?.string
        #expect(detail == "jobNumber is missing. \(several.faults.count - 1) more fields are not valid.")
    }

    @Test func `a byte order mark before JSON, a slash after a path and an empty filter change nothing`() throws {
        let bytes = [0xEF, 0xBB, 0xBF] + Array(Bench.job().utf8)
        let made = try bench.send(
            "POST", "/ocr-invoice-job", headers: ["content-type": "application/json"], body: bytes)
        #expect(made.status == 201)
        #expect(try bench.get("/ocr-invoice-job/?filter=").json["total"]?.int == 1)
        #expect(try bench.get("/ocr-invoice-job/\(made.data?["_id"]?.string ?? "")/").status == 200)
    }

    @Test func `malformed JSON is 400 with line and column`() throws {
        let answer = try bench.post("/ocr-invoice-job", "{\n  \"jobNumber\": \"1\",\n}")
        #expect(answer.status == 400)
        #expect(answer.code == "json_malformed")
        #expect(answer.json["detail"]?.string?.contains("line 3, column 1") == true)
        #expect(try bench.post("/ocr-invoice-job", #"{"a": 1, "a": 2}"#).code == "json_duplicate_name")
    }

    @Test(arguments: ["text/plain", "application/xml", "application/json; charset=latin1", ""])
    func `a body of another type is 415`(type: String) throws {
        let answer = try bench.post("/ocr-invoice-job", Bench.job(), headers: ["content-type": type])
        #expect(answer.status == 415)
        #expect(try bench.get("/ocr-invoice-job").json["total"]?.int == 0)
    }

    @Test func `a JSON body over 1 MiB is 413`() throws {
        let big = #"{"jobNumber": "\#(String(repeating: "x", count: 1 << 20))"}"#
        #expect(try bench.post("/ocr-invoice-job", big).status == 413)
    }

    @Test func `an id that cannot be, is not there, or is another's is the same 404`() throws {
        let other = try Bench().newJob()
        let answers = try ["nonsense", "65a1b2c3d4e5f60718293a4b", other].map { id in
            try bench.get("/ocr-invoice-job/\(id)")
        }
        #expect(answers.map(\.status) == [404, 404, 404])
        #expect(Set(answers.map(\.bytes)).count == 1)
        #expect(try bench.delete("/ocr-invoice-job/\(other)").status == 404)
        #expect(try bench.post("/ocr-invoice-job/\(other)/process").status == 404)
        #expect(try bench.put("/ocr-invoice-job/\(other)", Bench.job()).status == 404)
        #expect(try bench.get("/ocr-invoice-job/\(other)/results").status == 404)
    }

    @Test func `lists have a page, an order and an exact total`() throws {
        for number in ["b", "a", "c"] { _ = try bench.post("/ocr-invoice-job", Bench.job(number)) }
        let answer = try bench.get("/ocr-invoice-job?limit=2&sort=jobNumber&order=asc&offset=1")
        #expect(answer.status == 200)
        #expect(answer.json["total"]?.int == 3)
        #expect(answer.data?.array?.compactMap { $0["jobNumber"]?.string } == ["b", "c"])
        #expect(answer.data?.array?.first?["attempts"] == nil)
    }

    @Test(arguments: ["desc", "asc"])
    func `a list says the same whichever way it is found`(order: String) throws {
        for number in 1...9 { _ = try bench.post("/ocr-invoice-job", Bench.job("\(number)")) }
        let filter = PercentCoding.encode(#"{"status": "created"}"#)
        for offset in 0...9 {
            let query = "limit=2&offset=\(offset)&order=\(order)"
            let plain = try bench.get("/ocr-invoice-job?\(query)")
            // Beyond the middle, a page is walked to from the end, and its rows come the other way round.
            let filtered = try bench.get("/ocr-invoice-job?\(query)&filter=\(filter)")
            #expect(plain.status == 200 && plain.bytes == filtered.bytes)
            #expect(plain.data?.array?.count == min(2, 9 - offset))
            #expect(plain.json["total"]?.int == 9)
        }
    }

    @Test(arguments: [
        "limit=0", "limit=101", "limit=x", "limit=%2B5", "offset=-1", "sort=metadata", "sort=nothing", "order=up",
        "filter={", "filter={\"nothing\":1}", "filter={\"status\":{\"$near\":1}}", "page=2", "limit=1&limit=2",
        "include=ocrResults",
    ])
    func `a bad query parameter is 400 and named`(query: String) throws {
        let answer = try bench.get("/ocr-invoice-job?\(query)")
        #expect(answer.status == 400)
        #expect(answer.json["detail"]?.string?.isEmpty == false)
    }

    @Test func `a filter chooses`() throws {
        for (number, priority) in [("1", "low"), ("2", "high"), ("3", "urgent")] {
            _ = try bench.post("/ocr-invoice-job", Bench.job(number, #", "priority": "\#(priority)""#))
        }
        let filter = PercentCoding.encode(#"{"priority": {"$in": ["high", "urgent"]}, "status": "created"}"#)
        let answer = try bench.get("/ocr-invoice-job?filter=\(filter)&sort=jobNumber&order=asc")
        #expect(answer.data?.array?.compactMap { $0["jobNumber"]?.string } == ["2", "3"])
        #expect(answer.json["total"]?.int == 2)
    }

    @Test func `PUT replaces the writable fields and ignores the others`() throws {
        let id = try bench.newJob()
        let read = try bench.get("/ocr-invoice-job/\(id)")
        let whole = try #require(read.data.map { String(decoding: $0.raw, as: UTF8.self) })
        let changed = whole.replacing("\"a.pdf\"", with: "\"b.pdf\"").replacing("\"created\"", with: "\"completed\"")
        let answer = try bench.put("/ocr-invoice-job/\(id)", changed)
        #expect(answer.status == 200)
        #expect(answer.data?["documentName"]?.string == "b.pdf")
        #expect(answer.data?["status"]?.string == "created")
        #expect(answer.header("ETag") != read.header("ETag"))
    }

    @Test func `If-Match guards PUT and DELETE`() throws {
        let id = try bench.newJob()
        let tag = try #require(try bench.get("/ocr-invoice-job/\(id)").header("ETag"))
        let changed = try bench.put("/ocr-invoice-job/\(id)", Bench.job("x"), headers: ["if-match": tag])
        #expect(changed.status == 200)
        let stale = try bench.put("/ocr-invoice-job/\(id)", Bench.job("y"), headers: ["if-match": tag])
        #expect(stale.status == 412)
        #expect(stale.header("ETag") == changed.header("ETag"))
        #expect(try bench.delete("/ocr-invoice-job/\(id)", headers: ["if-match": tag]).status == 412)
        #expect(try bench.delete("/ocr-invoice-job/\(id)", headers: ["if-match": "\"other\""]).status == 412)
        let several = "\(tag), \(changed.header("ETag") ?? "")"
        #expect(try bench.delete("/ocr-invoice-job/\(id)", headers: ["if-match": several]).status == 200)
    }

    @Test func `processing does not change the tag`() throws {
        let id = try bench.newJob()
        let tag = try bench.get("/ocr-invoice-job/\(id)").header("ETag")
        try bench.process(id)
        #expect(try bench.get("/ocr-invoice-job/\(id)").header("ETag") == tag)
    }

    @Test func `DELETE says so, and the job is gone`() throws {
        let id = try bench.newJob()
        let answer = try bench.delete("/ocr-invoice-job/\(id)")
        #expect(answer.status == 200)
        #expect(answer.json["message"]?.string == "OCR invoice job deleted successfully")
        #expect(answer.json["success"]?.bool == true)
        #expect(try bench.get("/ocr-invoice-job/\(id)").status == 404)
        #expect(try bench.delete("/ocr-invoice-job/\(id)").status == 404)
    }

    /// The contract's table: PUT, process, cancel, DELETE by status.
    @Test(arguments: [
        ("created", [200, 202, 200, 200]), ("queued", [409, 409, 200, 200]), ("processing", [409, 409, 200, 200]),
        ("completed", [200, 202, 409, 200]), ("failed", [200, 202, 409, 200]), ("cancelled", [200, 202, 409, 200]),
    ])
    func `what is allowed when`(status: String, allowed: [Int]) throws {
        for (index, expected) in allowed.enumerated() {
            let id = try bench.job(in: status)
            let answer =
                switch index {
                case 0: try bench.put("/ocr-invoice-job/\(id)", Bench.job())
                case 1: try bench.post("/ocr-invoice-job/\(id)/process")
                case 2: try bench.post("/ocr-invoice-job/\(id)/cancel")
                default: try bench.delete("/ocr-invoice-job/\(id)")
                }
            #expect(answer.status == expected, "\(["PUT", "process", "cancel", "DELETE"][index]) when \(status)")
            if expected == 409 {
                #expect(answer.code == "wrong_state")
                #expect(answer.json["detail"]?.string?.contains("POST /ocr-invoice-job/{id}/") == true)
            }
        }
    }

    @Test func `cancelling tells whoever runs the job`() throws {
        let id = try bench.newJob()
        let answer = try bench.post("/ocr-invoice-job/\(id)/cancel")
        #expect(answer.data?["status"]?.string == "cancelled")
        #expect(bench.told.cancels.withLock { $0.map(\.text) } == [id])
    }

    @Test func `process takes no body, or an empty object`() throws {
        let id = try bench.newJob()
        #expect(try bench.post("/ocr-invoice-job/\(id)/process", #"{"now": true}"#).status == 422)
        #expect(try bench.post("/ocr-invoice-job/\(id)/process", "{}").status == 202)
        #expect(bench.told.wakes.withLock { $0 } == 1)
    }
}
