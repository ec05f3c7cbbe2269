package import Invoices
import Outgoing

extension JobFailure {
    /// The one place where a download's error becomes a job's: it says what the user can do, and nothing about the
    /// network.
    init(_ error: OutgoingError) {
        let (code, message) = Self.sentence(for: error)
        self.init(code, message, kind: Self.kind(of: error), detail: "\(error)", retryAfter: error.retryAfter)
    }

    /// This machine failed, not the document: the job waits until the fault is gone and loses no attempt.
    package static func machine(_ detail: String) -> JobFailure {
        JobFailure(
            .internalError, "The server cannot process the document right now. It will try again by itself.",
            kind: .postponed, detail: detail, retryAfter: .seconds(15))
    }

    private static func kind(of error: OutgoingError) -> Kind {
        switch error {
        case .paused, .machine: .postponed
        default: error.isWorthRetrying ? .transient : .permanent
        }
    }

    private static func sentence(for error: OutgoingError) -> (Code, String) {
        switch error {
        case .badURL, .blocked:
            return (
                .documentBlocked,
                "The server may not fetch documents from this address. Please upload the file instead."
            )
        case .status(404, _), .status(410, _):
            return (.documentNotFound, "There is no document at this address. Please check documentUrl.")
        case .status(401, _), .status(403, _):
            return (.documentUnreachable, "The document's server asks for a password. Please upload the file instead.")
        case .status(let status, _):
            return (.documentUnreachable, "The document's server answered with the error \(status).")
        case .unknownHost:
            return (.documentUnreachable, "The name of the document's server does not exist. Please check documentUrl.")
        case .unreachable:
            return (.documentUnreachable, "The document's server could not be reached, or the connection broke.")
        case .notTrusted:
            return (.documentUnreachable, "The certificate of the document's server is not valid.")
        case .timedOut: return (.documentTimeout, "The document's server took too long to send the document.")
        case .tooManyRedirects:
            return (.documentUnreachable, "The address has too many redirects. Please check documentUrl.")
        case .tooLarge(let limit):
            return (.documentTooLarge, "The document is larger than \(limit >> 20) MiB. Please send a smaller file.")
        case .paused:
            return (.documentUnreachable, "The document's server is busy. This server will ask it again soon.")
        case .cancelled, .machine:
            return (.internalError, "The server cannot fetch the document right now. It will try again by itself.")
        }
    }
}

extension OutgoingError {
    fileprivate var retryAfter: Duration? {
        switch self {
        case .status(_, let pause): pause
        case .paused(let pause): pause
        case .machine: .seconds(15)
        default: nil
        }
    }
}
