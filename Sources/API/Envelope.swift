import JSON

/// The shape around every answer that is a success.
enum Envelope {
    static func item(_ status: Int = 200, _ body: (inout JSONWriter) throws -> Void) rethrows -> Response {
        try .json(status) { json in
            json.member("success", true)
            try json.member("data", object: body)
        }
    }

    /// `total` counts all matches, not only those of this page.
    static func list<Element>(
        _ elements: some Sequence<Element>, total: Int, _ body: (inout JSONWriter, Element) -> Void
    ) -> Response {
        .json { json in
            json.member("success", true)
            json.member("data", array: elements) { json, element in json.object { body(&$0, element) } }
            json.member("total", total)
        }
    }

    static func message(_ text: String) -> Response {
        .json { json in
            json.member("success", true)
            json.member("message", text)
        }
    }
}
