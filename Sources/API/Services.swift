package import Invoices
package import Logging
package import Storage

/// The API's connections to the rest of the server, set at the start. All closures may block and may be called from any
/// thread.
package struct Services: Sendable {
    /// One part of the server that must work for it to be ready.
    package struct Readiness: Sendable {
        /// E.g. `database`, `reader`, `languages`, `disk`.
        package let part: String
        /// Nil if it works, else a sentence for the operator, without secrets.
        package let problem: String?
        /// A problem that does not stop it but that an operator should know; a sentence without secrets.
        package let warning: String?
        /// How it works, e.g. `db2:3306 is used`; nil if there is nothing to say.
        package let detail: String?

        package init(part: String, problem: String?, warning: String? = nil, detail: String? = nil) {
            self.part = part
            self.problem = problem
            self.warning = warning
            self.detail = detail
        }
    }

    /// A region of a page's image, to be read again.
    package struct RegionRequest: Sendable {
        package let jpeg: [UInt8]
        package let region: Box
        /// Tesseract's names; if empty, the languages are detected from the region.
        package let languages: [String]

        package init(jpeg: [UInt8], region: Box, languages: [String]) {
            self.jpeg = jpeg
            self.region = region
            self.languages = languages
        }
    }

    /// The text in a region of a page.
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

    /// A completed job's document, to be made a PDF.
    package struct PDFOrder: Sendable {
        package let job: Job.ID
        package let account: Account.ID
        /// To be embedded; nil for none.
        package let invoice: InvoiceXML?

        package init(job: Job.ID, account: Account.ID, invoice: InvoiceXML? = nil) {
            self.job = job
            self.account = account
            self.invoice = invoice
        }
    }

    /// Why the server will never connect to an address.
    package enum AddressFault: Sendable, Equatable {
        /// It is not a valid URL, for this reason.
        case unreadable(String)
        /// The server may not connect to its host or port.
        case forbidden
    }

    package var stores: Stores
    package var log: Logger
    /// Nil if the operator has set no key that encrypts secrets.
    package var webhooks: WebhookStore?
    /// How links in responses begin, without a slash at the end; nil: with the request's host and mount.
    package var publicURL: String?
    /// The currency of prices, ISO 4217.
    package var currency = "USD"
    /// The most bytes of a document.
    package var uploadLimit = 32 << 20
    /// False if the disks have no space for more documents and jobs.
    package var hasRoom: @Sendable () -> Bool = { true }
    /// Called when a job was queued.
    package var wakeQueue: @Sendable () -> Void = {}
    /// Called when a running job was asked to stop.
    package var cancelRequested: @Sendable (Job.ID) -> Void = { _ in }
    /// Reads a region of a JPEG. Throws `APIError` (503 `reader_not_available`) if no reader can. Calls `isWanted` in
    /// between, on the same thread, and stops if it is false.
    package var readRegion: @Sendable (RegionRequest, _ isWanted: () -> Bool) throws -> RegionText = { _, _ in
        throw APIError.unavailable("reader_not_available", "No reader is available now. Try again shortly.")
    }
    /// Runs a template on a completed job's pages. Throws `APIError`. Calls `isWanted` in between, on the same thread,
    /// and stops if it is false.
    package var tryTemplate: @Sendable (TemplateTrial, _ isWanted: () -> Bool) throws -> Extraction = { _, _ in
        throw APIError.unavailable("reader_not_available", "No reader is available now. Try again shortly.")
    }
    /// Makes a PDF of a completed job's document. Throws `APIError`: 409 `document_gone` if its bytes are no longer stored.
    /// Calls `isWanted` in between, on the same thread, and stops if it is false.
    package var makePDF: @Sendable (PDFOrder, _ isWanted: () -> Bool) throws -> DocumentPDF = { _, _ in
        throw APIError.unavailable("reader_not_available", "No reader is available now. Try again shortly.")
    }
    /// The number of requests that are answered at a time.
    package var threads = 8
    /// Why the server will never connect to a URL, as far as that is known without looking its host up.
    package var addressFault: @Sendable (_ url: String) -> AddressFault? = { _ in nil }
    /// The names of languages that templates may have: ISO 639-1 and Tesseract's; if empty, any.
    package var languages: @Sendable () -> Set<String> = { [] }
    /// The number of wrong keys that an address may send in a minute before it must wait.
    package var guessesPerMinute = 10
    package var readiness: @Sendable () -> [Readiness] = { [] }
    /// Prometheus's text format; nil if there are no metrics.
    package var metrics: (@Sendable () throws -> String)?
    /// This machine's time, for times that the database does not set.
    package var now: @Sendable () -> Timestamp

    package init(stores: Stores, log: Logger, now: @escaping @Sendable () -> Timestamp) {
        self.stores = stores
        self.log = log
        self.now = now
    }
}
