package import Invoices
package import Logging
package import Storage

/// What the API reaches of the rest of the server; filled by whoever starts it. All closures may block and may be
/// called from any thread.
package struct Services: Sendable {
    /// One part of the server that must work for it to be ready.
    package struct Readiness: Sendable {
        /// E.g. `database`, `reader`, `languages`, `disk`.
        package let part: String
        /// Nil when it works; else a sentence for the operator, without secrets.
        package let problem: String?
        /// What an operator should know though it works; a sentence without secrets.
        package let warning: String?

        package init(part: String, problem: String?, warning: String? = nil) {
            self.part = part
            self.problem = problem
            self.warning = warning
        }
    }

    /// A region of a page's picture, to be read again.
    package struct RegionRequest: Sendable {
        package let jpeg: [UInt8]
        package let region: Box
        /// Tesseract's names; empty: told from the region.
        package let languages: [String]

        package init(jpeg: [UInt8], region: Box, languages: [String]) {
            self.jpeg = jpeg
            self.region = region
            self.languages = languages
        }
    }

    /// What stands in a region of a page.
    package struct RegionText: Sendable {
        package let text: String
        package let confidence: Double

        package init(text: String, confidence: Double) {
            self.text = text
            self.confidence = confidence
        }
    }

    /// A template to be run on a job's pages without saving anything.
    package struct TemplateTrial: Sendable {
        package let template: Template
        package let job: Job.ID
        package let account: Account.ID

        package init(template: Template, job: Job.ID, account: Account.ID) {
            self.template = template
            self.job = job
            self.account = account
        }
    }

    /// Why an address will never be dialled.
    package enum AddressFault: Sendable, Equatable {
        /// It has no one reading; what stands in it, for its author.
        case unreadable(String)
        /// It leads where nothing may be dialled.
        case forbidden
    }

    package var stores: Stores
    package var log: Logger
    /// Nil where the operator has set no key to keep secrets under.
    package var webhooks: WebhookStore?
    /// Links in answers begin with it, without a slash at the end; nil: the request's host and mount.
    package var publicURL: String?
    /// Of prices, ISO 4217.
    package var currency = "USD"
    /// Bytes of a document.
    package var uploadLimit = 32 << 20
    /// Whether there is room for more documents and jobs.
    package var hasRoom: @Sendable () -> Bool = { true }
    /// A job was queued.
    package var wakeQueue: @Sendable () -> Void = {}
    /// A running job was asked to stop.
    package var cancelRequested: @Sendable (Job.ID) -> Void = { _ in }
    /// Reads a region of a JPEG; throws `APIError` (503 `reader_not_available`) when nobody can. `isWanted` is asked
    /// meanwhile, on the same thread: false ends it.
    package var readRegion: @Sendable (RegionRequest, _ isWanted: () -> Bool) throws -> RegionText = { _, _ in
        throw APIError.unavailable("reader_not_available", "No reader is available now. Try again shortly.")
    }
    /// Runs a template on the pages that a finished job has; throws `APIError`. `isWanted` is asked meanwhile, on the same
    /// thread: false ends it.
    package var tryTemplate: @Sendable (TemplateTrial, _ isWanted: () -> Bool) throws -> Extraction = { _, _ in
        throw APIError.unavailable("reader_not_available", "No reader is available now. Try again shortly.")
    }
    /// How many requests are answered at a time.
    package var threads = 8
    /// What forbids that a URL is ever dialled, as far as it tells without being looked up.
    package var addressFault: @Sendable (_ url: String) -> AddressFault? = { _ in nil }
    /// Wrong keys that an address may send in a minute before it is told to wait.
    package var guessesPerMinute = 10
    package var readiness: @Sendable () -> [Readiness] = { [] }
    /// Prometheus text; nil where there is none.
    package var metrics: (@Sendable () throws -> String)?
    /// Local time, for what no row is stamped with.
    package var now: @Sendable () -> Timestamp

    package init(stores: Stores, log: Logger, now: @escaping @Sendable () -> Timestamp) {
        self.stores = stores
        self.log = log
        self.now = now
    }
}
