import Storage

extension APIError {
    /// What the store refused, in the contract's words; `kind` is what the path is about, e.g. `job`.
    init(_ error: StorageError, kind: String) {
        switch error {
        case .notFound: self = .notFound(kind)
        case .duplicateJobNumber:
            self = .conflict("duplicate_job_number", "/jobNumber", "Another job bears this jobNumber.")
        case .duplicatePageNumber:
            self = .conflict("duplicate_page_number", "/pageNumber", "The job has a page of this number.")
        case .wrongState(let status): self = .wrongState("The job is \(status.rawValue): that does not allow this.")
        case .inUse: self = APIError(409, "in_use", "The \(kind) is in use.")
        case .preconditionFailed(let revision):
            self = APIError(
                412, "precondition_failed", "The \(kind) was changed since: its ETag is another now.",
                headers: [("ETag", Call.tag(revision))])
        case .unknownReference(let reference): self = .unknown(reference, in: kind)
        case .inactiveTemplate: self = .validation("/template", "template_inactive", "The template is not active.")
        case .backlogFull:
            self = APIError(
                429, "backlog_full", "The account has as many unfinished jobs as it may have.",
                headers: [("Retry-After", "30")])
        case .tooManyWebhooks:
            self = APIError(409, "too_many_webhooks", "The account has as many webhooks as it may have.")
        case .full: self = .storageFull
        case .unavailable:
            self = .unavailable("database_unavailable", "The database is not available; try again shortly.")
        case .damaged: self = .internalError
        }
    }

    static let internalError = APIError(500, "internal_error", "Something went wrong here; the log knows more.")

    /// Before anything of the request was kept.
    static let storageFull = APIError(
        503, "storage_full", "The server has no room for more documents just now; its operator can see why.",
        headers: [("Retry-After", "60")])

    private static func conflict(_ code: String, _ pointer: String, _ detail: String) -> APIError {
        APIError(409, code, detail, faults: [Fault(pointer: pointer, code: code, detail: detail)])
    }

    private static func unknown(_ reference: StorageError.Reference, in kind: String) -> APIError {
        let url = kind == "page" ? "pageUrl" : "documentUrl"
        let place = reference == .document ? url : reference.rawValue
        return .validation("/\(place)", "unknown_reference", "There is no such \(reference.rawValue).")
    }
}
