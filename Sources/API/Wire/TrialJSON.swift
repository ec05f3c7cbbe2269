import Invoices
import JSON
import Storage

/// A template's result on a job's pages, in the shape of results.
enum TrialJSON {
    static func write(_ extraction: Extraction, of results: JobResults, into json: inout JSONWriter) {
        json.member("jobId", results.job.id)
        json.member("jobNumber", results.job.number)
        json.member("status", results.job.status.rawValue)
        json.member("extractedData", raw: SummaryCoding.extractedData(extraction.invoice))
        json.member("confidence", raw: SummaryCoding.confidence(extraction))
        json.member("validationResults", raw: SummaryCoding.validation(extraction))
        json.member("fields", array: extraction.fields) { json, field in
            json.object { ResultsJSON.write(field, into: &$0) }
        }
    }
}
