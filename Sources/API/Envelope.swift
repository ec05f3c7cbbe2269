import JSON
import Storage

/// The shape around every successful response.
enum Envelope {
    static func item(_ status: Int = 200, _ body: (inout JSONWriter) throws -> Void) rethrows -> Response {
        try .json(status) { json in
            json.member("success", true)
            try json.member("data", object: body)
        }
    }

    /// `total` counts all matches, not only those of this page.
    static func list<Element>(
        _ elements: [Element], total: Int, _ body: (inout JSONWriter, Element) -> Void
    ) -> Response {
        // Nearly every job takes at most 1.5 kB. A buffer that grows would copy everything.
        .json(capacity: 256 + 1536 * elements.count) { json in
            json.member("success", true)
            json.name("data")
            json.array { json in
                for element in elements { json.object { body(&$0, element) } }
            }
            json.member("total", total)
        }
    }

    /// A page that is already JSON.
    static func list(_ page: JobListJSON) -> Response {
        let head = Array("{\"success\":true,\"data\":[".utf8)
        let tail = Array("],\"total\":\(page.total)}".utf8)
        let parts = [head, page.json, tail]
        let body = Response.Body.stream(length: parts.reduce(0) { $0 + $1.count }) { sink in
            for part in parts { try sink(part[...]) }
        }
        return Response(status: 200, headers: [("Content-Type", "application/json")], body: body)
    }

    static func message(_ text: String) -> Response {
        .json { json in
            json.member("success", true)
            json.member("message", text)
        }
    }
}
