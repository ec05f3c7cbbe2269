import JSON
import Storage
import Testing

@testable import API

/// Every route against every kind of caller: the owner, a stranger with a good key, a key without the scope, no key.
@Suite(.serialized) struct AccountMatrixTests {
    private let owner: Bench
    private let stranger: Bench

    init() throws {
        owner = try Bench.whole()
        stranger = try Bench.whole()
    }

    @Test func `every route has its line in the matrix, and every line its route`() {
        let routes = Routes.all(owner.services)
        func names(_ access: Route.Access) -> Set<String> {
            Set(routes.filter { $0.access == access }.map { "\($0.method) \($0.pattern)" })
        }
        #expect(names(.open) == MatrixRow.open)
        #expect(names(.openInPart) == MatrixRow.openInPart)
        #expect(names(.operators) == MatrixRow.operators)
        #expect(names(.session) == MatrixRow.sessions)
        for scope in Scope.allCases {
            #expect(names(.scope(scope)) == Set(MatrixRow.all.filter { $0.scope == scope }.map(\.route)), "\(scope)")
        }
    }

    @Test(arguments: MatrixRow.all)
    func `a route answers the thing's owner, and nobody else`(row: MatrixRow) throws {
        let made = try owner.make(row.thing)
        let before = try state(of: row.thing, made)
        let lacking = Set(Scope.allCases).subtracting([row.scope])
        #expect(try send(row, made, from: owner, key: "").code == "key_missing")
        #expect(try send(row, made, from: owner, key: "nonsense").code == "key_invalid")
        #expect(try send(row, made, from: owner, key: owner.key(scopes: lacking)).code == "scope_missing")
        try checkStranger(row, made)
        #expect(try state(of: row.thing, made) == before, "a request that was refused changed something")
        #expect(try send(row, made, from: owner, key: owner.key(scopes: [row.scope])).status == row.status)
    }

    private func checkStranger(_ row: MatrixRow, _ made: MatrixThing.Made) throws {
        let answer = try send(row, made, from: stranger)
        switch row.stranger {
        case .isAnOwner: #expect(answer.status == row.status)
        case .mayNotName(let pointer):
            #expect(answer.status == 422 && answer.faults == ["\(pointer) unknown_reference"])
        case .findsNothing:
            var missing = made
            missing.id = "65a1b2c3d4e5f60718293a4b"
            let other = try send(row, missing, from: stranger)
            #expect(answer.status == 404 && answer.bytes == other.bytes, "a stranger learns that it exists")
        case .seesItsOwn:
            let theirs = try send(row, made, from: owner)
            #expect(answer.status == 200)
            #expect(ids(in: theirs).contains(made.id))
            #expect(ids(in: answer).isDisjoint(with: ids(in: theirs)))
            #expect(answer.json["total"]?.int == ids(in: answer).count)
        }
    }

    private func send(
        _ row: MatrixRow, _ made: MatrixThing.Made, from bench: Bench, key: String? = nil
    ) throws -> Bench.Answer {
        try bench.send(row.method, made.fill(row.pattern), row.body.map(made.fill), key: key)
    }

    private func ids(in list: Bench.Answer) -> Set<String> {
        Set(list.data?.array?.compactMap { $0["_id"]?.string } ?? [])
    }

    /// What its owner sees of the thing.
    private func state(of thing: MatrixThing, _ made: MatrixThing.Made) throws -> [UInt8] {
        guard let collection = thing.collection else { return [] }
        let answer = try owner.get("\(collection)/\(made.id)")
        #expect(answer.status == 200)
        return answer.bytes
    }

    @Test(arguments: [
        "sort=createdAt&order=asc", "sort=updatedAt",
        "filter=%7B%22createdAt%22:%7B%22$gt%22:%222000-01-01T00:00:00Z%22%7D%7D",
    ])
    func `however a list is asked for, it shows a stranger nothing`(query: String) throws {
        let unsorted: [MatrixThing] = [.webhook, .document, .key, .user]
        for row in MatrixRow.all where row.stranger == .seesItsOwn && !unsorted.contains(row.thing) {
            let made = try owner.make(row.thing)
            let theirs = ids(in: try owner.get("\(row.pattern)?\(query)"))
            let answer = try stranger.get("\(row.pattern)?\(query)")
            #expect(theirs.contains(made.id) && ids(in: answer).isDisjoint(with: theirs), "\(row.pattern)")
            #expect(answer.json["total"]?.int == ids(in: answer).count)
        }
    }

