import Invoices
import Storage

extension APIError {
    /// The contract's error for a store's error; `kind` names the path's resource, e.g. `job`.
    init(_ error: StorageError, kind: String) {
        switch error {
        case .notFound: self = .notFound(kind)
        case .duplicateJobNumber:
            self = .conflict(
                "duplicate_job_number", "/jobNumber",
                "Another job already has this jobNumber. Find it with filter={\"jobNumber\": …}, or choose another.")
        case .duplicateExternalID:
            self = .conflict(
                "duplicate_external_id", "/externalId",
                "Another supplier already has this externalId. Find it with filter={\"externalId\": …}, or choose another."
            )
        case .duplicateProof(let proof, let holder):
            self = .conflict(
                "duplicate_proof", "/" + APIError.list(of: proof.kind),
                "\(proof.value) is confirmed for the supplier \(holder). If both are one, merge them.")
        case .wrongMerge(let detail): self = .wrongState(detail)
        case .duplicatePageNumber:
            self = .conflict("duplicate_page_number", "/pageNumber", "The job already has a page with this number.")
        case .wrongState(let status):
            self = .wrongState("The job is \(status.rawValue). \(APIError.nextStep(status))")
        case .documentGone:
            self = APIError(
                409, "document_gone",
                "The uploaded document of this job was deleted. Upload it again and give the job its new URL by PUT.")
        case .inUse: self = APIError(409, "in_use", APIError.inUse(kind))
        case .preconditionFailed(let revision):
            self = APIError(
                412, "precondition_failed",
                "The \(kind) has changed since you read it. Read it again and use its new ETag.",
                headers: [("ETag", Call.tag(revision))])
        case .resultsChanged(let tag):
            self = APIError(
                412, "precondition_failed",
                "The results have changed since you read them. Read them again and use their new ETag.",
                headers: [("ETag", ResultFormat.json.tag(tag))])
        case .unknownReference(let reference): self = .unknown(reference, in: kind)
        case .inactiveTemplate: self = .validation("/template", "template_inactive", "The template is not active.")
        case .backlogFull:
            self = APIError(
                429, "backlog_full",
                "The account has reached its limit of unfinished jobs. Wait until some have ended.",
                headers: [("Retry-After", "30")])
        case .tooManyWebhooks:
            self = APIError(
                409, "too_many_webhooks", "The account has reached its limit of webhooks. Delete one first.")
        case .tooManyUsers:
            self = APIError(409, "too_many_users", "The account has reached its limit of users. Delete one first.")
        case .tooManyKeys:
            self = APIError(409, "too_many_keys", "The account has reached its limit of keys. Delete one first.")
        case .duplicateUserName:
            self = .conflict("duplicate_user_name", "/name", "Another user already has this name. Choose another.")
        case .full: self = .storageFull
        case .unavailable:
            self = .unavailable("database_unavailable", "The database is not available. Try again shortly.")
        case .damaged: self = .internalError
        }
    }

    static let internalError = APIError(
        500, "internal_error",
        "Something went wrong inside the server. The log has the details under this request's id.")

    /// Thrown before anything of the request is stored.
    static let storageFull = APIError(
        503, "storage_full", "The server has no disk space for more documents. Try again later, or ask its operator.",
        headers: [("Retry-After", "60")])

    /// What the caller of an operation that this status does not allow can do.
    private static func nextStep(_ status: JobStatus) -> String {
        switch status {
        case .created: "Start it with POST /ocr-invoice-job/{id}/process."
        case .queued, .processing:
            "Wait until it has ended, or end it with POST /ocr-invoice-job/{id}/cancel; then try again."
        case .completed, .failed, .cancelled:
            "Only a job that has not ended can be cancelled. POST /ocr-invoice-job/{id}/process starts it again."
        }
    }

    /// By what a thing is in use, and how to end that.
    private static func inUse(_ kind: String) -> String {
        switch kind {
        case "group": "The group has jobs. Delete them first, or all of them with the group: DELETE …?jobs=delete."
        case "template":
            "Jobs or groups use the template. Give them another or delete them; isActive false keeps it from new jobs."
        case "document": "An unfinished job needs the document. Wait until it has ended, cancel it or delete it."
        case "supplier":
            "Jobs name the supplier. Keep them without one by DELETE …?jobs=keep, or merge it into another."
        default: "The \(kind) is in use. Remove what uses it first."
        }
    }

    /// The member of a supplier's JSON that has such proofs.
    private static func list(of kind: SupplierProof.Kind) -> String {
        kind == .registrationNumber ? "registrationNumbers" : "taxIds"
    }

    private static func conflict(_ code: String, _ pointer: String, _ detail: String) -> APIError {
        APIError(409, code, detail, faults: [Fault(pointer: pointer, code: code, detail: detail)])
    }

    private static func unknown(_ reference: StorageError.Reference, in kind: String) -> APIError {
        let url = kind == "page" ? "pageUrl" : "documentUrl"
        let place =
            switch reference {
            case .document: url
            case .supplier: "into"
            case .template, .group, .job: reference.rawValue
            }
        return .validation("/\(place)", "unknown_reference", "There is no such \(reference.rawValue).")
    }
}
