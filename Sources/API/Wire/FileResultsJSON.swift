package import Invoices
package import JSON
import Storage

/// The results of a file that was read without a server, in the shape of a completed job's.
package enum FileResultsJSON {
    /// jobId and jobNumber are null, since no job has the file; no account knows its supplier.
    package static func write(
        _ document: DocumentInfo, _ pages: [Page], _ extraction: Extraction, into json: inout JSONWriter
    ) {
        json.member("jobId", nil as String?)
        json.member("jobNumber", nil as String?)
        json.member("status", JobStatus.completed.rawValue)
        json.member("documentInfo") { JobJSON.write(document, into: &$0) }
        json.member("extractedData", raw: SummaryCoding.extractedData(extraction.invoice))
        json.member("confidence", raw: SummaryCoding.confidence(extraction))
        json.member("validationResults", raw: SummaryCoding.validation(extraction))
        json.member("supplier", nil as String?)
        json.member("proposedSupplier", nil as String?)
        for name: StaticString in ["supplierEvidence", "duplicates", "relatedJobs"] { json.member(name, strings: []) }
        ReviewJSON.write(extraction, into: &json)
        ResultsJSON.write(pages.map(JobResults.PageText.init), extraction.fields, into: &json)
    }
}
