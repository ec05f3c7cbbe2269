import Storage

/// One method at one path: a line of `Routes`.
///
/// A class, because it is large: searching a list of values would mostly copy them.
final class Route: Sendable {
    enum Access: Sendable, Equatable {
        /// Open to everybody.
        case open
        /// Open to everybody; this machine and an operator's key are told more.
        case openInPart
        /// Needs a key or a session with the scope.
        case scope(Scope)
        /// Needs a session, of any role.
        case session
        /// For this machine and for an operator's key. Without a key, other clients get a 404.
        case operators
    }

    let method: String
    /// `/ocr-invoice-job/{id}/process`
    let pattern: String
    let access: Access
    /// The query parameters that it supports.
    let parameters: Set<String>
    /// The media types of its response; nil if they depend on more than the request.
    let produces: [String]?
    let handle: @Sendable (Call) throws -> Response
    /// Answers a repeated request, given the id of what the first one created; nil if a GET of that does.
    let again: (@Sendable (Call) throws -> Response)?
    /// True if it may compute for seconds; such requests use the `ComputingLane`.
    let computes: @Sendable (Call) -> Bool
    /// True if its response is written for minutes; few such are written at a time.
    let streams: @Sendable (Call) -> Bool
    /// True if its body has a password. Then no `Idempotency-Key` counts: its hash would be easier to guess from than the
    /// password's own.
    let isConfidential: Bool
    /// What to read from the database along with the key, for `handle` to find in its call; this saves a second query.
    let prefetch: @Sendable (_ request: Request, _ id: String) -> AuthenticatedPrefetch
    /// The path's first segment, e.g. `ocr-invoice-job`.
    let first: String
    /// The resource's name in sentences, e.g. `job`.
    let kind: String
    private let wanted: PathSegments
    /// The index of `{id}` among the segments.
    private let place: Int?

    init(
        _ method: String, _ pattern: String, _ access: Access, parameters: Set<String> = [],
        produces: [String]? = ["application/json"], again: (@Sendable (Call) throws -> Response)? = nil,
        computes: @escaping @Sendable (Call) -> Bool = { _ in false },
        streams: @escaping @Sendable (Call) -> Bool = { _ in false }, isConfidential: Bool = false,
        prefetch: @escaping @Sendable (Request, String) -> AuthenticatedPrefetch = { _, _ in .nothing },
        _ handle: @escaping @Sendable (Call) throws -> Response
    ) {
        self.method = method
        self.pattern = pattern
        self.access = access
        self.parameters = parameters
        self.produces = produces
        self.handle = handle
        self.again = again
        self.computes = computes
        self.streams = streams
        self.isConfidential = isConfidential
        self.prefetch = prefetch
        let wanted = PathSegments(pattern)
        self.wanted = wanted
        place = (0..<wanted.count).first { wanted.text(at: $0) == "{id}" }
        first = wanted.text(at: 1)
        kind = Route.kind(at: first)
    }

    /// The id in a matching path, or an empty text for a route without an id; nil if the path does not match.
    func match(_ given: PathSegments) -> String? {
        guard wanted.count == given.count else { return nil }
        for index in 0..<wanted.count where index != place && !wanted.equals(given, at: index) { return nil }
        return place.map { given.text(at: $0) } ?? ""
    }

    /// The collection's path, e.g. `/ocr-invoice-job`.
    var collection: String { "/" + first }

    private static func kind(at first: String) -> String {
        switch first {
        case "ocr-invoice-job": "job"
        case "ocr-invoice-job-group": "group"
        case "ocr-invoice-job-template": "template"
        case "ocr-invoice-job-page": "page"
        case "ocr-invoice-document": "document"
        case "ocr-invoice-webhook": "webhook"
        case "ocr-invoice-key": "key"
        case "ocr-invoice-user": "user"
        case "ocr-invoice-session": "session"
        case "ocr-invoice-supplier": "supplier"
        default: "thing"
        }
    }
}
