/// The server's health and its description, open to everybody.
struct HealthEndpoints: Sendable {
    let services: Services

    /// Says that the process answers; checks nothing else.
    func live(_ call: Call) throws -> Response {
        Envelope.item { $0.member("status", "live") }
    }

    /// Says whether all parts work; a 503 names those that do not. What is wrong with them tells strangers how the server
    /// is set up, so it is said only to its own machine and to an operator's key.
    func ready(_ call: Call) throws -> Response {
        let parts = services.readiness()
        let tellsAll = call.request.isFromLoopback || call.caller != nil
        let broken = parts.filter { $0.problem != nil }
        guard broken.isEmpty else {
            throw APIError(
                503, "not_ready", "Not ready: \(broken.map(\.part).joined(separator: ", ")).",
                faults: broken.map { part in
                    let detail = tellsAll ? part.problem ?? "" : Self.hidden
                    return .init(pointer: "/\(part.part)", code: "not_ready", detail: detail)
                },
                headers: [("Retry-After", "5")])
        }
        return Envelope.item { json in
            json.member("status", "ready")
            json.member("parts", strings: parts.map(\.part))
            json.member("warnings", strings: tellsAll ? parts.compactMap { $0.named($0.warning) } : [])
            json.member("details", strings: tellsAll ? parts.compactMap { $0.named($0.detail) } : [])
        }
    }

    private static let hidden =
        "It does not work. The reason is told on the server's machine, and to a key with the scope metrics:read."

    /// Leads a browser to the documentation; programs get the 404 of any unknown path.
    func start(_ call: Call) throws -> Response {
        guard MediaType.names("text/html", in: call.request.headers["accept"]) else { throw APIError.noSuchPath }
        return Response(status: 303).with("Location", services.link(call, "/docs"))
    }

    func description(_ call: Call) throws -> Response {
        Response(
            status: 200, headers: [("Content-Type", "application/json")], body: .bytes(Array(openAPIDocument.utf8)))
    }

    func page(_ call: Call) throws -> Response {
        let policy = "default-src 'none'; style-src 'unsafe-inline'; script-src 'unsafe-inline'; connect-src 'self'"
        return Response(
            status: 200,
            headers: [("Content-Type", "text/html; charset=utf-8"), ("Content-Security-Policy", policy)],
            body: .bytes(Array(docsPage.utf8)))
    }

    func metrics(_ call: Call) throws -> Response {
        guard let metrics = services.metrics else { throw APIError.noSuchPath }
        return Response(
            status: 200, headers: [("Content-Type", "text/plain; version=0.0.4; charset=utf-8")],
            body: .bytes(Array(try metrics().utf8)))
    }
}

extension Services.Readiness {
    /// E.g. `database: db2:3306 is used`.
    fileprivate func named(_ text: String?) -> String? { text.map { "\(part): \($0)" } }
}
