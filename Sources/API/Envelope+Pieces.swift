import JSON

extension Envelope {
    /// What `list` answers, each element brought, written and sent before the next: for those that are large together.
    ///
    /// - Parameter whole: What is to be written for an element; nil for one that is gone.
    static func pieces<Element>(
        _ elements: [Element], total: Int, whole: @escaping (Element) throws -> Element?,
        _ body: @escaping (inout JSONWriter, Element) -> Void
    ) -> Response {
        let body = Response.Body.stream(length: nil) { sink in
            try sink(ArraySlice("{\"success\":true,\"data\":[".utf8))
            var separator: ArraySlice<UInt8> = []
            for element in elements {
                guard let element = try whole(element) else { continue }
                try sink(separator)
                try sink(JSONWriter.write { json in json.object { body(&$0, element) } }[...])
                separator = [UInt8(ascii: ",")]
            }
            try sink(ArraySlice("],\"total\":\(total)}".utf8))
        }
        return Response(status: 200, headers: [("Content-Type", "application/json")], body: body)
    }
}
