package import Invoices

/// A job that this process has taken: what the work needs to know, and the epoch that proves the right to finish it.
package struct ClaimedJob: Sendable {
    package let id: Job.ID
    package let account: Account.ID
    package let group: Group.ID?
    /// Raised by every claim and every rescue: finishing is allowed to the newest epoch only.
    package let epoch: Int
    /// From 1, counted over the job's present run.
    package let attempt: Int
    package let priority: Priority
    package let documentName: String
    /// http, https, or `document:<id>`.
    package let documentURL: String
    /// What the client said the document is; nil when it left that to the bytes.
    package let documentType: DocumentType?
    package let template: Template
    /// The attempt's limit.
    package let timeout: Duration
    /// In the order of their numbers.
    package let addedPages: [AddedPage]

    package init(
        id: Job.ID, account: Account.ID, group: Group.ID?, epoch: Int, attempt: Int, priority: Priority,
        documentName: String, documentURL: String, documentType: DocumentType?, template: Template, timeout: Duration,
        addedPages: [AddedPage] = []
    ) {
        self.id = id
        self.account = account
        self.group = group
        self.epoch = epoch
        self.attempt = attempt
        self.priority = priority
        self.documentName = documentName
        self.documentURL = documentURL
        self.documentType = documentType
        self.template = template
        self.timeout = timeout
        self.addedPages = addedPages
    }
}

/// A page's picture to draw boxes on: a JPEG of 150 dpi.
package struct PageJPEG: Sendable {
    package let pageNumber: Int
    package let bytes: [UInt8]

    package init(pageNumber: Int, bytes: [UInt8]) {
        self.pageNumber = pageNumber
        self.bytes = bytes
    }
}

/// All that one successful attempt leaves behind, saved in one transaction.
package struct ReadResult: Sendable {
    package let document: DocumentInfo
    package let pages: [Page]
    package let images: [PageJPEG]
    package let extraction: Extraction

    package init(document: DocumentInfo, pages: [Page], images: [PageJPEG], extraction: Extraction) {
        self.document = document
        self.pages = pages
        self.images = images
        self.extraction = extraction
    }
}

/// What the queue says when a worker tells its progress or its end.
package enum ClaimState: Sendable, Equatable {
    /// The claim holds.
    case held
    /// The client asked to cancel; stop the reader and call `cancelled`.
    case cancelRequested
    /// The client had asked to cancel before this end came: the job is cancelled now, and nothing else was saved.
    case cancelled
    /// Another epoch, or the job is gone: drop everything quietly.
    case lost
}

/// The durable queue's protocol. All methods block, may be called from any thread, and throw what is worth telling an
/// operator; a database that is away is thrown after the store's own retries, as an error that `isMendedByTime`. Time
/// is the database's alone.
package protocol JobQueue: Sendable {
    associatedtype Worker: Sendable

    /// One row for this process, with a lease; call once at start and again after the lease was lost.
    func register(host: String, processID: Int32) throws -> Worker
    /// Renews the lease; false when it is lost: kill the readers, register anew.
    func beat(_ worker: Worker) throws -> Bool
    /// Takes the next due jobs by virtual deadline, at most `limit`, respecting every limit across processes.
    /// - Parameter accounts: Theirs are left alone.
    func claim(upTo limit: Int, for worker: Worker, except accounts: Set<Account.ID>) throws -> [ClaimedJob]
    /// Those of the worker's running jobs that a client asked to cancel.
    func cancelRequests(for worker: Worker) throws -> [Job.ID]
    /// Shows progress, and keeps the step for `reap`; writes nothing when the claim is lost.
    func tell(_ progress: JobProgress, of job: ClaimedJob) throws -> ClaimState
    /// Saves result, pages and images and completes the job in one transaction; `.lost` saves nothing.
    func complete(_ job: ClaimedJob, with reading: ReadResult) throws -> ClaimState
    /// Ends the attempt: queued again later, or failed, by the kind of failure and the job's counters.
    func fail(_ job: ClaimedJob, with failure: JobFailure) throws -> ClaimState
    /// Ends the attempt because the client cancelled.
    func cancelled(_ job: ClaimedJob) throws -> ClaimState
    /// Gives the job back without counting the attempt: a shutdown is not the job's fault.
    func release(_ job: ClaimedJob) throws
    /// Takes jobs of dead processes back into the queue and moves waiting jobs that are due; how many were moved. A job
    /// that was past its reading counts a crash: there the process is most likely to have ended because of the job.
    func reap() throws -> Int
    /// How long until the next waiting job is due, nil when none waits.
    func nextDue() throws -> Duration?
    /// Removes the worker's row at a clean stop.
    func deregister(_ worker: Worker) throws
}

extension JobQueue {
    /// Of whichever accounts.
    package func claim(upTo limit: Int, for worker: Worker) throws -> [ClaimedJob] {
        try claim(upTo: limit, for: worker, except: [])
    }
}
