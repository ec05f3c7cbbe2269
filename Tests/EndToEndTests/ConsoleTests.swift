import Foundation
import MariaDB
import TestSupport
import Testing

/// The console as a person has it: in Debian's Chromium, through nginx, before a server that reads.
@Suite struct ConsoleTests {
    @Test func `every step of a person's work passes in Chromium`() throws {
        // A server of its own: it is stopped on the way.
        let secret = ["OCR_INVOICE_SECRET_KEY": String(repeating: "5a", count: 32)]
        let server = try RunningServer(database: PrivateMariaDB.shared.get(), settings: secret)
        let keyFile = server.folder + "/key"
        try server.key.write(toFile: keyFile, atomically: true, encoding: .utf8)
        let manyKeyFile = server.folder + "/many-key"
        try layManyJobs(on: server, key: manyKeyFile)
        let handshake = server.folder + "/handshake"
        try FileManager.default.createDirectory(atPath: handshake, withIntermediateDirectories: true)
        let log = server.folder + "/console.log"
        let steps = try ChildProcess(
            PrivateNginx.root + "/scripts/try-console",
            [
                "--url", "http://127.0.0.1:\(server.nginx.port)", "--key-file", keyFile, "--account", "tests",
                "--handshake", handshake, "--many-key-file", manyKeyFile,
            ], log: log)
        func isAsked(_ name: String) -> Bool {
            waitUntil(seconds: 900) {
                let hasFailed = (try? String(contentsOfFile: log, encoding: .utf8))?.contains("FAILED") ?? false
                return hasFailed || FileManager.default.fileExists(atPath: "\(handshake)/\(name)")
            }
        }
        if isAsked("away") {
            server.stop()
            try "".write(toFile: handshake + "/stopped", atomically: true, encoding: .utf8)
        }
        if isAsked("back") { try server.start() }
        let status = steps.wait()
        let output = try String(contentsOfFile: log, encoding: .utf8)
        #expect(status == 0, "\(output.suffix(6000))")
        #expect(output.contains(/[0-9]+ steps passed/))
        #expect(output.contains("ok      a server that is away is told"))
        #expect(output.contains("the list was shown"))
    }

    private func layManyJobs(on server: RunningServer, key file: String) throws {
        let key = try server.command(["key", "create", "many"])
        try key.write(toFile: file, atomically: true, encoding: .utf8)
        // The first request makes the account's default template.
        #expect(try HTTPClient(port: server.nginx.port, key: key).get("/ocr-invoice-job-template").status == 200)
        let sql = try String(contentsOfFile: PrivateNginx.root + "/scripts/browsing/many-jobs.sql", encoding: .utf8)
        let connection = try Connection(server.database)
        for statement in sql.split(separator: ";\n") { try connection.runPlain(String(statement)) }
    }

    private static let types = [
        "/": "text/html", "/scripts/main.js": "text/javascript", "/texts/de.json": "application/json",
    ]

    @Test(arguments: ["", "/mounted/here"])
    func `the documentation comes with a policy that allows this site's files alone`(_ mount: String) throws {
        let client = try RunningServer.shared.get().client
        let leading = try client.get("\(mount)/docs")
        #expect(leading.status == 308 && leading.headers["location"] == "\(mount)/docs/")
        for (path, type) in ["": "text/html", "scripts/main.js": "text/javascript", "errors.json": "application/json"] {
            let answer = try client.get("\(mount)/docs/\(path)")
            #expect(answer.status == 200 && answer.headers["content-type"] == type)
            let policy = try #require(answer.headers["content-security-policy"])
            #expect(policy.contains("script-src 'self';") && policy.contains("frame-ancestors 'none'"))
            #expect(!policy.contains("unsafe") && !policy.contains("http"))
        }
        for path in ["/docs/../console/index.html", "/docs../console.md", "/docs/%2e%2e/README.md"] {
            let answer = try client.get(path)
            #expect(answer.status != 200 || answer.headers["content-type"] == "text/html", "\(path)")
        }
    }

    @Test(arguments: ["", "/mounted/here"])
    func `its files come with a policy that allows no other source and no frame`(_ mount: String) throws {
        let client = try RunningServer.shared.get().client
        for (path, type) in Self.types {
            let answer = try client.get("\(mount)/console\(path)")
            #expect(answer.status == 200)
            #expect(answer.headers["content-type"] == type)
            let policy = try #require(answer.headers["content-security-policy"])
            #expect(policy.contains("default-src 'none'") && policy.contains("frame-ancestors 'none'"))
            #expect(!policy.contains("unsafe") && !policy.contains("http"))
            #expect(answer.headers["x-frame-options"] == "DENY")
            #expect(answer.headers["x-content-type-options"] == "nosniff")
            #expect(answer.headers["referrer-policy"] == "no-referrer")
        }
    }

    @Test func `its address without a slash leads to it, and nothing beside its folder is served`() throws {
        let client = try RunningServer.shared.get().client
        let answer = try client.get("/console")
        #expect(answer.status == 308 && answer.headers["location"] == "/console/")
        let tricks = [
            "/console/../nginx.conf", "/console../README.md", "/console/%2e%2e/README.md", "/console/texts/",
            "/console/%2e%2e%2fREADME.md", "/console/..%2fnginx.conf", "/console/..%5cnginx.conf",
            "/console/..;/nginx.conf",
            "/console/scripts/%2e%2e/%2e%2e/%2e%2e/etc/passwd", "/console/.git/config", "/console/index.html%00.js",
            "/console//etc/passwd", "/console/index.html/", "/docs/%2e%2e/nginx.conf", "/docs/..%2f..%2fetc/passwd",
        ]
        for path in tricks {
            #expect([400, 403, 404].contains(try client.get(path).status), "\(path)")
        }
        #expect(try client.send("DELETE", "/console/index.html").status == 403)
    }
}
