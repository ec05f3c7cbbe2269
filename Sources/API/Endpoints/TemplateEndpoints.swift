import Invoices
import Storage

/// `/ocr-invoice-job-template`
struct TemplateEndpoints: Sendable {
    let services: Services

    private var templates: TemplateStore { services.stores.templates }

    func list(_ call: Call) throws -> Response {
        let found = try templates.list(ListQuery.read(call, of: .template), of: call.account)
        return Envelope.list(found.elements, total: found.total) { TemplateJSON.write($1, into: &$0) }
    }

    func create(_ call: Call) throws -> Response {
        let template = try templates.insert(
            TemplateJSON.draft(call.form(), languages: services.languages()), of: call.account)
        return item(template, status: 201).with("Location", services.link(call, path(template.id)))
    }

    func get(_ call: Call) throws -> Response {
        try item(templates.find(call.id(), of: call.account))
    }

    func update(_ call: Call) throws -> Response {
        let id: Template.ID = try call.id()
        let draft = try TemplateJSON.draft(call.form(), languages: services.languages())
        let revision = try expectedRevision(of: id, call)
        return try item(templates.update(id, to: draft, of: call.account, ifRevision: revision))
    }

    func delete(_ call: Call) throws -> Response {
        let id: Template.ID = try call.id()
        try templates.delete(id, of: call.account, ifRevision: expectedRevision(of: id, call))
        return Envelope.message("OCR invoice job template deleted successfully")
    }

    /// Runs the template on a completed job's stored pages; saves nothing.
    func test(_ call: Call) throws -> Response {
        let template = try templates.find(call.id(), of: call.account)
        let form = try call.form()
        let job = form.required("job") { form.id($0, of: Job.self) }
        form.close()
        try form.check()
        guard let job else { throw APIError.internalError }
        return try trial(of: template.draft.template, on: job, call)
    }

    /// Runs a template that the body has and that need not be stored.
    func testDraft(_ call: Call) throws -> Response {
        let form = try call.form()
        let job = form.required("job") { form.id($0, of: Job.self) }
        let template = form.required("template") { form.object($0) }
        form.close()
        let draft = try template.map { try TemplateJSON.draft($0, languages: services.languages()) }
        try form.check()
        guard let job, let draft else { throw APIError.internalError }
        return try trial(of: draft.template, on: job, call)
    }

    // MARK: -

    private func trial(of template: Template, on job: Job.ID, _ call: Call) throws -> Response {
        let results = try finished(job, call)
        let trial = Services.TemplateTrial(template: template, job: job, account: try call.account)
        let extraction = try services.tryTemplate(trial) { !call.request.isAbandoned }
        return Envelope.item { TrialJSON.write(extraction, of: results, into: &$0) }
    }

    private func finished(_ job: Job.ID, _ call: Call) throws -> JobResults {
        do { return try services.stores.jobs.results(job, of: call.account) } catch StorageError.notFound {
            throw StorageError.unknownReference(.job)
        } catch StorageError.wrongState(let status) {
            throw APIError(
                409, "results_not_ready",
                "The job is \(status.rawValue). A template can only be tested on a completed job. Process it first, or name another job."
            )
        }
    }

    private func item(_ template: TemplateRecord, status: Int = 200) -> Response {
        return Envelope.item(status) { TemplateJSON.write(template, into: &$0) }.with(
            "ETag", Call.tag(template.revision))
    }

    private func path(_ id: Template.ID) -> String { "/ocr-invoice-job-template/\(id)" }

    private func expectedRevision(of id: Template.ID, _ call: Call) throws -> Int? {
        try call.expectedRevision { try templates.find(id, of: call.account).revision }
    }
}
