import Storage

/// One method at one path: a line of `Routes`.
///
/// A class: it holds so much that looking through a list of values would be mostly copying.
final class Route: Sendable {
    enum Access: Sendable, Equatable {
        /// For everybody.
        case open
        /// For a key that has the scope.
        case scope(Scope)
        /// For this machine, and for an operator's key; without one, nothing is there from elsewhere.
        case operators
    }

    let method: String
    /// `/ocr-invoice-job/{id}/process`
    let pattern: String
    let access: Access
    /// The query parameters it knows.
    let parameters: Set<String>
    /// What it can answer with; nil when that depends on more than the request.
    let produces: [String]?
    let handle: @Sendable (Call) throws -> Response
    /// Answers a repetition, by the id of what the first made; nil where a GET of that does.
    let again: (@Sendable (Call) throws -> Response)?
    /// Whether it may compute for seconds; such requests take turns.
    let computes: Bool
    /// What is read from the database along with the key, for `handle` to find in its call; saves a second question.
    let prefetch: @Sendable (_ request: Request, _ id: String) -> AuthenticatedPrefetch
    /// The path's first segment, e.g. `ocr-invoice-job`.
    let first: String
    /// What a sentence calls the things at this path.
    let kind: String
    private let wanted: PathSegments
    /// Where `{id}` stands among them.
    private let place: Int?

    init(
        _ method: String, _ pattern: String, _ access: Access, parameters: Set<String> = [],
        produces: [String]? = ["application/json"], again: (@Sendable (Call) throws -> Response)? = nil,
        computes: Bool = false,
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
        self.prefetch = prefetch
        let wanted = PathSegments(pattern)
        self.wanted = wanted
        place = (0..<wanted.count).first { wanted.text(at: $0) == "{id}" }
        first = wanted.text(at: 1)
        kind = Route.kind(at: first)
    }

    /// What stands for `{id}` when the path fits, an empty text when there is no such place; nil when it does not fit.
    func match(_ given: PathSegments) -> String? {
        guard wanted.count == given.count else { return nil }
        for index in 0..<wanted.count where index != place && !wanted.equals(given, at: index) { return nil }
        return place.map { given.text(at: $0) } ?? ""
    }

    /// `/ocr-invoice-job` of every path below it.
    var collection: String { "/" + first }

    private static func kind(at first: String) -> String {
        switch first {
        case "ocr-invoice-job": "job"
        case "ocr-invoice-job-group": "group"
        case "ocr-invoice-job-template": "template"
        case "ocr-invoice-job-page": "page"
        case "ocr-invoice-document": "document"
        case "ocr-invoice-webhook": "webhook"
        default: "thing"
        }
    }
}
