import Invoices
import JSON
import Storage

/// `/ocr-invoice-job-group`
struct GroupEndpoints: Sendable {
    let services: Services

    private var groups: GroupStore { services.stores.groups }

    func list(_ call: Call) throws -> Response {
        let found = try groups.list(ListQuery.read(call, of: .group), of: call.account)
        return Envelope.list(found.elements, total: found.total) { json, group in
            GroupJSON.write(group, currency: services.currency, into: &json)
        }
    }

    func create(_ call: Call) throws -> Response {
        let group = try groups.insert(draft(call), of: call.account)
        return item(group, status: 201).with("Location", services.link(call, path(group.id)))
    }

    func get(_ call: Call) throws -> Response { try item(groups.find(call.id(), of: call.account)) }

    func update(_ call: Call) throws -> Response {
        let id: Group.ID = try call.id()
        let draft = try draft(call)
        let revision = try expectedRevision(of: id, call)
        return try item(groups.update(id, to: draft, of: call.account, ifRevision: revision))
    }

    /// Refused while the group has jobs, unless `jobs=delete` is given, which deletes them too.
    func delete(_ call: Call) throws -> Response {
        let id: Group.ID = try call.id()
        let withJobs = call.parameter("jobs") == "delete"
        if !withJobs, call.parameter("jobs") != nil { throw APIError.badParameter("jobs", "It must be delete.") }
        try groups.delete(id, of: call.account, withJobs: withJobs, ifRevision: expectedRevision(of: id, call))
        return Envelope.message("OCR invoice job group deleted successfully")
    }

    func members(_ call: Call) throws -> Response {
        let limit = try call.whole("limit", in: ListRequest.limits)
        let offset = try call.whole("offset", in: ListRequest.offsets) ?? 0
        guard let limit else { return try allMembers(call.id(), of: call.account, offset: offset) }
        let found = try groups.members(of: call.id(), of: call.account, limit: limit, offset: offset)
        return Envelope.list(found.elements, total: found.total) { Self.write($1, into: &$0) }
    }

    /// All jobs, fetched in portions while the response is sent.
    private func allMembers(_ id: Group.ID, of account: Account.ID, offset: Int) throws -> Response {
        let total = try groups.find(id, of: account).counts.total
        return Envelope.pieces(total: total) { (write: (GroupMember) throws -> Void) in
            try groups.eachMember(of: id, of: account, offset: offset, write)
        } body: {
            Self.write($1, into: &$0)
        }
    }

    private static func write(_ member: GroupMember, into json: inout JSONWriter) {
        json.member("jobId", member.job)
        json.member("status", member.status.rawValue)
        json.member("documentName", member.documentName)
    }

    /// What was found in the group's completed jobs.
    func results(_ call: Call) throws -> Response {
        let format = try GroupResultFormat.asked(by: call)
        let account = try call.account
        let group = try groups.find(call.id(), of: account)
        let isMarked = try call.flag("bom") ?? false
        if call.request.method == "GET", format != .json {
            try services.stores.history.noteExport(of: group.id, account, as: format.rawValue)
        }
        return try format.response(group, of: account, in: groups, isMarked: isMarked)
    }

    func process(_ call: Call) throws -> Response {
        try call.nothing()
        let group = try groups.process(call.id(), of: call.account)
        services.wakeQueue()
        return item(group, status: 202)
    }

    func cancel(_ call: Call) throws -> Response {
        try call.nothing()
        return try item(groups.cancel(call.id(), of: call.account))
    }

    // MARK: -

    private func draft(_ call: Call) throws -> GroupDraft {
        try GroupJSON.draft(call.form()) { try services.stores.templates.standard(of: call.account)?.id }
    }

    private func item(_ group: GroupRecord, status: Int = 200) -> Response {
        return Envelope.item(status) { GroupJSON.write(group, currency: services.currency, into: &$0) }.with(
            "ETag", Call.tag(group.revision))
    }

    private func path(_ id: Group.ID) -> String { "/ocr-invoice-job-group/\(id)" }

    private func expectedRevision(of id: Group.ID, _ call: Call) throws -> Int? {
        try call.expectedRevision { try groups.find(id, of: call.account).revision }
    }
}
