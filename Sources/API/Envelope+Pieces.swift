import JSON

extension Envelope {
    /// The same response as `list`, but fetches, writes and sends one element at a time: for lists that are large
    /// together.
    ///
    /// - Parameter whole: Fetches what is written for an element; nil if it is gone.
    static func pieces<Element>(
        _ elements: [Element], total: Int, whole: @escaping (Element) throws -> Element?,
        _ body: @escaping (inout JSONWriter, Element) -> Void
    ) -> Response {
        pieces(total: total) { write in
            for element in elements {
                guard let element = try whole(element) else { continue }
                try write(element)
            }
        } body: {
            body(&$0, $1)
        }
    }

    /// The same for elements that arrive one by one: `each` calls the given closure with every element.
    static func pieces<Element>(
        total: Int, each: @escaping (_ write: (Element) throws -> Void) throws -> Void,
        body: @escaping (inout JSONWriter, Element) -> Void
    ) -> Response {
        let body = Response.Body.stream(length: nil) { sink in
            try sink(ArraySlice("{\"success\":true,\"data\":[".utf8))
            var separator: ArraySlice<UInt8> = []
            try each { element in
                try sink(separator + JSONWriter.write { json in json.object { body(&$0, element) } })
                separator = [UInt8(ascii: ",")]
            }
            try sink(ArraySlice("],\"total\":\(total)}".utf8))
        }
        return Response(status: 200, headers: [("Content-Type", "application/json")], body: body)
    }
}
