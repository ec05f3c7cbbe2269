import Storage

/// The table of contents: every method and path, one line each.
enum Routes {
    static func all(_ services: Services) -> [Route] {
        jobs(JobEndpoints(services: services)) + reviews(ReviewEndpoints(services: services))
            + groups(GroupEndpoints(services: services))
            + templates(TemplateEndpoints(services: services)) + pages(PageEndpoints(services: services))
            + documents(DocumentEndpoints(services: services)) + webhooks(WebhookEndpoints(services: services))
            + keys(KeyEndpoints(services: services)) + users(UserEndpoints(services: services))
            + sessions(
                SessionEndpoints(services: services, limit: SignInLimit(perMinute: services.guessesPerMinute)))
            + suppliers(SupplierEndpoints(services: services)) + statistics(StatisticsEndpoints(services: services))
            + settings(SettingsEndpoints(services: services)) + server(HealthEndpoints(services: services))
    }

    private static let read = Route.Access.scope(.jobsRead)
    private static let write = Route.Access.scope(.jobsWrite)
    private static let author = Route.Access.scope(.templatesWrite)

    private static func jobs(_ jobs: JobEndpoints) -> [Route] {
        [
            Route(
                "GET", "/ocr-invoice-job", read, parameters: ListQuery.names, prefetch: jobs.listPrefetch,
                jobs.list),
            Route("POST", "/ocr-invoice-job", write, parameters: ["process"], jobs.create),
            Route("GET", "/ocr-invoice-job/{id}", read, prefetch: JobEndpoints.itemPrefetch, jobs.get),
            Route("PUT", "/ocr-invoice-job/{id}", write, jobs.update),
            Route("DELETE", "/ocr-invoice-job/{id}", write, jobs.delete),
            Route("POST", "/ocr-invoice-job/{id}/process", write, jobs.process),
            Route("POST", "/ocr-invoice-job/{id}/cancel", write, jobs.cancel),
            Route(
                "GET", "/ocr-invoice-job/{id}/results", read, parameters: ["format", "bom"], produces: nil,
                computes: { (try? ResultFormat.asked(by: $0))?.isMadeByReader ?? false }, jobs.results),
            Route("GET", "/ocr-invoice-job/{id}/history", read, parameters: ["limit", "offset"], jobs.history),
        ]
    }

    private static func reviews(_ reviews: ReviewEndpoints) -> [Route] {
        [
            Route(
                "POST", "/ocr-invoice-job/{id}/review", write, parameters: ["force"], again: reviews.results,
                reviews.review)
        ]
    }

    private static func statistics(_ statistics: StatisticsEndpoints) -> [Route] {
        [
            Route(
                "GET", "/ocr-invoice-statistics", read, parameters: StatisticsQuery.names, statistics.list)
        ]
    }

    private static func groups(_ groups: GroupEndpoints) -> [Route] {
        [
            Route("GET", "/ocr-invoice-job-group", read, parameters: ListQuery.names, groups.list),
            Route("POST", "/ocr-invoice-job-group", write, groups.create),
            Route("GET", "/ocr-invoice-job-group/{id}", read, groups.get),
            Route("PUT", "/ocr-invoice-job-group/{id}", write, groups.update),
            Route("DELETE", "/ocr-invoice-job-group/{id}", write, parameters: ["jobs"], groups.delete),
            Route("GET", "/ocr-invoice-job-group/{id}/jobs", read, parameters: ["limit", "offset"], groups.members),
            Route(
                "GET", "/ocr-invoice-job-group/{id}/results", read,
                parameters: ["format", "content", "bom", "from", "to"], produces: nil,
                streams: { (try? GroupResultFormat.asked(by: $0))?.isLong ?? false }, groups.results),
            Route("POST", "/ocr-invoice-job-group/{id}/process", write, groups.process),
            Route("POST", "/ocr-invoice-job-group/{id}/cancel", write, groups.cancel),
        ]
    }

    private static func templates(_ templates: TemplateEndpoints) -> [Route] {
        [
            Route("GET", "/ocr-invoice-job-template", read, parameters: ListQuery.names, templates.list),
            Route("POST", "/ocr-invoice-job-template", author, templates.create),
            Route("GET", "/ocr-invoice-job-template/{id}", read, templates.get),
            Route("PUT", "/ocr-invoice-job-template/{id}", author, templates.update),
            Route("DELETE", "/ocr-invoice-job-template/{id}", author, templates.delete),
            Route("POST", "/ocr-invoice-job-template/{id}/test", author, computes: { _ in true }, templates.test),
            Route("POST", "/ocr-invoice-job-template/test", author, computes: { _ in true }, templates.testDraft),
        ]
    }

    private static func pages(_ pages: PageEndpoints) -> [Route] {
        [
            Route("GET", "/ocr-invoice-job-page", read, parameters: ListQuery.names.union(["include"]), pages.list),
            Route("POST", "/ocr-invoice-job-page", write, pages.create),
            Route("GET", "/ocr-invoice-job-page/{id}", read, pages.get),
            Route("PUT", "/ocr-invoice-job-page/{id}", write, pages.update),
            Route("DELETE", "/ocr-invoice-job-page/{id}", write, pages.delete),
            Route("GET", "/ocr-invoice-job-page/{id}/image", read, produces: ["image/jpeg"], pages.image),
            Route("POST", "/ocr-invoice-job-page/{id}/read", write, computes: { _ in true }, pages.read),
        ]
    }

