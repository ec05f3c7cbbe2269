import Foundation
import JSON
import Secrets
import Storage
import Testing

@testable import API

/// Signing in, what a session may do, and the ways in which others might use it.
@Suite(.serialized) struct SessionEndpointTests {
    private static let password = "correct horse battery"

    private let bench: Bench
    private let accountName: String

    init() throws {
        bench = try Bench()
        let account = bench.account
        accountName = try #require(try bench.stores.accounts.list().first { $0.id == account }?.name)
    }

    /// What a browser has once somebody is signed in.
    private struct Browser {
        let cookie: String
        let csrfToken: String
    }

    private func makeUser(_ name: String = "anna", _ role: Role = .reviewer) throws -> User {
        try bench.stores.users.insert(
            UserDraft(name: name, role: role), password: PasswordHash(of: Self.password), of: bench.account)
    }

    private func credentials(_ name: String = "anna", _ password: String = password, account: String? = nil) -> String {
        #"{"account": "\#(account ?? accountName)", "name": "\#(name)", "password": "\#(password)"}"#
    }

    private func signIn(_ name: String = "anna", cookie: String? = nil) throws -> Browser {
        let answer = try bench.send(
            "POST", "/ocr-invoice-session", credentials(name), headers: cookie.map { ["cookie": $0] } ?? [:], key: "")
        try #require(answer.status == 201)
        let line = try #require(answer.header("Set-Cookie"))
        return Browser(
            cookie: String(line.prefix { $0 != ";" }), csrfToken: try #require(answer.data?["csrfToken"]?.string))
    }

    private func send(
        _ method: String, _ path: String, _ json: String? = nil, from browser: Browser, csrfToken: String? = nil,
        key: String = ""
    ) throws -> Bench.Answer {
        var headers = ["cookie": browser.cookie]
        headers["x-csrf-token"] = csrfToken
        return try bench.send(method, path, json, headers: headers, key: key)
    }

    @Test func `signing in gives a cookie, and who it is`() throws {
        _ = try makeUser()
        let answer = try bench.send("POST", "/ocr-invoice-session", credentials(), key: "")
        #expect(answer.status == 201)
        #expect(answer.data?["role"]?.string == "reviewer" && answer.data?["name"]?.string == "anna")
        let line = try #require(answer.header("Set-Cookie"))
        #expect(line.contains(/^ocr-invoice-session=[0-9a-f]{64}; Path=\/mount; HttpOnly; SameSite=Strict; Secure$/))
        let browser = try signIn()
        let again = try send("GET", "/ocr-invoice-session", from: browser)
        #expect(again.status == 200 && again.data?["csrfToken"]?.string == browser.csrfToken)
        #expect(try send("GET", "/ocr-invoice-job", from: browser).status == 200)
    }

    @Test func `only on this machine the cookie goes without encryption`() throws {
        _ = try makeUser()
        func line(_ baseURL: String, isFromLoopback: Bool) -> String? {
            let request = Request(
                method: "POST", path: "/ocr-invoice-session", headers: ["content-type": "application/json"],
                body: RequestBody(Array(credentials().utf8)), id: "x", baseURL: baseURL,
                isFromLoopback: isFromLoopback)
            return API(bench.services).answer(request).header("Set-Cookie")
        }
        #expect(
            line("http://localhost:8080", isFromLoopback: true)?.hasSuffix("; Path=/; HttpOnly; SameSite=Strict")
                == true)
        #expect(line("https://a.example/b/c", isFromLoopback: true)?.contains("Path=/b/c; ") == true)
        #expect(line("https://a.example/b/c", isFromLoopback: true)?.hasSuffix("; Secure") == true)
        #expect(line("http://10.0.0.7", isFromLoopback: false)?.hasSuffix("; Secure") == true)
    }

    @Test func `a wrong account, name or password is one and the same 401`() throws {
        _ = try makeUser()
        let bodies = [
            credentials("anna", "wrong password"), credentials("nobody"), credentials(account: "nobody's"),
            credentials("ANNA"), credentials("anna", "x"),
        ]
        let answers = try bodies.map { try bench.send("POST", "/ocr-invoice-session", $0, key: "") }
        #expect(answers.allSatisfy { $0.status == 401 && $0.code == "sign_in_failed" && $0.bytes == answers[0].bytes })
        #expect(answers.allSatisfy { $0.header("Set-Cookie") == nil })
        let empty = try bench.send("POST", "/ocr-invoice-session", "{}", key: "")
        #expect(empty.faults == ["/account required", "/name required", "/password required"])
    }

