import API
import Invoices
import Processing
import ReaderWire
import Storage

/// Runs a template on a completed job's stored pages in a reader process while a client waits.
struct TemplateTrialReader: Sendable {
    /// The limit of both wall time and processor time.
    private static let seconds = 20

    /// Separate readers, so that a trial never delays a job.
    let readers: ReaderPool
    let pages: PageStore

    func run(_ trial: Services.TemplateTrial, while isWanted: () -> Bool) throws -> Extraction {
        let pages = try pages.pages(of: trial.job, of: trial.account)
        let request = ExtractionRequest(template: trial.template, processorSeconds: Self.seconds)
        do {
            return try readers.extract(
                request, from: pages, deadline: .now + .seconds(Self.seconds), while: isWanted)
        } catch let failure as JobFailure {
            throw Self.error(failure)
        } catch is Cancelled {
            throw APIError.unavailable("busy", "The client did not wait for the answer.")
        }
    }

    private static func error(_ failure: JobFailure) -> APIError {
        switch failure.kind {
        case .crash:
            APIError(
                422, "template_failed",
                "The template needs too much time or memory on this job's pages. Make its patterns simpler.")
        case .permanent where failure.code != .timedOut: APIError(422, failure.code.rawValue, failure.message)
        case .permanent, .transient, .postponed:
            .unavailable("reader_not_available", "The template could not be run right now. Please try again later.")
        }
    }
}
