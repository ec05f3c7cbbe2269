/// An HTTP request as a value, independent of the protocol that carried it.
package struct Request {
    package let method: String
    /// Below the mount, percent-decoded, e.g. `/ocr-invoice-job/65a1…`.
    package let path: String
    /// The decoded pairs in their order.
    package let query: [QueryParameter]
    /// Names in lower case.
    package let headers: HeaderFields
    package let body: RequestBody
    /// Identifies this request in responses and logs.
    package let id: String
    private let makeBaseURL: () -> String
    private let askWhetherAbandoned: () -> Bool
    /// Whether the request came from this machine.
    package let isFromLoopback: Bool
    /// The client's address from the web server; empty if it is this machine or unknown.
    package let clientAddress: String

    package init(
        method: String, path: String, query: [QueryParameter] = [], headers: HeaderFields = [:],
        body: RequestBody = .empty, id: String, baseURL: @autoclosure @escaping () -> String = "http://localhost",
        isFromLoopback: Bool = false,
        clientAddress: String = "", isAbandoned: @autoclosure @escaping () -> Bool = false
    ) {
        self.method = method
        self.path = path
        self.query = query
        self.headers = headers
        self.body = body
        self.id = id
        makeBaseURL = baseURL
        self.isFromLoopback = isFromLoopback
        self.clientAddress = clientAddress
        askWhetherAbandoned = isAbandoned
    }

    /// True if the web server has reported that the client no longer waits for the response.
    package var isAbandoned: Bool { askWhetherAbandoned() }

    /// How links begin, e.g. `https://example.com/api`, without a slash at the end. Computed on demand, since few
    /// responses have a link.
    package var baseURL: String { makeBaseURL() }

    func replacingBody(_ body: RequestBody) -> Request {
        Request(
            method: method, path: path, query: query, headers: headers, body: body, id: id, baseURL: makeBaseURL(),
            isFromLoopback: isFromLoopback, clientAddress: clientAddress, isAbandoned: askWhetherAbandoned())
    }

    package struct QueryParameter: Sendable, Equatable {
        package let name: String
        package let value: String

        package init(name: String, value: String) {
            self.name = name
            self.value = value
        }

        /// The pairs of a query string; `+` is a space, as in forms.
        package static func parse(_ query: String) -> [QueryParameter] {
            if query.isEmpty { return [] }
            return query.utf8.split(separator: UInt8(ascii: "&")).map { pair in
                let parts = pair.split(separator: UInt8(ascii: "="), maxSplits: 1, omittingEmptySubsequences: false)
                return QueryParameter(name: decode(parts[0]), value: parts.count > 1 ? decode(parts[1]) : "")
            }
        }

        private static func decode(_ text: Substring.UTF8View) -> String {
            PercentCoding.decode(Substring(text), plusIsSpace: true)
        }
    }
}