    @Test func `a request that may change something needs the second token`() throws {
        _ = try makeUser()
        let (browser, other) = try (signIn(), signIn())
        let create = { (token: String?) in
            try self.send("POST", "/ocr-invoice-job", Bench.job(), from: browser, csrfToken: token)
        }
        for token in [nil, "", other.csrfToken, browser.csrfToken.uppercased(), String(browser.cookie.suffix(64))] {
            let answer = try create(token)
            #expect(answer.status == 403 && answer.code == "csrf_token_invalid")
        }
        let id = try #require(try create(browser.csrfToken).data?["_id"]?.string)
        for (method, path) in [
            ("DELETE", "/ocr-invoice-job/\(id)"), ("POST", "/ocr-invoice-job/\(id)/process"),
            ("DELETE", "/ocr-invoice-session"),
        ] {
            #expect(try send(method, path, from: browser).code == "csrf_token_invalid", "\(method) \(path)")
        }
        #expect(try send("GET", "/ocr-invoice-job/\(id)", from: browser).status == 200)
        #expect(try send("DELETE", "/ocr-invoice-job/\(id)", from: browser, csrfToken: browser.csrfToken).status == 200)
    }

    @Test func `beside a key a session does not count`() throws {
        _ = try makeUser("boss", .admin)
        let browser = try signIn("boss")
        let reading = try bench.key(scopes: [.jobsRead])
        let answer = try send(
            "POST", "/ocr-invoice-job", Bench.job(), from: browser, csrfToken: browser.csrfToken, key: reading)
        #expect(answer.code == "scope_missing")
        #expect(try send("GET", "/ocr-invoice-job", from: browser, key: "nonsense").code == "key_invalid")
        #expect(try send("GET", "/ocr-invoice-session", from: browser, key: bench.key).code == "session_missing")
        #expect(try bench.send("GET", "/ocr-invoice-session", key: "").code == "session_missing")
        #expect(try send("GET", "/metrics", from: browser).status == 404, "no user is an operator")
    }

    @Test(arguments: Role.allCases)
    func `a role may do what its scopes say, and nothing else`(role: Role) throws {
        _ = try makeUser(role.rawValue, role)
        let browser = try signIn(role.rawValue)
        for route in Routes.all(bench.services) {
            guard case .scope(let needed) = route.access, needed != .metricsRead else { continue }
            let path = route.pattern.replacing("{id}", with: "65a1b2c3d4e5f60718293a4b")
            let answer = try send(route.method, path, from: browser, csrfToken: browser.csrfToken)
            let isAllowed =
                role == .admin || needed.rawValue.hasSuffix(":read") || (role == .reviewer && needed == .jobsWrite)
            #expect((answer.code == "scope_missing") != isAllowed, "\(role) \(route.method) \(path)")
        }
    }

    @Test func `signing in ends the session that the browser had, whoever gave it to it`() throws {
        _ = try makeUser()
        let planted = try signIn()
        let browser = try signIn(cookie: planted.cookie)
        #expect(browser.cookie != planted.cookie)
        #expect(try send("GET", "/ocr-invoice-job", from: planted).code == "session_ended")
        #expect(try send("GET", "/ocr-invoice-job", from: browser).status == 200)
        // A token that the server never made is not taken over.
        let invented = "ocr-invoice-session=" + String(repeating: "7", count: 64)
        #expect(try signIn(cookie: invented).cookie != invented)
        let stranger = Browser(cookie: invented, csrfToken: "")
        #expect(try send("GET", "/ocr-invoice-job", from: stranger).code == "session_ended")
    }

