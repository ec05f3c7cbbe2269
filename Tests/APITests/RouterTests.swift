import Invoices
import JSON
import Logging
import MariaDB
import Storage
import Testing

@testable import API

/// What the router says without a database: nobody listens at the socket that these stores know.
struct RouterTests {
    private let api = API(
        Services(
            stores: Stores(database: Database(ConnectionSettings(socket: "/nonexistent/socket", user: "nobody"))),
            log: Logger(label: "test") { _ in SwiftLogNoOpLogHandler() }, now: { Timestamp(milliseconds: 0) }))

    private func answer(
        _ method: String, _ path: String, query: String = "", headers: HeaderFields = [:], body: String = ""
    ) throws -> (Response, JSONValue) {
        let response = api.answer(
            Request(
                method: method, path: path, query: Request.QueryParameter.parse(query), headers: headers,
                body: RequestBody(Array(body.utf8)), id: "test-1"))
        guard case .bytes(let bytes) = response.body, !bytes.isEmpty, response.header("Content-Type") != nil else {
            return (response, try JSONReader.read("null"))
        }
        return (response, try JSONReader.read(bytes, limits: .ours))
    }

    @Test func `a path that nobody knows is a problem in the contract's shape`() throws {
        let (response, json) = try answer("GET", "/nothing")
        #expect(response.status == 404)
        #expect(response.header("Content-Type") == "application/problem+json")
        #expect(json["success"]?.bool == false)
        #expect(json["type"]?.string == "about:blank")
        #expect(json["title"]?.string == "Not Found")
        #expect(json["status"]?.int == 404)
        #expect(json["code"]?.string == "not_found")
        #expect(json["requestId"]?.string == "test-1")
        #expect(response.header("X-Request-Id") == "test-1")
    }

    @Test func `the start leads a browser to the documentation, under the mount`() throws {
        let browser = "text/html,application/xhtml+xml,*/*;q=0.8"
        let (response, _) = try answer("GET", "/", headers: ["accept": browser])
        #expect(response.status == 303)
        #expect(response.header("Location") == "http://localhost/docs")
        #expect(try answer("GET", "/", headers: ["accept": "*/*"]).1["code"]?.string == "not_found")
        #expect(try answer("GET", "/").0.status == 404)
    }

    @Test(arguments: [
        ("PATCH", "/ocr-invoice-job", "GET, POST, HEAD, OPTIONS"),
        ("POST", "/ocr-invoice-job/65a1b2c3d4e5f60718293a4b", "GET, PUT, DELETE, HEAD, OPTIONS"),
        ("GET", "/ocr-invoice-job/65a1b2c3d4e5f60718293a4b/process", "POST, OPTIONS"),
    ])
    func `a wrong method is told the right ones`(method: String, path: String, allowed: String) throws {
        let (response, json) = try answer(method, path)
        #expect(response.status == 405)
        #expect(response.header("Allow") == allowed)
        #expect(json["code"]?.string == "method_not_allowed")
    }

    @Test func `OPTIONS names the methods`() throws {
        let (response, _) = try answer("OPTIONS", "/health/live")
        #expect(response.status == 204)
        #expect(response.header("Allow") == "GET, HEAD, OPTIONS")
    }

    @Test func `without a key nothing is told`() throws {
        let (response, json) = try answer("GET", "/ocr-invoice-job")
        #expect(response.status == 401)
        #expect(json["code"]?.string == "key_missing")
        #expect(response.header("WWW-Authenticate") != nil)
    }

    @Test func `an unknown query parameter is refused with the nearest known one`() throws {
        let (response, json) = try answer("GET", "/health/live", query: "x=1")
        #expect(response.status == 400)
        #expect(json["code"]?.string == "parameter_unknown")
    }

    @Test func `what cannot be accepted is 406`() throws {
        #expect(try answer("GET", "/health/live", headers: ["accept": "text/html"]).0.status == 406)
        #expect(try answer("GET", "/health/live", headers: ["accept": "text/html, */*;q=0.1"]).0.status == 200)
        #expect(try answer("GET", "/health/live", headers: ["accept": "application/json;q=0"]).0.status == 406)
    }

    @Test func `without a key, metrics are there for this machine only`() throws {
        #expect(try answer("GET", "/metrics").0.status == 404)
    }

    @Test func `liveness asks nothing of the rest`() throws {
        let (response, json) = try answer("GET", "/health/live")
        #expect(response.status == 200)
        #expect(json["data"]?["status"]?.string == "live")
    }

    @Test func `readiness names the failing parts`() throws {
        var services = Services(
            stores: Stores(database: Database(ConnectionSettings(socket: "/nonexistent/socket", user: "nobody"))),
            log: Logger(label: "test") { _ in SwiftLogNoOpLogHandler() }, now: { Timestamp(milliseconds: 0) })
        services.readiness = {
            [.init(part: "database", problem: "It is away."), .init(part: "reader", problem: nil)]
        }
        let response = API(services).answer(Request(method: "GET", path: "/health/ready", id: "x"))
        guard case .bytes(let bytes) = response.body else { return #expect(Bool(false)) }
        #expect(response.status == 503)
        #expect(response.header("Retry-After") != nil)
        #expect(try JSONReader.read(bytes)["errors"]?.array?.map { $0["pointer"]?.string } == ["/database"])
    }

    @Test func `the page of documentation loads nothing from elsewhere`() throws {
        let response = api.answer(Request(method: "GET", path: "/docs", id: "x"))
        #expect(response.status == 200)
        #expect(response.header("Content-Type") == "text/html; charset=utf-8")
        #expect(response.header("Content-Security-Policy")?.hasPrefix("default-src 'none'") == true)
    }
}