    /// A thing of one's own that is changed, and what of the owner's its new text names.
    private static let changes: [(own: MatrixThing, named: MatrixThing, body: String, pointer: String)] = [
        (.job, .template, job(#""template": "{id}""#), "/template"),
        (.job, .group, job(#""template": "default", "group": "{id}""#), "/group"),
        (.job, .document, job(#""template": "default""#, of: "document:{id}"), "/documentUrl"),
        (.group, .template, #"{"name": "g", "template": "{id}"}"#, "/template"),
        (.page, .document, #"{"job": "{own}", "pageNumber": 1, "pageUrl": "document:{id}"}"#, "/pageUrl"),
    ]

    private static func job(_ rest: String, of url: String = "https://a.example/a.pdf") -> String {
        #"{"jobNumber": "own", "documentName": "a.pdf", "documentUrl": "\#(url)", \#(rest)}"#
    }

    @Test func `a thing of one's own cannot be changed to name another account's`() throws {
        for change in Self.changes {
            let (own, named) = (try stranger.make(change.own), try owner.make(change.named))
            let path = "\(change.own.collection ?? "")/\(own.id)"
            let body = named.fill(change.body.replacing("{own}", with: own.job))
            let answer = try stranger.put(path, body)
            #expect(answer.status == 422 && answer.faults == ["\(change.pointer) unknown_reference"], "\(path)")
        }
        let (own, foreign) = (try stranger.make(.template), try owner.make(.trial))
        let trial = try stranger.post("/ocr-invoice-job-template/\(own.id)/test", #"{"job": "\#(foreign.job)"}"#)
        #expect(trial.faults == ["/job unknown_reference"])
    }

    @Test func `how the server is set up is told to its machine and to an operator's key alone`() throws {
        var owner = owner
        owner.services.readiness = { [.init(part: "database", problem: nil, warning: "slow", detail: "db2 is used")] }
        func told(_ key: String) throws -> [String] {
            let data = try owner.send("GET", "/health/ready", key: key).data
            return ["warnings", "details"].flatMap { data?[$0]?.array?.compactMap(\.string) ?? ["missing"] }
        }
        let accounts = Set(Scope.allCases).subtracting([.metricsRead])
        #expect(try told(owner.key(scopes: [.metricsRead])) == ["database: slow", "database: db2 is used"])
        for key in [try owner.key(scopes: accounts), "", "nonsense"] { #expect(try told(key) == []) }
        owner.services.readiness = { [.init(part: "languages", problem: "Tesseract lacks deu.")] }
        let detail = try owner.send("GET", "/health/ready", key: "").json["errors"]?.array?.first?["detail"]?.string
        #expect(detail?.contains("deu") == false && detail?.isEmpty == false)
        let asked = Request(method: "GET", path: "/health/ready", id: "x", isFromLoopback: true)
        guard case .bytes(let bytes) = API(owner.services).answer(asked).body else { return #expect(Bool(false)) }
        #expect(String(decoding: bytes, as: UTF8.self).contains("Tesseract lacks deu."))
    }

    @Test func `what is for everybody needs no key, what is for operators one of theirs`() throws {
        var owner = owner
        owner.services.metrics = { "up 1" }
        for route in MatrixRow.open.union(MatrixRow.openInPart) where route.hasPrefix("GET ") {
            let answer = try owner.send(
                "GET", String(route.dropFirst(4)), headers: ["accept": "text/html, */*"], key: "")
            #expect([200, 303].contains(answer.status), "\(route)")
        }
        #expect(try owner.send("GET", "/metrics", key: "").status == 404)
        let accounts = Set(Scope.allCases).subtracting([.metricsRead])
        #expect(try owner.send("GET", "/metrics", key: owner.key(scopes: accounts)).code == "scope_missing")
        #expect(try owner.send("GET", "/metrics", key: owner.key(scopes: [.metricsRead])).status == 200)
    }
}
