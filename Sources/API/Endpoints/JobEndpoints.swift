import Invoices
import Storage

/// `/ocr-invoice-job`
struct JobEndpoints: Sendable {
    let services: Services

    private var jobs: JobStore { services.stores.jobs }

    /// The first page of the list of all jobs is the most frequent request. `write` makes JSON of its jobs, row by row while
    /// the database's bytes are in memory.
    func listPrefetch(_ request: Request, _ id: String) -> AuthenticatedPrefetch {
        if request.query.contains(where: { $0.name == "filter" || $0.name == "search" }) { return .nothing }
        // `list` reports the query's faults: it reads the query again if nothing was prefetched.
        let list = try? ListQuery.read(Call(request: request, caller: nil, pathID: nil, kind: "job"), of: .job)
        return list.flatMap(JobListJSON.Wanted.init).map { .jobs($0, write) } ?? .nothing
    }

    func list(_ call: Call) throws -> Response {
        let page = try prefetchedPage(call) ?? jobs.page(ListQuery.read(call, of: .job), of: call.account, write)
        guard page.leavesOutResults else { return Envelope.list(page) }
        return try pieces(of: jobs.list(ListQuery.read(call, of: .job), of: call.account), call)
    }

    /// The page that was read along with the key.
    private func prefetchedPage(_ call: Call) -> JobListJSON? {
        if case .jobs(let page) = call.prefetched { page } else { nil }
    }

    private var write: JobListJSON.Write {
        { [currency = services.currency] job, texts, json in
            JobJSON.write(job, texts, currency: currency, into: &json)
        }
    }

    /// Fetches large results one by one while the response is sent.
    private func pieces(of found: Listing<JobRecord>, _ call: Call) throws -> Response {
        let account = try call.account
        return Envelope.pieces(
            found.elements, total: found.total, whole: { $0.leavesOutResults ? try find($0.id, of: account) : $0 }
        ) { json, job in
            JobJSON.write(job, currency: services.currency, into: &json)
        }
    }

    /// Nil if the job was deleted in the meantime.
    private func find(_ id: Job.ID, of account: Account.ID) throws -> JobRecord? {
        do { return try jobs.find(id, of: account) } catch StorageError.notFound { return nil }
    }

    /// Stores a new job and returns it as stored. The body's `process`, or the parameter of that name, also queues it.
    func create(_ call: Call) throws -> Response {
        guard services.hasRoom() else { throw APIError.storageFull }
        let isQueued = try call.flag("process") ?? false
        let job = try jobs.insert(draft(call), of: call.account, queued: isQueued)
        if isQueued { services.wakeQueue() }
        return item(job, [], status: 201).with("Location", services.link(call, path(job.id)))
    }

    static func itemPrefetch(_ request: Request, _ id: String) -> AuthenticatedPrefetch {
        Job.ID(id).map { .job($0) } ?? .nothing
    }

    func get(_ call: Call) throws -> Response {
        if case .job(let job, let attempts) = call.prefetched { return item(job, attempts) }
        return try item(call.id(), of: call.account)
    }

    func update(_ call: Call) throws -> Response {
        let id: Job.ID = try call.id()
        let revision = try expectedRevision(of: id, call)
        try jobs.update(id, to: draft(call), of: call.account, ifRevision: revision)
        return try item(id, of: call.account)
    }

    /// Allowed in every state: a worker that has the job will find that it is gone.
    func delete(_ call: Call) throws -> Response {
        let id: Job.ID = try call.id()
        try jobs.delete(id, of: call.account, ifRevision: expectedRevision(of: id, call))
        services.cancelRequested(id)
        return Envelope.message("OCR invoice job deleted successfully")
    }

    func process(_ call: Call) throws -> Response {
        try call.nothing()
        let job = try jobs.process(call.id(), of: call.account)
        services.wakeQueue()
        return item(job, [], status: 202)
    }

    func cancel(_ call: Call) throws -> Response {
        try call.nothing()
        let job = try jobs.cancel(call.id(), of: call.account)
        services.cancelRequested(job.id)
        return try item(job.id, of: call.account)
    }

