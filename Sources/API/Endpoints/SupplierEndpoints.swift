import Invoices
import Storage

/// `/ocr-invoice-supplier`
struct SupplierEndpoints: Sendable {
    let services: Services

    private var suppliers: SupplierStore { services.stores.suppliers }

    func list(_ call: Call) throws -> Response {
        let found = try suppliers.list(ListQuery.read(call, of: .supplier), of: call.account)
        return Envelope.list(found.elements, total: found.total) { SupplierJSON.write($1, into: &$0) }
    }

    func create(_ call: Call) throws -> Response {
        let supplier = try suppliers.insert(SupplierJSON.draft(call.form()), of: call.account)
        return try item(supplier, status: 201).with("Location", services.link(call, path(supplier.id)))
    }

    func get(_ call: Call) throws -> Response { try item(suppliers.find(call.id(), of: call.account)) }

    /// Needs `If-Match`: a caller who replaces the confirmed proofs should have seen them.
    func update(_ call: Call) throws -> Response {
        let id: Supplier.ID = try call.id()
        let draft = try SupplierJSON.draft(call.form())
        guard call.request.headers["if-match"] != nil else {
            _ = try suppliers.find(id, of: call.account)
            throw APIError(
                428, "precondition_required",
                "Name the supplier's ETag in If-Match, so that nobody's confirmed proofs are lost.")
        }
        let revision = try expectedRevision(of: id, call)
        return try item(suppliers.update(id, to: draft, of: call.account, ifRevision: revision))
    }

    /// Refused while jobs name the supplier, unless `jobs=keep` is given, which leaves them without one.
    func delete(_ call: Call) throws -> Response {
        let id: Supplier.ID = try call.id()
        let keepsJobs = call.parameter("jobs") == "keep"
        if !keepsJobs, call.parameter("jobs") != nil { throw APIError.badParameter("jobs", "It must be keep.") }
        try suppliers.delete(id, of: call.account, keepingJobs: keepsJobs, ifRevision: expectedRevision(of: id, call))
        return Envelope.message("OCR invoice supplier deleted successfully")
    }

    func merge(_ call: Call) throws -> Response {
        let form = try call.form()
        let target = form.required("into") { form.id($0, of: Supplier.self) }
        form.close()
        try form.check()
        guard let target else { throw APIError.internalError }
        return try item(suppliers.merge(call.id(), into: target, of: call.account))
    }

    func unmerge(_ call: Call) throws -> Response {
        try call.nothing()
        return try item(suppliers.unmerge(call.id(), of: call.account))
    }

    /// What was learnt of it is forgotten; its next reviewed documents are learnt anew.
    func forget(_ call: Call) throws -> Response {
        try services.stores.memory.forget(call.id(), of: call.account)
        return Envelope.message("OCR invoice supplier memory deleted successfully")
    }

    // MARK: -

    private func item(_ supplier: SupplierRecord, status: Int = 200) throws -> Response {
        let memory = try services.stores.memory.find(supplier.id, of: supplier.account)
        let counts = try services.stores.statistics.totals(of: supplier.id, supplier.account)
        return Envelope.item(status) { json in
            SupplierJSON.write(supplier, into: &json)
            SupplierMemoryJSON.write(memory, into: &json)
            json.member("statistics") { StatisticsJSON.write(counts, currency: services.currency, into: &$0) }
        }.with("ETag", Call.tag(supplier.revision))
    }

    private func path(_ id: Supplier.ID) -> String { "/ocr-invoice-supplier/\(id)" }

    private func expectedRevision(of id: Supplier.ID, _ call: Call) throws -> Int? {
        try call.expectedRevision { try suppliers.find(id, of: call.account).revision }
    }
}
