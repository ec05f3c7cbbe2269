/// An HTTP request as a value; where it came from is not known here.
package struct Request {
    package let method: String
    /// Below the mount, percent-decoded, e.g. `/ocr-invoice-job/65a1…`.
    package let path: String
    /// Pairs in their order, decoded.
    package let query: [QueryParameter]
    /// Names in lower case.
    package let headers: HeaderFields
    package let body: RequestBody
    /// What identifies this request in answers and logs.
    package let id: String
    private let makeBaseURL: () -> String
    private let askWhetherAbandoned: () -> Bool
    /// Whether the request came from this machine.
    package let isFromLoopback: Bool
    /// Who sent it, as the web server knows; empty when that is this machine, or nobody knows.
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

    /// Whether nobody waits for the answer any more, as far as the web server told by now.
    package var isAbandoned: Bool { askWhetherAbandoned() }

    /// What links begin with, e.g. `https://example.com/api`, without a slash at the end. Made when it is asked for: few
    /// answers bear a link.
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

        /// The pairs of a query string; `+` is a space, as forms write it.
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