    func results(_ call: Call) throws -> Response {
        let id: Job.ID = try call.id()
        let format = try ResultFormat.asked(by: call)
        let marked = try call.flag("bom") ?? false
        do {
            if call.request.headers["if-none-match"] != nil,
                let tag = try jobs.find(id, of: call.account).resultsTag.map(format.tag), call.alreadyHas(tag)
            {
                return Response(status: 304, headers: [("ETag", tag)])
            }
            return try results(id, as: format, marked: marked, call)
        } catch StorageError.wrongState {
            throw APIError.notReady(try jobs.find(id, of: call.account))
        }
    }

    /// The newest entries first.
    func history(_ call: Call) throws -> Response {
        let limit = try call.whole("limit", in: ListRequest.limits) ?? ListRequest().limit
        let offset = try call.whole("offset", in: ListRequest.offsets) ?? 0
        let found = try services.stores.history.list(of: call.id(), call.account, limit: limit, offset: offset)
        return Envelope.list(found.elements, total: found.total) { HistoryJSON.write($1, into: &$0) }
    }

    // MARK: -

    private func results(
        _ id: Job.ID, as format: ResultFormat, marked: Bool, _ call: Call
    ) throws -> Response {
        let results = try jobs.results(id, of: call.account)
        let account = try call.account
        let response = try format.write(results, marked: marked) {
            try services.stores.pages.pages(of: id, of: account)
        } pdf: { invoice in
            try services.makePDF(Services.PDFOrder(job: id, account: account, invoice: invoice)) {
                !call.request.isAbandoned
            }
        }
        if format != .json, call.request.method == "GET" {
            try services.stores.history.noteExport(of: id, call.account, as: format.rawValue)
        }
        return response.with("ETag", results.job.resultsTag.map(format.tag))
    }

    /// `default` means the account's default template, also in a group.
    private func draft(_ call: Call) throws -> JobDraft {
        var (draft, isDefaultTemplate) = try JobJSON.draft(call.form())
        if isDefaultTemplate {
            guard let template = try services.stores.templates.standard(of: call.account) else {
                throw APIError.validation(
                    "/template", "unknown_reference", "The account has no default template. Name a template.")
            }
            draft.template = template.id
        }
        return draft
    }

    private func item(_ id: Job.ID, of account: Account.ID) throws -> Response {
        let (job, attempts) = try jobs.item(id, of: account)
        return item(job, attempts)
    }

    private func item(_ job: JobRecord, _ attempts: [AttemptRecord], status: Int = 200) -> Response {
        Envelope.item(status) {
            JobJSON.write(job, attempts: attempts, currency: services.currency, into: &$0)
        }.with("ETag", Call.tag(job.facts.revision))
    }

    private func path(_ id: Job.ID) -> String { "/ocr-invoice-job/\(id)" }

    private func expectedRevision(of id: Job.ID, _ call: Call) throws -> Int? {
        try call.expectedRevision { try jobs.find(id, of: call.account).revision }
    }
}

extension APIError {
    /// For a failed job, with the reason.
    static func notReady(_ job: JobRecord) -> APIError {
        let reason = [job.errorCode, job.errorLog].compactMap { $0 }.joined(separator: ": ")
        let state = "The job is \(job.status.rawValue); only a completed job has results."
        let parts = [state, reason.isEmpty ? nil : reason, nextStep(job.status)].compactMap(\.self)
        return APIError(409, "results_not_ready", parts.joined(separator: " "))
    }

    private static func nextStep(_ status: JobStatus) -> String {
        switch status {
        case .created: "Start it with POST /ocr-invoice-job/{id}/process."
        case .queued, .processing: "Ask again in a few seconds, or let a webhook tell you."
        case .completed: "Ask again."
        case .failed, .cancelled: "POST /ocr-invoice-job/{id}/process starts it again."
        }
    }
}

extension Services {
    /// A link to a path of this API that the caller can follow.
    func link(_ call: Call, _ path: String) -> String { (publicURL ?? call.request.baseURL) + path }
}
