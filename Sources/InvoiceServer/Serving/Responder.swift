import API
import FastCGI
import Logging

/// Exchange → Request → Response → Exchange, with one log line for each request.
struct Responder: Sendable {
    let api: API
    let log: Logger
    /// How links begin; nil: with the request's own host and mount.
    let publicURL: String?
    let metrics: RequestMetrics
    private let names = RequestIDs()

    init(api: API, log: Logger, publicURL: String?, metrics: RequestMetrics) {
        self.api = api
        self.log = log
        self.metrics = metrics
        self.publicURL = publicURL
    }

    /// Answers one exchange; called by many threads at a time.
    func respond(to exchange: Exchange) {
        let started = ContinuousClock.now
        let request = Request(exchange, publicURL: publicURL, names: names)
        var response = api.answer(request)
        if response.status != 204, let length = response.length {
            response.headers.append(("Content-Length", String(length)))
        }
        do {
            try send(response, to: exchange, withBody: request.method != "HEAD")
        } catch {
            exchange.abandon()
            log.warning(
                "response cut short", metadata: ["request": "\(request.id)", "error": "\(error)"])
        }
        let duration = ContinuousClock.now - started
        metrics.note(response, took: duration)
        if log.logLevel <= .info { AccessLine(request, response, took: duration).write() }
    }

    private func send(_ response: Response, to exchange: Exchange, withBody: Bool) throws {
        try exchange.answer(
            status: response.status, reason: HTTPStatus.reason(response.status), headers: response.headers)
        guard withBody else { return }
        switch response.body {
        case .bytes(let bytes): try exchange.write(bytes)
        case .stream(_, let write): try write { try exchange.write($0) }
        }
    }
}

extension Request {
    /// Makes a request from the web server's parameters. The mount is SCRIPT_NAME if there is also a PATH_INFO.
    init(_ exchange: Exchange, publicURL: String?, names: RequestIDs) {
        let parameters = exchange.parameters
        let script = parameters["SCRIPT_NAME"] ?? ""
        let place = parameters["PATH_INFO"]
        let path = place.map { $0.isEmpty ? "/" : $0 } ?? script
        let mount = place == nil ? "" : script
        let address = parameters["REMOTE_ADDR"] ?? ""
        let headers = Self.headers(parameters)
        // Behind a second proxy on this machine every client would look local.
        let isFromLoopback =
            Self.isLoopback(address) && Self.marksOfProxies.allSatisfy { headers[$0] == nil }
        self.init(
            method: parameters["REQUEST_METHOD"] ?? "GET", path: path,
            query: QueryParameter.parse(parameters["QUERY_STRING"] ?? ""), headers: headers,
            body: RequestBody(exchange), id: Self.identifier(headers["x-request-id"]) ?? names.next(),
            baseURL: publicURL ?? Self.origin(parameters) + mount,
            isFromLoopback: isFromLoopback,
            // Behind a second proxy on this machine, one client's wrong keys would lock out everybody.
            clientAddress: Self.isLoopback(address) ? "" : address, isAbandoned: exchange.isPeerGone)
    }

    private static func headers(_ parameters: RequestParameters) -> HeaderFields {
        var headers = HeaderFields()
        // Added first, so that it takes precedence over a header with the same name.
        if let type = parameters["CONTENT_TYPE"], !type.isEmpty { headers.add("content-type", type) }
        parameters.forEach(beginningWith: "HTTP_") { name, value in
            let name = headerName(name)
            // Web servers send HTTP_PROXY empty (see CVE-2016-5385); it is not a header of the client.
            if name != "proxy" { headers.add(name, value) }
        }
        return headers
    }

    private static func isLoopback(_ address: String) -> Bool { address == "127.0.0.1" || address == "::1" }

    /// Headers that proxies add: a request with one of them came through a proxy.
    private static let marksOfProxies = ["x-forwarded-for", "x-real-ip", "x-forwarded-proto", "forwarded", "via"]

    /// E.g. `api-key` for `API_KEY`.
    private static func headerName(_ name: UnsafeRawBufferPointer) -> String {
        String(unsafeUninitializedCapacity: name.count) { buffer in
            for (index, byte) in name.enumerated() {
                switch byte {
                case UInt8(ascii: "_"): buffer[index] = UInt8(ascii: "-")
                case UInt8(ascii: "A")...UInt8(ascii: "Z"): buffer[index] = byte | 0x20
                default: buffer[index] = byte
                }
            }
            return name.count
        }
    }

    /// The client's own id, if it is harmless in a log and a header.
    private static func identifier(_ given: String?) -> String? {
        guard let given, (1...128).contains(given.utf8.count), given.utf8.allSatisfy(isHarmless) else { return nil }
        return given
    }

    private static func isHarmless(_ byte: UInt8) -> Bool {
        switch byte {
        case UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
            UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "-"), UInt8(ascii: "."), UInt8(ascii: "_"),
            UInt8(ascii: ":"):
            true
        default: false
        }
    }

    private static func origin(_ parameters: RequestParameters) -> String {
        let isSecure = parameters["HTTPS"] == "on" || parameters["REQUEST_SCHEME"] == "https"
        let host = parameters["HTTP_HOST"] ?? ""
        let isPlain = host.utf8.allSatisfy { isHarmless($0) || UInt8(ascii: "[") == $0 || UInt8(ascii: "]") == $0 }
        return (isSecure ? "https://" : "http://") + (isPlain && !host.isEmpty ? host : "localhost")
    }
}

extension RequestBody {
    /// The exchange's body, with its errors as `APIError`.
    fileprivate init(_ exchange: Exchange) {
        self.init(length: exchange.contentLength) {
            do { return try exchange.nextBodyChunk() } catch FastCGIError.broken(let reason) {
                throw APIError.bodyIncomplete(reason)
            } catch FastCGIError.peerGone {
                throw APIError.bodyIncomplete("The connection ended in the middle of the body.")
            }
        }
    }
}
