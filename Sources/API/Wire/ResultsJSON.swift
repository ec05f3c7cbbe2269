import Invoices
import JSON
import Storage

/// The results of a completed job.
enum ResultsJSON {
    static func write(_ results: JobResults, into json: inout JSONWriter) {
        writeHead(results.job, into: &json)
        JobJSON.writeResult(results.job, into: &json)
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
    }
}
