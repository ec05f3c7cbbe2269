/// Why a job's attempt ended without a result, and whether another attempt makes sense.
package struct JobFailure: Error, Sendable, Equatable {
    /// The contract's stable codes (docs/contract.md section 3).
    package enum Code: String, Sendable, CaseIterable {
        case documentNotFound = "document_not_found"
        case documentUnreachable = "document_unreachable"
        case documentBlocked = "document_blocked"
        case documentTooLarge = "document_too_large"
        case documentTimeout = "document_timeout"
        case documentTypeMismatch = "document_type_mismatch"
        case documentTypeUnsupported = "document_type_unsupported"
        case documentEncrypted = "document_encrypted"
        case documentDamaged = "document_damaged"
        case documentEmpty = "document_empty"
        case tooManyPages = "too_many_pages"
        case pageTooLarge = "page_too_large"
        case languageNotAvailable = "language_not_available"
        case timedOut = "timed_out"
        case poisonDocument = "poison_document"
        case workerLost = "worker_lost"
        case internalError = "internal_error"
    }

    /// What kind of failure this was; each kind has its own counter and its own pause before the next attempt.
    package enum Kind: String, Sendable, CaseIterable {
        /// The next attempt may go better: a server away, a name that does not resolve.
        case transient
        /// The same again would fail the same way: wrong type, encrypted, over a limit.
        case permanent
        /// The reader's fork died on this document.
        case crash
        /// Nothing was tried, since what is needed is busy or paused: costs neither a retry nor an attempt.
        case postponed
    }

    package var code: Code
    package var kind: Kind
    /// A sentence for a bookkeeper, saying what to do when there is something to do. No address, path or document text.
    package var message: String
    /// For the operator's log only.
    package var detail: String
    /// What the remote server asked to wait (Retry-After); nil when it did not.
    package var retryAfter: Duration?
    /// The page that failed where a client had added it; nil for the document's own.
    package var addedPage: Int?

    package init(
        _ code: Code, _ message: String, kind: Kind = .permanent, detail: String = "", retryAfter: Duration? = nil
    ) {
        self.code = code
        self.kind = kind
        self.message = message
        self.detail = detail
        self.retryAfter = retryAfter
    }

    /// The same failure, with the number of a page that a client added.
    package func ofAddedPage(_ number: Int) -> JobFailure {
        var failure = self
        failure.addedPage = number
        failure.message = "Page \(number), added to the job: " + message.replacing("documentUrl", with: "pageUrl")
        return failure
    }
}
