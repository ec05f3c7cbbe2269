import JSON
import Testing

@testable import API

/// What a job answers once it was read, or failed.
@Suite(.serialized) struct JobResultsTests {
    private let bench: Bench

    init() throws { bench = try Bench() }

    @Test func `a completed job shows what was found, and its attempt`() throws {
        let id = try bench.completedJob()
        let data = try #require(try bench.get("/ocr-invoice-job/\(id)").data)
        #expect(data["status"]?.string == "completed")
        #expect(data["progress"]?["percentage"]?.int == 100)
        #expect(data["documentInfo"]?["resolution"]?.string == "300 dpi")
        #expect(data["documentInfo"]?["language"]?.string == "eng")
        #expect(data["extractedData"]?["invoice"]?["number"]?.string == "RE-17")
        #expect(data["extractedData"]?["invoice"]?["amounts"]?["total"]?.number == "1471.6")
        #expect(data["extractedData"]?["lineItems"]?.array?.count == 1)
        #expect(data["confidence"]?["fields"]?["invoice.number"]?.double == 0.9)
        #expect(data["validationResults"]?["isValid"]?.bool == true)
        #expect(data["validationResults"]?["errors"]?.array?.first?["severity"]?.string == "warning")
        #expect(data["attempts"]?.array?.first?["outcome"]?.string == "completed")
        #expect(data["processingTime"]?.double != nil)
    }

    @Test func `the results have every field with where it stood`() throws {
        let id = try bench.completedJob()
        let answer = try bench.get("/ocr-invoice-job/\(id)/results?format=json")
        #expect(answer.status == 200)
        let data = try #require(answer.data)
        #expect(data["jobId"]?.string == id)
        #expect(data["text"]?.string == "Invoice RE-17 Total 1471.60")
        #expect(data["pages"]?.array?.first?["pageNumber"]?.int == 1)
        #expect(data["pages"]?.array?.first?["width"]?.double == 595)
        let field = try #require(data["fields"]?.array?.first { $0["name"]?.string == "invoice.amounts.total" })
        #expect(field["value"]?.number == "1471.6")
        #expect(field["rawText"]?.string == "1471.60")
        #expect(field["page"]?.int == 1)
        #expect(field["boundingBox"]?["x"]?.double == 0.1)
        #expect(field["source"]?.string == "ocr")
        #expect(field["method"]?.string == "reader")
        #expect(field["isRepaired"]?.bool == false)
    }

    @Test func `a list brings the results of a long invoice like those of a short one`() throws {
        let short = try bench.completedJob()
        let long = try bench.newJob()
        _ = try bench.post("/ocr-invoice-job/\(long)/process")
        try bench.work(on: long) { queue, job in _ = try queue.complete(job, with: Bench.longReading(lines: 2000)) }
        let list = try bench.get("/ocr-invoice-job?limit=2")
        #expect(list.response.length == nil, "a piece at a time")
        #expect(list.json["total"]?.int ?? 0 >= 2)
        let jobs = try #require(list.json["data"]?.array)
        #expect(jobs.map { $0["_id"]?.string } == [long, short])
        #expect(jobs[0]["extractedData"]?["lineItems"]?.array?.count == 2000)
        #expect(jobs[1]["extractedData"]?["lineItems"]?.array?.count == 1)
        #expect(jobs[0]["confidence"]?["fields"]?["lineItems[1999].amount"]?.double == 0.7)
    }

    @Test(arguments: [
        ("csv", "text/csv", "RE-17"), ("text", "text/plain", "Invoice RE-17 Total 1471.60"),
        ("hocr", "text/vnd.hocr+html", "ocrx_word"), ("alto", "application/xml", "CONTENT=\"RE-17\""),
    ])
    func `the results are given in other forms`(format: String, type: String, content: String) throws {
        let id = try bench.completedJob()
        let asked = try bench.get("/ocr-invoice-job/\(id)/results?format=\(format)")
        let accepted = try bench.send("GET", "/ocr-invoice-job/\(id)/results", headers: ["accept": type])
        #expect(asked.status == 200)
        #expect(asked.header("Content-Type")?.hasPrefix(type) == true)
        #expect(asked.header("Content-Disposition")?.hasPrefix("attachment") == true)
        #expect(String(decoding: asked.bytes, as: UTF8.self).contains(content))
        #expect(accepted.bytes == asked.bytes)
    }

    @Test func `CSV begins with a byte order mark where it is asked for, of a group, too`() throws {
        let id = try bench.completedJob()
        let mark: [UInt8] = [0xEF, 0xBB, 0xBF]
        let plain = try bench.get("/ocr-invoice-job/\(id)/results?format=csv").bytes
        #expect(try bench.get("/ocr-invoice-job/\(id)/results?format=csv&bom=true").bytes == mark + plain)
        let group = try bench.post("/ocr-invoice-job-group", #"{"name": "g", "template": "default"}"#)
        let results = "/ocr-invoice-job-group/\(group.data?["_id"]?.string ?? "")/results"
        #expect(try bench.get("\(results)?bom=true").bytes == mark + bench.get(results).bytes)
        #expect(try bench.get("\(results)?bom=yes").status == 400)
    }

    @Test func `results that are not there say why`() throws {
        let created = try bench.get("/ocr-invoice-job/\(bench.newJob())/results")
        #expect(created.status == 409)
        #expect(created.code == "results_not_ready")
        let failed = try bench.get("/ocr-invoice-job/\(bench.job(in: "failed"))/results")
        #expect(failed.status == 409)
        #expect(failed.json["detail"]?.string?.contains("document_encrypted: The PDF is encrypted.") == true)
        let id = try bench.completedJob()
        #expect(try bench.get("/ocr-invoice-job/\(id)/results?format=docx").status == 400)
        let picture = try bench.send("GET", "/ocr-invoice-job/\(id)/results", headers: ["accept": "image/png"])
        #expect(picture.status == 406)
    }

    @Test func `results stay until there are new ones`() throws {
        let id = try bench.completedJob()
        #expect(try bench.put("/ocr-invoice-job/\(id)", Bench.job()).status == 200)
        #expect(try bench.get("/ocr-invoice-job/\(id)/results").status == 200)
        #expect(try bench.post("/ocr-invoice-job/\(id)/process").status == 202)
        let waiting = try bench.get("/ocr-invoice-job/\(id)/results")
        #expect(waiting.status == 200)
        #expect(waiting.data?["status"]?.string == "queued")
        #expect(waiting.data?["extractedData"]?["invoice"]?["number"]?.string == "RE-17")
        try bench.work(on: id) { queue, job in
            #expect(try bench.get("/ocr-invoice-job/\(id)/results").data?["status"]?.string == "processing")
            _ = try queue.complete(job, with: Bench.longReading(lines: 2))
        }
        let fields = try #require(try bench.get("/ocr-invoice-job/\(id)/results").data?["fields"]?.array)
        #expect(fields.compactMap { $0["name"]?.string } == ["lineItems[0].amount", "lineItems[1].amount"])
    }
}
