import Storage
import Testing

/// One line of the matrix of accounts: what a route is asked, and how it answers the owner of a thing and a stranger.
///
/// The scope stands here once more: a route that asks for another one by mistake must not be its own measure.
struct MatrixRow: Sendable, CustomTestStringConvertible {
    /// How a good key of another account is answered.
    enum Stranger: Sendable, Equatable {
        /// As if the thing in the path did not exist: 404.
        case findsNothing
        /// What the body names does not exist: 422 with this pointer.
        case mayNotName(String)
        /// 200 with the stranger's own things, none of the owner's.
        case seesItsOwn
        /// The request names nobody's things: as the owner is answered.
        case isAnOwner
    }

    let route: String
    let scope: Scope
    let thing: MatrixThing
    let body: String?
    let status: Int
    let stranger: Stranger

    init(
        _ route: String, _ scope: Scope, _ thing: MatrixThing, _ body: String? = nil, _ status: Int = 200,
        stranger: Stranger = .findsNothing
    ) {
        self.route = route
        self.scope = scope
        self.thing = thing
        self.body = body
        self.status = status
        self.stranger = stranger
    }

    var method: String { String(route.prefix { $0 != " " }) }
    var pattern: String { String(route.drop { $0 != " " }.dropFirst()) }
    var testDescription: String { body == nil ? route : "\(route) \(thing)" }

    /// For everybody, without a key.
    static let open: Set<String> = [
        "GET /", "GET /health/live", "GET /openapi.json", "GET /docs", "POST /ocr-invoice-session",
    ]
    /// For everybody, who is told less than an operator.
    static let openInPart: Set<String> = ["GET /health/ready"]
    /// For whoever is signed in.
    static let sessions: Set<String> = [
        "GET /ocr-invoice-session", "PUT /ocr-invoice-session", "DELETE /ocr-invoice-session",
    ]
    /// For this machine and an operator's key.
    static let operators: Set<String> = ["GET /metrics"]

    static let all =
        jobs + groups + templates + pages + documents + suppliers + webhooks + statistics + keys + users + settings

