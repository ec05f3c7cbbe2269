import Invoices
import JSON
import Storage

/// A job as the contract writes it.
enum JobJSON {
    /// Members that only responses have. Requests may send them, so that read-modify-write works.
    static let responseOnly: Set<String> = [
        "_id", "status", "progress", "startedAt", "completedAt", "processingTime", "documentInfo", "extractedData",
        "confidence", "validationResults", "cost", "currency", "errorLog", "retryCount", "errorCode", "attempts",
        "createdAt", "updatedAt", "isStale", "lastError", "review", "supplier", "proposedSupplier", "supplierEvidence",
        "duplicates", "relatedJobs",
    ]

    /// The draft, and whether it names the template `default`. Throws all faults together.
    static func draft(_ form: Form) throws -> (draft: JobDraft, isDefaultTemplate: Bool) {
        let number = form.required("jobNumber") { form.label($0, in: 1...100) }
        let documentName = form.required("documentName") { form.label($0, in: 1...255) }
        let url = form.required("documentUrl") { DocumentURL.read(form, $0) }
        let type = form.choice("documentType", DocumentType.self)
        let group = form.id("group", of: Group.self)
        let isDefault = form.value("template")?.string == "default"
        let template = isDefault ? nil : template(form)
        let priority = form.choice("priority", Priority.self)
        let createdBy = form.text("createdBy")
        let metadata = form.raw("metadata", atMost: 16 << 10)
        form.close(ignoring: responseOnly)
        try form.check()
        guard let number, let documentName, let url else { throw APIError.internalError }
        let draft = JobDraft(
            number: number, documentName: documentName, documentURL: url, documentType: type, template: template,
            group: group, priority: priority, createdBy: createdBy, metadata: metadata)
        return (draft, isDefault)
    }

    private static func template(_ form: Form) -> Template.ID? {
        if form.value("template") == nil, form.value("group") == nil {
            return form.fault(
                "template", "required", "template is missing. Give a template's id, or default, or a group.")
        }
        return form.template("template")
    }

    /// - Parameter attempts: Nil in lists.
    static func write(
        _ job: JobRecord, attempts: [AttemptRecord]? = nil, currency: String, into json: inout JSONWriter
    ) {
        job.withTexts { write(job.facts, $0, attempts: attempts, currency: currency, into: &json) }
    }

    /// The same from its parts.
    static func write(
        _ job: JobFacts, _ texts: JobRecord.Texts, attempts: [AttemptRecord]? = nil, currency: String,
        into json: inout JSONWriter
    ) {
        json.member("_id", job.id)
        json.member("jobNumber", utf8: texts[.number])
        json.member("documentName", utf8: texts[.documentName])
        json.member("documentUrl", utf8: texts[.documentURL])
        json.member("documentType", job.documentType?.rawValue)
        json.member("template", job.template)
        json.member("group", job.group)
        json.member("priority", job.priority.rawValue)
        json.member("createdBy", utf8: texts[.createdBy])
        json.member("metadata", raw: texts[.metadata])
        json.member("status", job.status.rawValue)
        json.member("progress") { write(job.progress, into: &$0) }
        json.member("startedAt", job.startedAt)
        json.member("completedAt", job.completedAt)
        json.member("processingTime", seconds: job.processingTime)
        writeResult(job, texts, into: &json)
        json.member("cost", raw: texts.costLiteral)
        json.member("currency", currency)
        json.member("errorCode", utf8: texts[.errorCode])
        json.member("errorLog", utf8: texts[.errorLog])
        json.member("retryCount", job.retryCount)
        json.member("isStale", job.isStale)
        writeLastError(job, texts, into: &json)
        ReviewJSON.write(job.review, texts, into: &json)
        if let attempts {
            json.name("attempts")
            json.array { json in for attempt in attempts { write(attempt, into: &json) } }
        }
        json.member("createdAt", job.createdAt)
        json.member("updatedAt", job.updatedAt)
    }

    private static func writeLastError(_ job: JobFacts, _ texts: JobRecord.Texts, into json: inout JSONWriter) {
        guard let at = job.lastErrorAt else { return json.member("lastError", nil as String?) }
        json.member("lastError") { json in
            json.member("code", utf8: texts[.lastErrorCode])
            json.member("message", utf8: texts[.lastErrorMessage])
            json.member("at", at)
        }
    }

    /// The job's result; null before there is one.
    static func writeResult(_ job: JobRecord, into json: inout JSONWriter) {
        job.withTexts { writeResult(job.facts, $0, into: &json) }
    }

    private static func writeResult(_ job: JobFacts, _ texts: JobRecord.Texts, into json: inout JSONWriter) {
        if let document = job.document {
            json.member("documentInfo") { json in
                write(document.pages, document.size, document.format, document.resolution, into: &json)
                json.member("language", utf8: texts[.language])
            }
        } else {
            json.member("documentInfo", nil as String?)
        }
        json.member("extractedData", raw: texts[.extractedData])
        json.member("confidence", raw: texts[.confidence])
        json.member("validationResults", raw: texts[.validation])
        json.member("supplier", job.supplier.supplier)
        json.member("proposedSupplier", job.supplier.proposed)
        json.member("supplierEvidence", strings: job.supplier.evidence.lazy.map(\.rawValue))
        json.member("duplicates", raw: texts[.duplicates])
        json.member("relatedJobs", raw: texts[.relatedJobs])
    }

    private static func write(_ progress: JobProgress, into json: inout JSONWriter) {
        json.member("percentage", progress.percentage)
        json.member("currentStep", progress.currentStep?.rawValue)
        json.member("totalSteps", JobProgress.totalSteps)
    }

    /// A document that no job has, in the same shape.
    static func write(_ document: DocumentInfo, into json: inout JSONWriter) {
        write(document.pages, document.size, document.format, document.resolution, into: &json)
        json.member("language", document.language)
    }

    /// - Parameters:
    ///   - size: Bytes.
    ///   - resolution: Pixels an inch; nil for pages that have no pixels.
    private static func write(
        _ pages: Int, _ size: Int, _ format: DocumentType, _ resolution: Int?, into json: inout JSONWriter
    ) {
        json.member("pages", pages)
        json.member("size", size)
        json.member("format", format.rawValue)
        json.member("resolution", resolution.map { "\($0) dpi" })
    }

    private static func write(_ attempt: AttemptRecord, into json: inout JSONWriter) {
        json.object { json in
            json.member("number", attempt.number)
            json.member("startedAt", attempt.startedAt)
            json.member("completedAt", attempt.completedAt)
            json.member("outcome", attempt.outcome.rawValue)
            json.member("errorCode", attempt.errorCode)
            json.member("detail", attempt.detail)
        }
    }
}
