import Invoices
import JSON
import Storage

/// The results of a completed job.
enum ResultsJSON {
    static func write(_ results: JobResults, into json: inout JSONWriter) {
        writeHead(results.job, into: &json)
        JobJSON.writeResult(results.job, into: &json)
        results.job.withTexts { ReviewJSON.write(results.job.review, $0, into: &json) }
        write(results.pages, results.extraction.fields, into: &json)
    }

    /// What a document says, wherever it was read.
    static func write(_ pages: [JobResults.PageText], _ fields: [Field], into json: inout JSONWriter) {
        json.member("text", pages.map(\.text).joined(separator: "\n\n"))
        json.member("pages", array: pages) { json, page in
            json.object { json in
                json.member("pageNumber", page.number)
                json.member("width", page.width)
                json.member("height", page.height)
                json.member("text", page.text)
                json.member("confidence", ratio: page.confidence)
            }
        }
        json.member("fields", array: fields) { json, field in json.object { write(field, into: &$0) } }
    }

    /// The same without pages and places: one of many jobs.
    static func writeSummary(_ job: JobRecord, into json: inout JSONWriter) {
        writeHead(job, into: &json)
        json.member("documentName", job.documentName)
        JobJSON.writeResult(job, into: &json)
    }

    private static func writeHead(_ job: JobRecord, into json: inout JSONWriter) {
        json.member("jobId", job.id)
        json.member("jobNumber", job.number)
        json.member("status", job.status.rawValue)
    }

    static func write(_ field: Field, into json: inout JSONWriter) {
        json.member("name", field.name)
        json.member("value", field.value)
        json.member("rawText", field.rawText)
        json.member("confidence", ratio: field.confidence)
        json.member("page", field.page)
        json.member("boundingBox", field.box)
        json.member("source", field.source.rawValue)
        json.member("method", field.method.rawValue)
        json.member("isRepaired", field.isRepaired)
        writeJudgement(of: field, into: &json)
    }

    /// Alternatives, checks, reasons of a confidence and what memory knows; each is absent if there is none.
    private static func writeJudgement(of field: Field, into json: inout JSONWriter) {
        if !field.alternatives.isEmpty {
            json.member("alternatives", array: field.alternatives) { json, alternative in
                json.object { json in
                    json.member("value", alternative.value)
                    json.member("confidence", ratio: alternative.confidence)
                    json.member("page", alternative.page)
                    json.member("boundingBox", alternative.box)
                }
            }
        }
        if !field.checks.isEmpty {
            json.member("checks", array: field.checks) { json, check in
                json.object { json in
                    json.member("name", check.name.rawValue)
                    json.member("passed", check.passed)
                    json.member("message", check.message)
                }
            }
        }
        if !field.reasons.isEmpty { json.member("reasons", strings: field.reasons) }
        if let documents = field.memoryDocuments { json.member("memoryDocuments", documents) }
    }
}
