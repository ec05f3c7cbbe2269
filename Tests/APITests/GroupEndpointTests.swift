import Invoices
import JSON
import Testing

@testable import API

@Suite(.serialized) struct GroupEndpointTests {
    private let bench: Bench

    init() throws { bench = try Bench() }

    private func job(in group: String) throws -> String { try bench.newJob(", \"group\": \"\(group)\"") }

    private func group(_ id: String) throws -> JSONValue {
        try #require(try bench.get("/ocr-invoice-job-group/\(id)").data)
    }

    @Test func `its completed jobs are one table`() throws {
        let group = try bench.newGroup()
        for _ in 0..<2 { _ = try bench.completedJob(", \"group\": \"\(group)\"") }
        _ = try bench.newJob(", \"group\": \"\(group)\"")
        for path in ["results", "results?format=csv"] {
            let answer = try bench.get("/ocr-invoice-job-group/\(group)/\(path)")
            #expect(answer.status == 200)
            #expect(answer.header("Content-Type") == "text/csv; charset=utf-8")
            let lines = String(decoding: answer.bytes, as: UTF8.self).split(separator: "\r\n")
            #expect(lines.count == 3, "headings, and a line item of each completed job")
            #expect(lines.dropFirst().allSatisfy { $0.contains("RE-17") })
        }
        #expect(try bench.get("/ocr-invoice-job-group/\(group)/results?format=xlsx").status == 400)
        let picture = try bench.send("GET", "/ocr-invoice-job-group/\(group)/results", headers: ["accept": "image/png"])
        #expect(picture.status == 406 && picture.code == "not_acceptable")
        #expect(try Bench().get("/ocr-invoice-job-group/\(group)/results").status == 404)
    }