    private static let jobs = [
        MatrixRow("GET /ocr-invoice-job", .jobsRead, .job, stranger: .seesItsOwn),
        MatrixRow(
            "POST /ocr-invoice-job", .jobsWrite, .template, job(#""template": "{id}""#), 201,
            stranger: .mayNotName("/template")),
        MatrixRow(
            "POST /ocr-invoice-job", .jobsWrite, .group, job(#""group": "{id}", "template": "default""#), 201,
            stranger: .mayNotName("/group")),
        MatrixRow(
            "POST /ocr-invoice-job", .jobsWrite, .document, job(#""template": "default""#, of: "document:{id}"), 201,
            stranger: .mayNotName("/documentUrl")),
        MatrixRow("GET /ocr-invoice-job/{id}", .jobsRead, .job),
        MatrixRow("PUT /ocr-invoice-job/{id}", .jobsWrite, .job, job(#""template": "default""#)),
        MatrixRow("DELETE /ocr-invoice-job/{id}", .jobsWrite, .job),
        MatrixRow("POST /ocr-invoice-job/{id}/process", .jobsWrite, .job, nil, 202),
        MatrixRow("POST /ocr-invoice-job/{id}/cancel", .jobsWrite, .job),
        MatrixRow("GET /ocr-invoice-job/{id}/results", .jobsRead, .finishedJob),
        MatrixRow("POST /ocr-invoice-job/{id}/review", .jobsWrite, .finishedJob, #"{"confirm": true}"#, 428),
        MatrixRow("GET /ocr-invoice-job/{id}/history", .jobsRead, .finishedJob),
    ]

    private static let groups = [
        MatrixRow("GET /ocr-invoice-job-group", .jobsRead, .group, stranger: .seesItsOwn),
        MatrixRow(
            "POST /ocr-invoice-job-group", .jobsWrite, .template, #"{"name": "g", "template": "{id}"}"#, 201,
            stranger: .mayNotName("/template")),
        MatrixRow("GET /ocr-invoice-job-group/{id}", .jobsRead, .group),
        MatrixRow(
            "PUT /ocr-invoice-job-group/{id}", .jobsWrite, .group, #"{"name": "h", "template": "{template}"}"#),
        MatrixRow("DELETE /ocr-invoice-job-group/{id}", .jobsWrite, .group),
        MatrixRow("GET /ocr-invoice-job-group/{id}/jobs", .jobsRead, .group),
        MatrixRow("GET /ocr-invoice-job-group/{id}/results", .jobsRead, .group),
        MatrixRow("POST /ocr-invoice-job-group/{id}/process", .jobsWrite, .group, nil, 202),
        MatrixRow("POST /ocr-invoice-job-group/{id}/cancel", .jobsWrite, .group),
    ]

    private static let templates = [
        MatrixRow("GET /ocr-invoice-job-template", .jobsRead, .template, stranger: .seesItsOwn),
        MatrixRow("POST /ocr-invoice-job-template", .templatesWrite, .nothing, template, 201, stranger: .isAnOwner),
        MatrixRow("GET /ocr-invoice-job-template/{id}", .jobsRead, .template),
        MatrixRow("PUT /ocr-invoice-job-template/{id}", .templatesWrite, .template, template),
        MatrixRow("DELETE /ocr-invoice-job-template/{id}", .templatesWrite, .template),
        MatrixRow("POST /ocr-invoice-job-template/{id}/test", .templatesWrite, .trial, #"{"job": "{job}"}"#),
        MatrixRow(
            "POST /ocr-invoice-job-template/test", .templatesWrite, .trial,
            #"{"job": "{job}", "template": \#(template)}"#, stranger: .mayNotName("/job")),
    ]

    private static let pages = [
        MatrixRow("GET /ocr-invoice-job-page", .jobsRead, .page, stranger: .seesItsOwn),
        MatrixRow(
            "POST /ocr-invoice-job-page", .jobsWrite, .job, page(of: "{id}", 2), 201, stranger: .mayNotName("/job")),
        MatrixRow("GET /ocr-invoice-job-page/{id}", .jobsRead, .page),
        MatrixRow("PUT /ocr-invoice-job-page/{id}", .jobsWrite, .page, page(of: "{job}", 1)),
        MatrixRow("DELETE /ocr-invoice-job-page/{id}", .jobsWrite, .page),
        MatrixRow("GET /ocr-invoice-job-page/{id}/image", .jobsRead, .page),
        MatrixRow(
            "POST /ocr-invoice-job-page/{id}/read", .jobsWrite, .page,
            #"{"coordinates": {"x": 0, "y": 0, "width": 1, "height": 1}}"#),
    ]

    private static let documents = [
        MatrixRow("POST /ocr-invoice-document", .jobsWrite, .nothing, "%PDF-1.4\n", 201, stranger: .isAnOwner),
        MatrixRow("GET /ocr-invoice-document", .jobsRead, .document, stranger: .seesItsOwn),
        MatrixRow("GET /ocr-invoice-document/{id}", .jobsRead, .document),
        MatrixRow("GET /ocr-invoice-document/{id}/content", .jobsRead, .document),
        MatrixRow("DELETE /ocr-invoice-document/{id}", .jobsWrite, .document),
    ]

    private static let suppliers = [
        MatrixRow("GET /ocr-invoice-supplier", .suppliersRead, .supplier, stranger: .seesItsOwn),
        MatrixRow("POST /ocr-invoice-supplier", .suppliersWrite, .nothing, supplier, 201, stranger: .isAnOwner),
        MatrixRow("GET /ocr-invoice-supplier/{id}", .suppliersRead, .supplier),
        // It has no If-Match.
        MatrixRow("PUT /ocr-invoice-supplier/{id}", .suppliersWrite, .supplier, supplier, 428),
        MatrixRow("DELETE /ocr-invoice-supplier/{id}", .suppliersWrite, .supplier),
        MatrixRow("DELETE /ocr-invoice-supplier/{id}/memory", .suppliersWrite, .supplier),
        MatrixRow("POST /ocr-invoice-supplier/{id}/merge", .suppliersWrite, .supplier, #"{"into": "{other}"}"#),
        MatrixRow("POST /ocr-invoice-supplier/{id}/unmerge", .suppliersWrite, .mergedSupplier),
    ]

    private static let webhooks = [
        MatrixRow("GET /ocr-invoice-webhook", .webhooksRead, .webhook, stranger: .seesItsOwn),
        MatrixRow("POST /ocr-invoice-webhook", .webhooksWrite, .nothing, webhook, 201, stranger: .isAnOwner),
        MatrixRow("GET /ocr-invoice-webhook/{id}", .webhooksRead, .webhook),
        MatrixRow("PUT /ocr-invoice-webhook/{id}", .webhooksWrite, .webhook, webhook),
        MatrixRow("DELETE /ocr-invoice-webhook/{id}", .webhooksWrite, .webhook),
        MatrixRow("POST /ocr-invoice-webhook/{id}/test", .webhooksWrite, .webhook, nil, 202),
        MatrixRow(
            "POST /ocr-invoice-webhook/{id}/resend", .webhooksWrite, .delivery, #"{"delivery": "{other}"}"#, 202),
        MatrixRow("GET /ocr-invoice-webhook/{id}/deliveries", .webhooksRead, .webhook),
    ]

    private static let statistics = [
        MatrixRow("GET /ocr-invoice-statistics", .jobsRead, .nothing, stranger: .isAnOwner)
    ]

    private static let keys = [
        MatrixRow("GET /ocr-invoice-key", .admin, .key, stranger: .seesItsOwn),
        MatrixRow("POST /ocr-invoice-key", .admin, .nothing, key, 201, stranger: .isAnOwner),
        MatrixRow("GET /ocr-invoice-key/{id}", .admin, .key),
        MatrixRow("DELETE /ocr-invoice-key/{id}", .admin, .key),
    ]

    private static let users = [
        MatrixRow("GET /ocr-invoice-user", .admin, .user, stranger: .seesItsOwn),
        MatrixRow("POST /ocr-invoice-user", .admin, .nothing, user("made"), 201, stranger: .isAnOwner),
        MatrixRow("GET /ocr-invoice-user/{id}", .admin, .user),
        MatrixRow("PUT /ocr-invoice-user/{id}", .admin, .user, user("changed")),
        MatrixRow("DELETE /ocr-invoice-user/{id}", .admin, .user),
    ]

    private static let settings = [
        MatrixRow("GET /ocr-invoice-settings", .admin, .nothing, stranger: .isAnOwner),
        MatrixRow("PUT /ocr-invoice-settings", .admin, .nothing, #"{"reviewThreshold": 0.9}"#, stranger: .isAnOwner),
    ]

    // MARK: Bodies

    private static func job(_ rest: String, of url: String = "https://a.example/a.pdf") -> String {
        #"{"jobNumber": "matrix", "documentName": "a.pdf", "documentUrl": "\#(url)", \#(rest)}"#
    }

    private static func page(of job: String, _ number: Int) -> String {
        #"{"job": "\#(job)", "pageNumber": \#(number), "pageUrl": "https://a.example/1.png"}"#
    }

    private static let template = """
        {"name": "t", "ocrEngine": "tesseract", "documentType": "invoice", "extractionRules": {"fields": []}}
        """

    static let key = #"{"name": "matrix", "scopes": ["jobs:read"]}"#

    static func user(_ name: String) -> String {
        #"{"name": "\#(name)", "role": "reader", "password": "correct horse"}"#
    }

    static let supplier = #"{"name": "Nordwerk GmbH"}"#

    static let webhook = #"{"url": "https://erp.example/hook", "events": ["job.failed"]}"#
}
