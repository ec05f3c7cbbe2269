import JSON

/// An HTTP answer as a value.
package struct Response {
    package enum Body {
        case bytes([UInt8])
        /// Written a piece at a time into the sink it is given, when the answer goes out; `length` bytes in all, nil where
        /// that is not known before.
        case stream(length: Int?, write: (_ sink: (ArraySlice<UInt8>) throws -> Void) throws -> Void)
    }

    package var status: Int
    package var headers: [(name: String, value: String)]
    package var body: Body

    package init(status: Int, headers: [(name: String, value: String)] = [], body: Body = .bytes([])) {
        self.status = status
        self.headers = headers
        self.body = body
    }

    /// The first header of that name, whatever its case.
    package func header(_ name: String) -> String? {
        headers.first { $0.name.lowercased() == name.lowercased() }?.value
    }

    consuming func with(_ name: String, _ value: String?) -> Response {
        if let value { headers.append((name, value)) }
        return self
    }

    static func json(
        _ status: Int = 200, type: String = "application/json", capacity: Int = 2048,
        _ body: (inout JSONWriter) throws -> Void
    ) rethrows -> Response {
        let bytes = try JSONWriter.write(capacity: capacity) { try $0.object(body) }
        var headers: [(name: String, value: String)] = []
        // What is added on the way out finds room.
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