    private static func documents(_ documents: DocumentEndpoints) -> [Route] {
        [
            Route("GET", "/ocr-invoice-document", read, parameters: ["limit", "offset"], documents.list),
            Route("POST", "/ocr-invoice-document", write, documents.create),
            Route("GET", "/ocr-invoice-document/{id}", read, documents.get),
            Route("GET", "/ocr-invoice-document/{id}/content", read, produces: nil, documents.content),
            Route("DELETE", "/ocr-invoice-document/{id}", write, documents.delete),
        ]
    }

    private static func webhooks(_ webhooks: WebhookEndpoints) -> [Route] {
        [
            Route(
                "GET", "/ocr-invoice-webhook", .scope(.webhooksRead), parameters: ["limit", "offset"], webhooks.list),
            Route("POST", "/ocr-invoice-webhook", .scope(.webhooksWrite), webhooks.create),
            Route("GET", "/ocr-invoice-webhook/{id}", .scope(.webhooksRead), webhooks.get),
            Route("PUT", "/ocr-invoice-webhook/{id}", .scope(.webhooksWrite), webhooks.update),
            Route("DELETE", "/ocr-invoice-webhook/{id}", .scope(.webhooksWrite), webhooks.delete),
            Route(
                "POST", "/ocr-invoice-webhook/{id}/test", .scope(.webhooksWrite), again: webhooks.tested, webhooks.test),
            Route(
                "POST", "/ocr-invoice-webhook/{id}/resend", .scope(.webhooksWrite), again: webhooks.tested,
                webhooks.resend),
            Route(
                "GET", "/ocr-invoice-webhook/{id}/deliveries", .scope(.webhooksRead), parameters: ["limit", "offset"],
                webhooks.deliveries),
        ]
    }

    private static func keys(_ keys: KeyEndpoints) -> [Route] {
        [
            Route("GET", "/ocr-invoice-key", .scope(.admin), parameters: ["limit", "offset"], keys.list),
            Route("POST", "/ocr-invoice-key", .scope(.admin), keys.create),
            Route("GET", "/ocr-invoice-key/{id}", .scope(.admin), keys.get),
            Route("DELETE", "/ocr-invoice-key/{id}", .scope(.admin), keys.delete),
        ]
    }

    private static func users(_ users: UserEndpoints) -> [Route] {
        [
            Route("GET", "/ocr-invoice-user", .scope(.admin), parameters: ["limit", "offset"], users.list),
            Route(
                "POST", "/ocr-invoice-user", .scope(.admin), computes: { _ in true }, isConfidential: true,
                users.create),
            Route("GET", "/ocr-invoice-user/{id}", .scope(.admin), users.get),
            Route("PUT", "/ocr-invoice-user/{id}", .scope(.admin), computes: { _ in true }, users.update),
            Route("DELETE", "/ocr-invoice-user/{id}", .scope(.admin), users.delete),
        ]
    }

    private static func settings(_ settings: SettingsEndpoints) -> [Route] {
        [
            Route("GET", "/ocr-invoice-settings", .scope(.admin), settings.get),
            Route("PUT", "/ocr-invoice-settings", .scope(.admin), settings.update),
        ]
    }

    private static func sessions(_ sessions: SessionEndpoints) -> [Route] {
        [
            Route(
                "POST", "/ocr-invoice-session", .open, computes: { _ in true }, isConfidential: true, sessions.create),
            Route("GET", "/ocr-invoice-session", .session, sessions.get),
            Route(
                "PUT", "/ocr-invoice-session", .session, computes: { _ in true }, isConfidential: true, sessions.update),
            Route("DELETE", "/ocr-invoice-session", .session, sessions.delete),
        ]
    }

    private static func suppliers(_ suppliers: SupplierEndpoints) -> [Route] {
        let (read, write) = (Route.Access.scope(.suppliersRead), Route.Access.scope(.suppliersWrite))
        return [
            Route("GET", "/ocr-invoice-supplier", read, parameters: ListQuery.names, suppliers.list),
            Route("POST", "/ocr-invoice-supplier", write, suppliers.create),
            Route("GET", "/ocr-invoice-supplier/{id}", read, suppliers.get),
            Route("PUT", "/ocr-invoice-supplier/{id}", write, suppliers.update),
            Route("DELETE", "/ocr-invoice-supplier/{id}", write, parameters: ["jobs"], suppliers.delete),
            Route("DELETE", "/ocr-invoice-supplier/{id}/memory", write, suppliers.forget),
            Route("POST", "/ocr-invoice-supplier/{id}/merge", write, suppliers.merge),
            Route("POST", "/ocr-invoice-supplier/{id}/unmerge", write, suppliers.unmerge),
        ]
    }

    private static func server(_ health: HealthEndpoints) -> [Route] {
        [
            Route("GET", "/", .open, produces: nil, health.start),
            Route("GET", "/health/live", .open, health.live),
            Route("GET", "/health/ready", .openInPart, health.ready),
            Route("GET", "/openapi.json", .open, health.description),
            Route("GET", "/docs", .open, produces: ["text/html"], health.page),
            Route("GET", "/metrics", .operators, produces: ["text/plain"], health.metrics),
        ]
    }
}