    @Test func `a group's files come as a ZIP file that says what it lacks`() throws {
        var bench = bench
        let group = try bench.newGroup()
        let jobs = try (0..<2).map { _ in try bench.completedJob(", \"group\": \"\(group)\"") }
        let path = "/ocr-invoice-job-group/\(group)/results?format=zip"
        bench.services.makePDF = { order, _ in
            guard order.job.text == jobs[0] else { throw APIError(409, "document_gone", "It is \"gone\".") }
            return DocumentPDF(bytes: Array("%PDF-1.7".utf8))
        }
        let answer = try bench.get("\(path)&content=pdf,json,alto,ubl")
        #expect(answer.status == 200 && answer.header("Content-Type") == "application/zip")
        let zip = try UnpackedZip(answer.bytes)
        #expect(
            zip.files.keys.map { $0.split(separator: ".", maxSplits: 1)[1] }.sorted() == [
                "alto.xml", "alto.xml", "csv", "json", "json", "pdf", "ubl.xml", "ubl.xml",
            ])
        #expect(zip.files.values.contains("%PDF-1.7"))
        let missing = try #require(zip.files["missing.csv"]).split(separator: "\r\n")
        #expect(missing.count == 2 && missing[1].hasSuffix(",pdf,document_gone,\"It is \"\"gone\"\".\""))
        let accepted = try bench.send(
            "GET", "/ocr-invoice-job-group/\(group)/results", headers: ["accept": "application/zip"])
        #expect(accepted.header("Content-Type") == "application/zip", "PDF and JSON where nothing is said")
        #expect(try UnpackedZip(accepted.bytes).files.keys.contains { $0.hasSuffix(".pdf") })
        #expect(try bench.get("\(path)&content=pdf,gif").status == 400)
        #expect(try bench.get("\(path)&content=pdf,pdf").status == 400)
    }

    @Test func `its completed jobs' results are JSON, one after the other`() throws {
        let group = try bench.newGroup()
        let path = "/ocr-invoice-job-group/\(group)/results"
        #expect(try bench.get(path + "?format=json").data?.array?.isEmpty == true)
        let ids = try (0..<3).map { _ in try bench.completedJob(", \"group\": \"\(group)\"") }
        _ = try bench.newJob(", \"group\": \"\(group)\"")
        let asked = try bench.get(path + "?format=json")
        let accepted = try bench.send("GET", path, headers: ["accept": "application/json"])
        #expect(asked.status == 200 && asked.header("Content-Type") == "application/json")
        #expect(asked.response.length == nil, "a piece at a time")
        #expect(asked.bytes == accepted.bytes)
        #expect(asked.json["total"]?.int == 3)
        let results = try #require(asked.data?.array)
        #expect(Set(results.compactMap { $0["jobId"]?.string }) == Set(ids))
        for result in results {
            let id = try #require(result["jobId"]?.string)
            let job = try #require(try bench.get("/ocr-invoice-job/\(id)").data)
            for name in ["jobNumber", "documentName", "extractedData", "confidence", "validationResults"] {
                #expect(result[name] != nil && String(describing: result[name]) == String(describing: job[name]))
            }
        }
    }

    @Test func `a new group has the defaults and no jobs`() throws {
        let answer = try bench.post(
            "/ocr-invoice-job-group",
            """
            {"name": "January", "template": "\(bench.newTemplate())", "tags": ["a", "b"], "batchNumber": "B1",
             "description": "d", "createdBy": "me", "assignedTo": "you", "metadata": {"x":1}}
            """)
        #expect(answer.status == 201)
        let data = try #require(answer.data)
        #expect(answer.header("Location") == "http://host/mount/ocr-invoice-job-group/\(data["_id"]?.string ?? "")")
        #expect(data["priority"]?.string == "medium")
        #expect(data["processingSettings"]?["parallelJobs"]?.int == 3)
        #expect(data["processingSettings"]?["retryCount"]?.int == 2)
        #expect(data["processingSettings"]?["timeoutMinutes"]?.int == 30)
        #expect(data["notifications"]?["onFailure"]?.bool == true)
        #expect(data["notifications"]?["onCompletion"]?.bool == false)
        #expect(data["tags"]?.array?.compactMap(\.string) == ["a", "b"])
        #expect(data["totalJobs"]?.int == 0)
        #expect(data["status"]?.string == "created")
        #expect(data["statistics"]?["successRate"]?.isNull == true)
        #expect(data["statistics"]?["averageProcessingTime"]?.isNull == true)
        #expect(data["estimatedCompletionTime"]?.isNull == true)
    }

    @Test func `the word default names the account's default template, as for jobs`() throws {
        let made = try bench.post("/ocr-invoice-job-group", #"{"name": "g", "template": "default"}"#)
        #expect(made.status == 201)
        #expect(made.data?["template"]?.string == (try bench.stores.templates.standard(of: bench.account)?.id.text))
        let wrong = try bench.post("/ocr-invoice-job-group", #"{"name": "g", "template": "standard"}"#)
        #expect(wrong.faults == ["/template format"])
        #expect(wrong.json["detail"]?.string?.contains("or default") == true)
    }

    @Test func `a name of blanks is refused`() throws {
        let refused = try bench.post(
            "/ocr-invoice-job-group", #"{"name": "  ", "batchNumber": "\t", "template": "default"}"#)
        #expect(refused.faults == ["/batchNumber blank", "/name blank"])
    }

    @Test func `its counts and status follow its jobs`() throws {
        let id = try bench.newGroup()
        let first = try job(in: id)
        _ = try job(in: id)
        #expect(try group(id)["pendingJobs"]?.int == 2)
        #expect(try group(id)["status"]?.string == "created")
        #expect(try bench.post("/ocr-invoice-job/\(first)/process").status == 202)
        #expect(try group(id)["status"]?.string == "processing")
        try bench.work(on: first) { queue, job in _ = try queue.complete(job, with: Bench.reading) }
        #expect(try group(id)["completedJobs"]?.int == 1)
        #expect(try group(id)["status"]?.string == "created")
        #expect(try bench.post("/ocr-invoice-job-group/\(id)/cancel").status == 200)
        let ended = try group(id)
        #expect(ended["cancelledJobs"]?.int == 1)
        #expect(ended["totalJobs"]?.int == 2)
        #expect(ended["status"]?.string == "completed")
        #expect(ended["statistics"]?["successRate"]?.double == 1)
        #expect(ended["statistics"]?["totalPages"]?.int == 1)
        #expect(ended["completedAt"]?.string != nil)
    }

    @Test func `process queues every job that is created, failed or cancelled`() throws {
        let id = try bench.newGroup()
        let cancelled = try job(in: id)
        _ = try bench.post("/ocr-invoice-job/\(cancelled)/cancel")
        let created = try job(in: id)
        let answer = try bench.post("/ocr-invoice-job-group/\(id)/process")
        #expect(answer.status == 202)
        #expect(answer.data?["status"]?.string == "processing")
        for job in [cancelled, created] {
            #expect(try bench.get("/ocr-invoice-job/\(job)").data?["status"]?.string == "queued")
        }
        #expect(bench.told.wakes.withLock { $0 } == 1)
    }

    @Test func `its jobs are listed whole, or by limit and offset`() throws {
        let id = try bench.newGroup()
        let jobs = try (0..<3).map { _ in try job(in: id) }
        let whole = try bench.get("/ocr-invoice-job-group/\(id)/jobs")
        #expect(whole.data?.array?.compactMap { $0["jobId"]?.string }.sorted() == jobs.sorted())
        #expect(whole.data?.array?.first?["status"]?.string == "created")
        #expect(whole.data?.array?.first?["documentName"]?.string == "a.pdf")
        #expect(whole.json["total"]?.int == 3)
        let part = try bench.get("/ocr-invoice-job-group/\(id)/jobs?limit=1&offset=2")
        #expect(part.data?.array?.count == 1)
        #expect(part.json["total"]?.int == 3)
        #expect(try bench.get("/ocr-invoice-job-group/\(id)/jobs?sort=status").status == 400)
    }

    @Test func `a group with jobs is deleted only with them`() throws {
        let id = try bench.newGroup()
        let job = try job(in: id)
        let refused = try bench.delete("/ocr-invoice-job-group/\(id)")
        #expect(refused.status == 409)
        #expect(refused.code == "in_use")
        #expect(refused.json["detail"]?.string?.contains("?jobs=delete") == true)
        #expect(try bench.delete("/ocr-invoice-job-group/\(id)?jobs=keep").status == 400)
        let answer = try bench.delete("/ocr-invoice-job-group/\(id)?jobs=delete")
        #expect(answer.json["message"]?.string == "OCR invoice job group deleted successfully")
        #expect(try bench.get("/ocr-invoice-job/\(job)").status == 404)
        #expect(try bench.get("/ocr-invoice-job-group/\(id)").status == 404)
    }

    @Test func `it is updated under its tag, listed, searched and filtered`() throws {
        let id = try bench.newGroup(#", "tags": ["x"], "batchNumber": "B-77""#)
        _ = try bench.newGroup()
        let tag = try #require(try bench.get("/ocr-invoice-job-group/\(id)").header("ETag"))
        let template = try group(id)["template"]?.string ?? ""
        let body = #"{"name": "renamed", "template": "\#(template)", "tags": ["x", "y"], "batchNumber": "B-77"}"#
        #expect(try bench.put("/ocr-invoice-job-group/\(id)", body, headers: ["if-match": tag]).status == 200)
        #expect(try bench.put("/ocr-invoice-job-group/\(id)", body, headers: ["if-match": tag]).status == 412)
        #expect(try bench.get("/ocr-invoice-job-group").json["total"]?.int == 2)
        for query in ["filter=%7B%22tags%22:%22y%22%7D", "search=renamed", "search=B-77"] {
            let found = try bench.get("/ocr-invoice-job-group?\(query)")
            #expect(found.data?.array?.compactMap { $0["_id"]?.string } == [id], "\(query)")
            #expect(found.json["total"]?.int == 1)
        }
    }

    @Test func `an unknown template is 422 and another's group is 404`() throws {
        let body = #"{"name": "g", "template": "65a1b2c3d4e5f60718293a4b"}"#
        #expect(try bench.post("/ocr-invoice-job-group", body).faults == ["/template unknown_reference"])
        let other = try Bench().newGroup()
        for path in ["", "/jobs"] { #expect(try bench.get("/ocr-invoice-job-group/\(other)\(path)").status == 404) }
        #expect(try bench.post("/ocr-invoice-job-group/\(other)/process").status == 404)
        #expect(try bench.delete("/ocr-invoice-job-group/\(other)?jobs=delete").status == 404)
    }
}
