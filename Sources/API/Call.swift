import Invoices
import JSON
import Storage

/// A request with its route: the input of an endpoint.
struct Call {
    /// 1 MiB, depth 32, 10,000 values.
    static let jsonLimits = JSONReader.Limits()

    let request: Request
    let caller: Caller?
    /// The part of the path in the place of `{id}`, if any.
    let pathID: String?
    /// The resource that the path's first segment names, e.g. `job`.
    let kind: String
    /// What was read along with the caller's key.
    var prefetched = Prefetched.none
    /// Nil where the caller has a key, and on open routes.
    var session: Session?

    /// The caller's account. Every route has a caller, except the open ones.
    var account: Account.ID {
        get throws {
            guard let caller else { throw APIError.missingKey }
            return caller.account
        }
    }

    /// The path's id. Throws 404 for a text that cannot be an id.
    func id<Of>(of: Of.Type = Of.self) throws -> ID<Of> {
        guard let id = pathID.flatMap({ ID<Of>($0) }) else { throw APIError.notFound(kind) }
        return id
    }

    // MARK: Query

    func parameter(_ name: String) -> String? { request.query.first { $0.name == name }?.value }

    func flag(_ name: String) throws -> Bool? {
        switch parameter(name) {
        case nil: nil
        case "true": true
        case "false": false
        default: throw APIError.badParameter(name, "It must be true or false.")
        }
    }

    func whole(_ name: String, in range: ClosedRange<Int>) throws -> Int? {
        guard let text = parameter(name) else { return nil }
        guard let number = Int(text), range.contains(number), !text.hasPrefix("+") else {
            throw APIError.badParameter(
                name, "It must be a whole number from \(range.lowerBound) to \(range.upperBound).")
        }
        return number
    }

    /// Which part of a list is asked for.
    func window() throws -> (limit: Int, offset: Int) {
        (
            try whole("limit", in: ListRequest.limits) ?? ListRequest().limit,
            try whole("offset", in: ListRequest.offsets) ?? 0
        )
    }

    // MARK: Body

    /// The body as one JSON object.
    func form(limits: JSONReader.Limits = Call.jsonLimits) throws -> Form {
        guard let type = request.headers["content-type"].flatMap({ MediaType($0) }), isJSON(type),
            request.headers["content-encoding"] ?? "identity" == "identity"
        else { throw APIError.unsupportedMediaType("JSON (application/json) in UTF-8, without compression") }
        return Form(try json(request.body.bytes(atMost: limits.bytes), limits))
    }

    /// Checks that there is no body, or an empty object.
    func nothing() throws {
        let bytes = try request.body.bytes(atMost: Call.jsonLimits.bytes)
        guard !bytes.isEmpty else { return }
        let form = Form(try json(bytes))
        form.close()
        try form.check()
    }

    private func json(_ bytes: [UInt8], _ limits: JSONReader.Limits = Call.jsonLimits) throws -> JSONValue {
        do { return try JSONReader.read(bytes, limits: limits) } catch let error as JSONError {
            throw APIError.unreadable(error)
        }
    }

    private func isJSON(_ type: MediaType) -> Bool {
        type.name == "application/json"
            && ["utf-8", "utf8"].contains((type.parameters["charset"] ?? "utf-8").lowercased())
    }

    // MARK: Preconditions

    /// The revision that `If-Match` asks for; nil if any will do. If it lists several, the present one, if it is
    /// listed.
    func expectedRevision(present: () throws -> Int) throws -> Int? {
        guard let header = request.headers["if-match"] else { return nil }
        let tags = header.split(separator: ",").map { $0.filter { $0 != " " && $0 != "\t" } }
        if tags.contains("*") { return nil }
        let revisions = tags.compactMap(Self.revision)
        if revisions.count == 1 { return revisions[0] }
        let revision = try present()
        guard revisions.contains(revision) else { throw StorageError.preconditionFailed(revision: revision) }
        return revision
    }

    /// The results that `If-Match` names. Throws 428 without it: a review is of results that somebody has seen.
    func expectedResults() throws -> ResultsTag {
        let header = request.headers["if-match"]?.filter { $0 != " " && $0 != "\t" }
        guard let header, header != "*" else {
            throw APIError(
                428, "precondition_required",
                "Set If-Match to the ETag of the results that were reviewed, from GET /ocr-invoice-job/{id}/results.")
        }
        let tag = header.hasPrefix("W/") ? header.dropFirst(2) : header[...]
        let numbers = tag.dropFirst().dropLast().split(separator: "-").map { Int($0) }
        guard tag.hasPrefix("\""), tag.hasSuffix("\""), numbers.count == 2, let epoch = numbers[0],
            let revision = numbers[1]
        else {
            throw APIError(
                412, "precondition_failed", "If-Match must be one ETag of results in JSON, like \"3-1\".")
        }
        return ResultsTag(epoch: epoch, revision: revision)
    }

    /// Whether `If-None-Match` names the tag, by the weak comparison of RFC 9110 section 13.1.2.
    func alreadyHas(_ tag: String) -> Bool {
        guard let header = request.headers["if-none-match"] else { return false }
        let tags = header.split(separator: ",").map { $0.filter { $0 != " " && $0 != "\t" } }
        return tags.contains { $0 == "*" || $0 == tag || $0 == "W/" + tag }
    }

    static func tag(_ revision: Int) -> String { "\"\(revision)\"" }

    /// nginx makes tags weak (`W/"7"`) when it compresses a response. A revision is the same either way.
    private static func revision(_ given: String) -> Int? {
        let tag = given.hasPrefix("W/") ? String(given.dropFirst(2)) : given
        guard tag.hasPrefix("\""), tag.hasSuffix("\""), tag.count > 2 else { return nil }
        return Int(tag.dropFirst().dropLast())
    }
}
