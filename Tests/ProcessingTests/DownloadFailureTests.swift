import Invoices
import Outgoing
import Testing

@testable import Processing

/// What a download that led to nothing is to the job.
struct DownloadFailureTests {
    @Test(
        arguments: [
            (.badURL("x"), .documentBlocked, .permanent), (.blocked("x"), .documentBlocked, .permanent),
            (.unknownHost, .documentUnreachable, .permanent), (.unreachable("x"), .documentUnreachable, .transient),
            (.notTrusted("x"), .documentUnreachable, .permanent), (.timedOut("x"), .documentTimeout, .transient),
            (.status(404, retryAfter: nil), .documentNotFound, .permanent),
            (.status(503, retryAfter: .seconds(9)), .documentUnreachable, .transient),
            (.tooManyRedirects, .documentUnreachable, .permanent),
            (.tooLarge(limit: 32 << 20), .documentTooLarge, .permanent), (.machine("x"), .internalError, .postponed),
        ] as [(OutgoingError, JobFailure.Code, JobFailure.Kind)])
    func `each end of a download has its code, and another try only where it may help`(
        error: OutgoingError, code: JobFailure.Code, kind: JobFailure.Kind
    ) {
        let failure = JobFailure(error)
        #expect(failure.code == code)
        #expect(failure.kind == kind)
        if case .status(503, _) = error { #expect(failure.retryAfter == .seconds(9)) }
    }

    @Test func `a document that is too large is told the limit`() {
        #expect(JobFailure(OutgoingError.tooLarge(limit: 32 << 20)).message.contains("32 MiB"))
    }
}
