import Storage

/// Finds the line of `Routes` for a request, identifies the caller, and reports errors that need no endpoint.
struct Router: Sendable {
    /// The routes by their path's first segment.
    private let routes: [String: [Route]]
    private let authenticator: Authenticator
    private let idempotency: Idempotency
    private let lane: ComputingLane
    /// For responses that are written for minutes: each holds a thread as long.
    private let streaming: ComputingLane
    private static let mostStreams = 2

    init(_ services: Services) {
        routes = Dictionary(grouping: Routes.all(services), by: \.first)
        authenticator = Authenticator(
            keys: services.stores.keys, sessions: services.stores.sessions,
            guesses: GuessLimit(perMinute: services.guessesPerMinute))
        let streams = max(1, min(Self.mostStreams, services.threads - 3))
        lane = ComputingLane(threads: services.threads - streams)
        streaming = ComputingLane(places: streams)
        idempotency = Idempotency(store: services.stores.idempotency, uploadLimit: services.uploadLimit)
    }

    /// Throws `APIError` and what the stores throw. Sets `used` to the route, also if that throws.
    func answer(_ request: Request, _ used: inout Route?) throws -> Response {
        let path = PathSegments(request.path)
        let found = found(at: path, for: request)
        let method = request.method == "HEAD" ? "GET" : request.method
        if let (route, id) = found.first(where: { $0.route.method == method }) {
            used = route
            return try run(route, request, id: id)
        }
        guard !found.isEmpty else { throw APIError.noSuchPath }
        let allowed = allowedMethods(found.map(\.route))
        if method == "OPTIONS" { return Response(status: 204, headers: [("Allow", allowed)]) }
        throw APIError(405, "method_not_allowed", "This path supports only \(allowed).", headers: [("Allow", allowed)])
    }

    /// The routes of a path, and the id in it, which is empty in a path without one. A path that is spelt out is no id.
    private func found(at path: PathSegments, for request: Request) -> [(route: Route, id: String)] {
        let found = routes(near: path).compactMap { route in
            route.match(path).flatMap { isThere(route, for: request) ? (route: route, id: $0) : nil }
        }
        let speltOut = found.filter(\.id.isEmpty)
        return speltOut.isEmpty ? found : speltOut
    }

    /// Operators' routes do not exist for other clients.
    private func isThere(_ route: Route, for request: Request) -> Bool {
        route.access != .operators || request.isFromLoopback || Authenticator.bearsKey(request)
    }

    private func routes(near path: PathSegments) -> [Route] { routes[path.text(at: 1)] ?? [] }

    private func run(_ route: Route, _ request: Request, id: String) throws -> Response {
        // The statement that looks up the key also reads what the endpoint will need, if the route names it: one question
        // to the database. The endpoint takes it from the call, and reads for itself what is not there.
        let found = try authenticator.authenticate(
            request, for: route.access, prefetch: route.prefetch(request, id))
        let caller = found?.caller
        try checkParameters(request, known: route.parameters)
        if let produces = route.produces, MediaType.preferred(produces, accept: request.headers["accept"]) == nil {
            throw APIError(406, "not_acceptable", "This is answered as \(produces.joined(separator: " or ")) only.")
        }
        let call = {
            Call(
                request: $0, caller: caller, pathID: id.isEmpty ? nil : id, kind: route.kind,
                prefetched: found?.prefetched ?? .none, session: found?.session)
        }
        do {
            guard request.method == "POST", !route.isConfidential, let caller,
                let key = request.headers["idempotency-key"]
            else { return try handle(route, call(request), caller) }
            return try idempotency.answer(key, request, caller, collection: route.collection) {
                try handle(route, call($0), caller)
            } again: {
                try again(route, $0, for: caller, request)
            }
        } catch let error as StorageError {
            throw APIError(error, kind: route.kind)
        }
    }

    private func handle(_ route: Route, _ call: Call, _ caller: Caller?) throws -> Response {
        try Principal.$current.withValue(caller?.principal) {
            let account = caller?.account ?? ComputingLane.signingIn
            if route.streams(call) {
                let place = try streaming.place(for: account, while: { !call.request.isAbandoned })
                return try route.handle(call).holding(place)
            }
            guard route.computes(call) else { return try route.handle(call) }
            return try lane.run(for: account, while: { !call.request.isAbandoned }) { try route.handle(call) }
        }
    }

    private func again(_ route: Route, _ path: String, for caller: Caller, _ request: Request) throws -> Response {
        guard let again = route.again else { return try item(path, for: caller, request) }
        let id = path.split(separator: "/").last.map(String.init)
        let plain = request.replacingBody(.empty)
        return try again(Call(request: plain, caller: caller, pathID: id, kind: route.kind))
    }

    /// The response of a GET of `path`. The creator may see it again without the scope for reading.
    private func item(_ path: String, for caller: Caller, _ request: Request) throws -> Response {
        let segments = PathSegments(path)
        let found = routes(near: segments).lazy.filter { $0.method == "GET" }.compactMap { route in
            route.match(segments).map { (route, $0) }
        }
        guard let (route, id) = found.first else { throw APIError.noSuchPath }
        let plain = request.replacingBody(.empty)
        return try route.handle(Call(request: plain, caller: caller, pathID: id, kind: route.kind))
    }

    private func allowedMethods(_ routes: [Route]) -> String {
        let methods = routes.map(\.method)
        return (methods + (methods.contains("GET") ? ["HEAD"] : []) + ["OPTIONS"]).joined(separator: ", ")
    }

    private func checkParameters(_ request: Request, known: Set<String>) throws {
        var seen: Set<String> = []
        for parameter in request.query {
            guard known.contains(parameter.name) else {
                let hint = NearestName.of(parameter.name, among: known).map { " Did you mean \($0)?" } ?? ""
                throw APIError(
                    400, "parameter_unknown",
                    "This path has no query parameter \(parameter.name.prefix(64)).\(hint)")
            }
            guard seen.insert(parameter.name).inserted else {
                throw APIError.badParameter(parameter.name, "It is given twice.")
            }
        }
    }
}