    @Test func `after signing out, a change of role and deletion the cookie opens nothing`() throws {
        let user = try makeUser()
        var browser = try signIn()
        let out = try send("DELETE", "/ocr-invoice-session", from: browser, csrfToken: browser.csrfToken)
        #expect(
            out.status == 200
                && out.header("Set-Cookie")?.hasPrefix("ocr-invoice-session=; Max-Age=0; Path=/mount;") == true)
        #expect(try send("GET", "/ocr-invoice-session", from: browser).code == "session_ended")
        browser = try signIn()
        #expect(try bench.put("/ocr-invoice-user/\(user.id)", #"{"name": "anna", "role": "reader"}"#).status == 200)
        #expect(try send("GET", "/ocr-invoice-job", from: browser).status == 401)
        browser = try signIn()
        #expect(try bench.delete("/ocr-invoice-user/\(user.id)").status == 200)
        #expect(try send("GET", "/ocr-invoice-job", from: browser).status == 401)
    }

    private func change(_ current: String, to new: String, from browser: Browser) throws -> Bench.Answer {
        let body = #"{"currentPassword": "\#(current)", "newPassword": "\#(new)"}"#
        return try send("PUT", "/ocr-invoice-session", body, from: browser, csrfToken: browser.csrfToken)
    }

    @Test func `a user changes the own password, and other sessions end`() throws {
        _ = try makeUser("anna", .reader)
        let (browser, other) = try (signIn(), signIn())
        let answer = try change(Self.password, to: "a better horse battery", from: browser)
        #expect(answer.status == 200 && answer.data?["name"]?.string == "anna")
        let line = try #require(answer.header("Set-Cookie"))
        let renewed = Browser(
            cookie: String(line.prefix { $0 != ";" }), csrfToken: try #require(answer.data?["csrfToken"]?.string))
        #expect(line.contains("HttpOnly") && renewed.cookie != browser.cookie)
        #expect(renewed.csrfToken != browser.csrfToken)
        #expect(try send("GET", "/ocr-invoice-job", from: renewed).status == 200)
        for former in [browser, other] {
            #expect(try send("GET", "/ocr-invoice-job", from: former).code == "session_ended")
        }
        func status(_ password: String) throws -> Int {
            try bench.send("POST", "/ocr-invoice-session", credentials("anna", password), key: "").status
        }
        #expect(try status(Self.password) == 401)
        #expect(try status("a better horse battery") == 201)
        #expect(try bench.send("PUT", "/ocr-invoice-session", "{}", key: bench.key).code == "session_missing")
    }

    @Test func `a wrong current password is told at its member, and counted`() throws {
        _ = try makeUser()
        let browser = try signIn()
        let guessed = try change("another password", to: "a better horse", from: browser)
        #expect(guessed.faults == ["/currentPassword wrong_password"])
        #expect(try change(Self.password, to: "short", from: browser).faults == ["/newPassword length"])
        #expect(try send("PUT", "/ocr-invoice-session", "{}", from: browser).code == "csrf_token_invalid")
        #expect(try send("GET", "/ocr-invoice-job", from: browser).status == 200, "the password is as it was")
        var bench = bench
        bench.services.guessesPerMinute = 2
        let api = API(bench.services)
        let statuses = (0..<3).map { number in
            let body = #"{"currentPassword": "guess \#(number)", "newPassword": "a better horse"}"#
            return api.answer(
                Request(
                    method: "PUT", path: "/ocr-invoice-session",
                    headers: [
                        "content-type": "application/json", "cookie": browser.cookie,
                        "x-csrf-token": browser.csrfToken,
                    ], body: RequestBody(Array(body.utf8)), id: "guess", clientAddress: "192.0.2.1")
            ).status
        }
        #expect(statuses == [422, 422, 429])
    }

    @Test func `a user sees the own account alone`() throws {
        _ = try makeUser("boss", .admin)
        let browser = try signIn("boss")
        let (mine, foreign) = try (bench.newJob(), Bench())
        let theirs = try foreign.newJob()
        #expect(try send("GET", "/ocr-invoice-job/\(mine)", from: browser).status == 200)
        #expect(try send("GET", "/ocr-invoice-job/\(theirs)", from: browser).status == 404)
        let list = try send("GET", "/ocr-invoice-job", from: browser)
        #expect(list.data?.array?.compactMap { $0["_id"]?.string } == [mine])
        #expect(try send("GET", "/ocr-invoice-user", from: browser).json["total"]?.int == 1)
    }

    @Test func `a job's history names the user`() throws {
        let user = try makeUser()
        let browser = try signIn()
        let job = try bench.completedJob()
        for _ in 0..<2 {
            #expect(try send("GET", "/ocr-invoice-job/\(job)/results?format=csv", from: browser).status == 200)
        }
        let entries = try #require(try bench.get("/ocr-invoice-job/\(job)/history").data?.array)
        #expect(entries.count == 2, "the export is told once an hour")
        #expect(entries[0]["by"]?["kind"]?.string == "user")
        #expect(entries[0]["by"]?["id"]?.string == user.id.text)
        #expect(entries[0]["by"]?["name"]?.string == "anna")
    }

    @Test func `who sends too many wrong passwords is told to wait, and a password that was right still passes`() throws
    {
        _ = try makeUser()
        _ = try makeUser("bert")
        var bench = bench
        bench.services.guessesPerMinute = 2
        let api = API(bench.services)
        func status(_ body: String, from address: String) -> Int {
            api.answer(
                Request(
                    method: "POST", path: "/ocr-invoice-session", headers: ["content-type": "application/json"],
                    body: RequestBody(Array(body.utf8)), id: "guess", clientAddress: address)
            ).status
        }
        #expect(status(credentials(), from: "192.0.2.1") == 201)
        #expect((0..<3).map { status(credentials("anna", "wrong \($0)"), from: "192.0.2.1") } == [401, 401, 429])
        #expect(status(credentials("nobody"), from: "192.0.2.1") == 429, "a name that nobody has is no way around")
        #expect(status(credentials("bert"), from: "192.0.2.1") == 429, "it was not used from there before")
        #expect(status(credentials(), from: "192.0.2.1") == 201)
        #expect(status(credentials("bert"), from: "192.0.2.2") == 201)
    }

    @Test func `guesses for one user are counted from everywhere, also where no address is known`() throws {
        _ = try makeUser()
        var bench = bench
        bench.services.guessesPerMinute = 1
        let api = API(bench.services)
        let statuses = (0..<11).map { number in
            api.answer(
                Request(
                    method: "POST", path: "/ocr-invoice-session", headers: ["content-type": "application/json"],
                    body: RequestBody(Array(credentials("anna", "wrong \(number)").utf8)), id: "guess")
            ).status
        }
        #expect(statuses == [Int](repeating: 401, count: 10) + [429])
    }
}
