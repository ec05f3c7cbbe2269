import Exports
import Invoices
import JSON
import Storage

/// A group's bookings as a file for DATEV. All documents are read before the answer begins: what is missing is a 409 that
/// names it.
struct GroupDATEV {
    let services: Services
    let account: Account.ID
    let call: Call

    /// Suppliers that documents before named.
    private var suppliers: [Supplier.ID: (name: String, accounts: SupplierAccounts)] = [:]

    init(_ services: Services, _ account: Account.ID, _ call: Call) {
        self.services = services
        self.account = account
        self.call = call
    }

    /// The parameters `from` and `to`; nil where neither is given.
    static func days(asked call: Call) throws -> ClosedRange<CalendarDate>? {
        func day(_ name: String) throws -> CalendarDate? {
            guard let text = call.parameter(name) else { return nil }
            guard let day = CalendarDate(text) else {
                throw APIError.badParameter(name, "It must be a day like 2026-01-31.")
            }
            return day
        }
        let (from, to) = (try day("from"), try day("to"))
        guard from != nil || to != nil, let first = CalendarDate(year: CalendarDate.years.lowerBound, month: 1, day: 1),
            let last = CalendarDate(year: CalendarDate.years.upperBound, month: 12, day: 31)
        else { return nil }
        guard from ?? first <= to ?? last else { throw APIError.badParameter("from", "It must not be later than to.") }
        return (from ?? first)...(to ?? last)
    }

    mutating func response(_ group: GroupRecord) throws -> Response {
        let days = try Self.days(asked: call)
        guard let settings = try services.stores.accounts.settings(of: account).settings.datev else {
            throw Self.incomplete([
                DATEVGap(
                    .settingsMissing, "datev",
                    "The account has no settings for DATEV. PUT /ocr-invoice-settings with the member datev.")
            ])
        }
        var batch = DATEVBatch(settings, name: group.draft.name, days: days)
        try fill(&batch, with: group.id)
        guard let file = batch.file(created: services.now()) else {
            throw Self.incomplete(batch.gaps, of: batch.gapCount)
        }
        return Response(
            status: 200,
            headers: [
                ("Content-Type", "text/csv; charset=windows-1252"),
                ("Content-Disposition", "attachment; filename=\"EXTF_\(group.id).csv\""),
                ("Jobs-Left-Out", String(batch.leftOut)),
            ],
            body: .bytes(file))
    }

    private mutating func fill(_ batch: inout DATEVBatch, with group: Group.ID) throws {
        try services.stores.groups.eachIDWithResults(of: group, of: account) { job in
            guard !call.request.isAbandoned else {
                throw APIError.unavailable("busy", "The client did not wait for the answer.")
            }
            if let document = try document(job) { batch.add(document) }
        }
    }

    /// Nil if the job, or its results, were deleted in the meantime.
    private mutating func document(_ id: Job.ID) throws -> DATEVDocument? {
        let found: (job: JobRecord, extraction: Extraction)
        do {
            let results = try services.stores.jobs.results(id, of: account)
            found = (results.job, results.extraction)
        } catch StorageError.notFound {
            return nil
        } catch StorageError.wrongState {
            return nil
        }
        let supplier = try found.job.supplier.supplier.flatMap { try self.supplier($0) }
        return DATEVDocument(
            job: id, jobNumber: found.job.number, extraction: found.extraction,
            needsReview: found.job.review?.state == .needed, supplierName: supplier?.name,
            accounts: supplier?.accounts ?? SupplierAccounts(), link: link(found.job.documentURL))
    }

    private mutating func supplier(_ id: Supplier.ID) throws -> (name: String, accounts: SupplierAccounts)? {
        if let known = suppliers[id] { return known }
        let record: SupplierRecord
        do { record = try services.stores.suppliers.find(id, of: account) } catch StorageError.notFound { return nil }
        let accounts = try record.draft.metadata.map { SupplierAccounts(metadata: try JSONReader.read($0)) }
        suppliers[id] = (record.draft.name, accounts ?? SupplierAccounts())
        return suppliers[id]
    }

    /// An upload is at this server; any other document is where it was fetched from.
    private func link(_ url: String) -> String {
        let scheme = "document:"
        guard url.hasPrefix(scheme) else { return url }
        return services.link(call, "/ocr-invoice-document/\(url.dropFirst(scheme.count))/content")
    }

    private static func incomplete(_ gaps: [DATEVGap], of count: Int = 1) -> APIError {
        let more = count > 1 ? " \(count - 1) more things are missing." : ""
        return APIError(
            409, "datev_incomplete", (gaps.first?.detail ?? "") + more,
            faults: gaps.map { gap in
                APIError.Fault(
                    pointer: (gap.job.map { "/jobs/\($0.text)/" } ?? "/") + gap.place, code: gap.code.rawValue,
                    detail: gap.detail)
            })
    }
}
