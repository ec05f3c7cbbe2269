import JSON

/// An HTTP response as a value.
package struct Response {
    package enum Body {
        case bytes([UInt8])
        /// Written into the given sink, piece by piece, when the response is sent. `length` is the total in bytes; nil
        /// if it is not known in advance.
        case stream(length: Int?, write: (_ sink: (ArraySlice<UInt8>) throws -> Void) throws -> Void)
    }

    package var status: Int
    package var headers: [(name: String, value: String)]
    package var body: Body
    /// The route that answered, with its path as a template, e.g. `/ocr-invoice-job/{id}`; nil if no route is there.
    package var route: (method: String, path: String)?

    package init(status: Int, headers: [(name: String, value: String)] = [], body: Body = .bytes([])) {
        self.status = status
        self.headers = headers
        self.body = body
    }

    /// The first header of that name, ignoring case.
    package func header(_ name: String) -> String? {
        headers.first { $0.name.lowercased() == name.lowercased() }?.value
    }

    consuming func with(_ name: String, _ value: String?) -> Response {
        if let value { headers.append((name, value)) }
        return self
    }

    /// Keeps `thing` as long as the body may still be written.
    consuming func holding(_ thing: some AnyObject) -> Response {
        guard case .stream(let length, let write) = body else { return self }
        body = .stream(length: length) { sink in try withExtendedLifetime(thing) { try write(sink) } }
        return self
    }

    static func json(
        _ status: Int = 200, type: String = "application/json", capacity: Int = 2048,
        _ body: (inout JSONWriter) throws -> Void
    ) rethrows -> Response {
        let bytes = try JSONWriter.write(capacity: capacity) { try $0.object(body) }
        var headers: [(name: String, value: String)] = []
        // Room for the headers that are added later.
        headers.reserveCapacity(8)
        headers.append(("Content-Type", type))
        return Response(status: status, headers: headers, body: .bytes(bytes))
    }

    package var length: Int? {
        switch body {
        case .bytes(let bytes): bytes.count
        case .stream(let length, _): length
        }
    }
}
