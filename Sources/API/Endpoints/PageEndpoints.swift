import FieldExtraction
import Invoices
import Storage

/// `/ocr-invoice-job-page`
struct PageEndpoints: Sendable {
    let services: Services

    private var pages: PageStore { services.stores.pages }

    func list(_ call: Call) throws -> Response {
        let includesWords = try includesWords(call)
        let account = try call.account
        let found = try pages.list(ListQuery.read(call, of: .page), of: account)
        // A job's results are read once for all its pages in the list, and released before the next job's are read.
        var contents: [StoredPage.ID: PageJSON.Content] = [:]
        for (job, ofJob) in Dictionary(grouping: found.elements, by: \.draft.job) {
            let readings = try pages.readings(of: job, ofJob.map(\.draft.number), of: account)
            for page in ofJob { contents[page.id] = try content(of: page, readings, account, withLines: includesWords) }
        }
        return Envelope.list(found.elements, total: found.total) { json, page in
            PageJSON.write(
                page, contents[page.id] ?? PageJSON.Content(), image: imageLink(page, call), into: &json)
        }
    }

    /// At the next processing a client's page replaces the document's page with that number.
    func create(_ call: Call) throws -> Response {
        let page = try pages.insert(
            PageJSON.draft(call.form(), now: services.now(), corrections: corrections(call)), of: call.account)
        return try item(page, call, status: 201).with("Location", services.link(call, path(page.id)))
    }

    func get(_ call: Call) throws -> Response { try item(pages.find(call.id(), of: call.account), call) }

    func update(_ call: Call) throws -> Response {
        let id: StoredPage.ID = try call.id()
        let present = try pages.find(id, of: call.account)
        let draft = try PageJSON.draft(call.form(), now: services.now(), corrections: corrections(call, besides: id)) {
            url in
            // Only the path is compared: a client may read and write under different host names.
            present.draft.url == nil && url.hasSuffix("\(path(id))/image")
        }
        let revision = try call.expectedRevision { present.revision }
        return try item(pages.update(id, to: draft, of: call.account, ifRevision: revision), call)
    }

    func delete(_ call: Call) throws -> Response {
        let id: StoredPage.ID = try call.id()
        let revision = try call.expectedRevision { try pages.find(id, of: call.account).revision }
        try pages.delete(id, of: call.account, ifRevision: revision)
        return Envelope.message("OCR invoice job page deleted successfully")
    }

    func image(_ call: Call) throws -> Response {
        guard let bytes = try pages.image(call.id(), of: call.account) else { throw APIError.notFound("image") }
        return Response(status: 200, headers: [("Content-Type", "image/jpeg")], body: .bytes(bytes))
    }

    /// Reads one region of the page's image again; saves nothing.
    func read(_ call: Call) throws -> Response {
        let page = try pages.find(call.id(), of: call.account)
        let form = try call.form()
        let box = form.required("coordinates") { form.box($0) }
        form.close()
        try form.check()
        guard let box else { throw APIError.internalError }
        guard let image = try pages.image(page.id, of: call.account) else {
            throw APIError(409, "image_not_available", "The page has no image to read from. Process its job first.")
        }
        let languages = page.language?.split(separator: "+").map(String.init) ?? []
        let asked = Services.RegionRequest(jpeg: image, region: box, languages: languages)
        let region = try services.readRegion(asked) { !call.request.isAbandoned }
        return Envelope.item { json in
            json.member("text", region.text)
            json.member("confidence", ratio: region.confidence)
        }
    }

    // MARK: -

    private func includesWords(_ call: Call) throws -> Bool {
        switch call.parameter("include") {
        case nil: false
        case "ocrResults": true
        default: throw APIError.badParameter("include", "It must be ocrResults.")
        }
    }

    private func item(_ page: PageRecord, _ call: Call, status: Int = 200) throws -> Response {
        let account = try call.account
        let readings = try pages.readings(of: page.draft.job, [page.draft.number], of: account)
        let content = try content(of: page, readings, account, withLines: true)
        return Envelope.item(status) {
            PageJSON.write(page, content, image: imageLink(page, call), into: &$0)
        }.with("ETag", Call.tag(page.revision))
    }

    private func content(
        of page: PageRecord, _ readings: [Int: PageReading], _ account: Account.ID, withLines: Bool
    ) throws -> PageJSON.Content {
        var content = PageJSON.Content()
        content.text = readings[page.draft.number]?.text
        content.fields = readings[page.draft.number]?.fields ?? []
        if withLines {
            let lines = try pages.lines(page.id, of: account)
            content.lines = lines
            if !lines.isEmpty {
                content.text = Page(number: page.draft.number, width: 1, height: 1, source: .ocr, lines: lines).text
            }
        }
        return content
    }

    /// - Parameter page: The one whose annotations are replaced.
    private func corrections(
        _ call: Call, besides page: StoredPage.ID? = nil
    ) -> (Job.ID) throws -> CorrectionContext? {
        { try pages.correctionContext(of: $0, besides: page, of: call.account) }
    }

    private func imageLink(_ page: PageRecord, _ call: Call) -> String? {
        page.hasImage ? services.link(call, "\(path(page.id))/image") : nil
    }

    private func path(_ id: StoredPage.ID) -> String { "/ocr-invoice-job-page/\(id)" }
}
