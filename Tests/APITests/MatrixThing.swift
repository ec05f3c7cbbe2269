import JSON
import Secrets
import Storage
import Testing

@testable import API

/// A kind of thing that an account owns and that a route is asked about.
enum MatrixThing: Sendable {
    case nothing, job, finishedJob, group, template, trial, page, document, supplier, mergedSupplier, webhook, delivery,
        key
    case user

    /// Of the paths of such things; nil where there is none.
    var collection: String? {
        switch self {
        case .nothing: nil
        case .job, .finishedJob: "/ocr-invoice-job"
        case .group: "/ocr-invoice-job-group"
        case .template, .trial: "/ocr-invoice-job-template"
        case .page: "/ocr-invoice-job-page"
        case .document: "/ocr-invoice-document"
        case .supplier, .mergedSupplier: "/ocr-invoice-supplier"
        case .webhook, .delivery: "/ocr-invoice-webhook"
        case .key: "/ocr-invoice-key"
        case .user: "/ocr-invoice-user"
        }
    }

    /// A thing that was made, and what else of its account a request about it names.
    struct Made: Sendable {
        var id = ""
        /// The page's job, or a completed one to try a template on.
        var job = ""
        /// The account's default template.
        var template = ""
        /// Another supplier, or a webhook's delivery.
        var other = ""

        /// The text with the ids in place of `{id}`, `{job}`, `{template}` and `{other}`.
        func fill(_ text: String) -> String {
            text.replacing("{id}", with: id).replacing("{job}", with: job).replacing("{template}", with: template)
                .replacing("{other}", with: other)
        }
    }
}

extension Bench {
    /// A bench whose routes have all that they need to answer.
    static func whole(file: String = #fileID) throws -> Bench {
        var bench = try Bench(file: file)
        let sealer = try Sealer(key: [UInt8](repeating: 7, count: 32))
        bench.services.webhooks = WebhookStore(database: bench.stores.database, sealer: sealer)
        bench.services.tryTemplate = { _, _ in Bench.reading.extraction }
        bench.services.readRegion = { _, _ in .init(text: "17", confidence: 0.5) }
        return bench
    }

    /// A new thing of the bench's account. Only in suites that are serialised.
    func make(_ thing: MatrixThing) throws -> MatrixThing.Made {
        var made = MatrixThing.Made()
        made.template = try #require(try get("/ocr-invoice-job-template").data?.array?.first?["_id"]?.string)
        switch thing {
        case .nothing: break
        case .job: made.id = try newJob()
        case .finishedJob: made.id = try completedJob()
        case .group: made.id = try newGroup()
        case .template: made.id = try newTemplate()
        case .trial: (made.id, made.job) = try (newTemplate(), completedJob())
        case .page: (made.id, made.job) = try newPage()
        case .document: made.id = try upload()
        case .supplier: (made.id, made.other) = try (newSupplier(), newSupplier())
        case .mergedSupplier:
            (made.id, made.other) = try (newSupplier(), newSupplier())
            let into = #"{"into": "\#(made.other)"}"#
            #expect(try post("/ocr-invoice-supplier/\(made.id)/merge", into).status == 200)
        case .webhook: made.id = try new("/ocr-invoice-webhook", MatrixRow.webhook)
        case .key: made.id = try new("/ocr-invoice-key", MatrixRow.key)
        case .user: made.id = try new("/ocr-invoice-user", MatrixRow.user("user"))
        case .delivery:
            made.id = try new("/ocr-invoice-webhook", MatrixRow.webhook)
            made.other = try #require(try post("/ocr-invoice-webhook/\(made.id)/test").data?["_id"]?.string)
        }
        return made
    }

    private func newPage() throws -> (page: String, job: String) {
        let job = try completedJob()
        let filter = PercentCoding.encode("{\"job\":\"\(job)\"}")
        let page = try get("/ocr-invoice-job-page?filter=\(filter)").data?.array?.first?["_id"]?.string
        return (try #require(page), job)
    }

    func newSupplier(_ body: String = MatrixRow.supplier) throws -> String {
        let answer = try post("/ocr-invoice-supplier", body)
        #expect(answer.status == 201)
        return try #require(answer.data?["_id"]?.string)
    }

    private func new(_ path: String, _ body: String) throws -> String {
        let answer = try post(path, body)
        #expect(answer.status == 201)
        return try #require(answer.data?["_id"]?.string)
    }
}
