import Foundation
import Invoices
import JSON
import Storage
import TestSupport
import Testing

/// The grammar of filters: what is refused, and with which words.
@Suite struct FilterGrammarTests {
    private func parse(_ json: String, _ resource: Resource = .job) throws -> Filter {
        try Filter.parse(JSONReader.read(json), of: resource)
    }

    @Test(arguments: [
        #"{"stats": "failed"}"#, #"{"status": "done"}"#, #"{"status": 3}"#, #"{"priority": {"$like": "h"}}"#,
        #"{"$nor": [{"status": "failed"}]}"#, #"{"createdAt": {"$gte": "yesterday"}}"#, #"{"template": "x"}"#,
        #"{"processingTime": "3"}"#, #"{"cost": {"$gt": null}}"#, #"{"status": {"$in": []}}"#, #"{"$or": []}"#,
        #"{"$and": {"status": "failed"}}"#, #"{"status": {}}"#, #"{"metadata": {"a": 1}}"#, #"{"metadata.": 1}"#,
        #"{"metadata.a": [1]}"#, #"{"metadata.a\"b": 1}"#, #"{"group": {"$gt": "000000000000000000000000"}}"#,
        #"{"retryCount": {"$exists": 1}}"#, #"[]"#, #""failed""#,
        #"{"$not": {"$not": {"$not": {"$not": {"$not": {"status": "failed"}}}}}}"#,
        #"{"$not": {"$not": {"$not": {"$not": {"cost": {"$gt": 1}}}}}}"#,
    ])
    func `a filter that cannot be is refused`(json: String) {
        #expect(throws: FilterError.self) { try parse(json) }
    }

    @Test func `a refusal names what is possible`() {
        let field = #expect(throws: FilterError.self) { try parse(#"{"stats": "failed"}"#) }
        #expect(field?.field == "stats")
        #expect(field?.message.contains("status, priority") == true)
        let value = #expect(throws: FilterError.self) { try parse(#"{"status": "done"}"#) }
        #expect(value?.message.contains("created, queued, processing, completed, failed, cancelled") == true)
        let sort = #expect(throws: FilterError.self) { try SortField.parse("template", of: .job) }
        #expect(sort?.message.contains("jobNumber") == true)
    }

    @Test func `more than fifty conditions or eight kilobytes are refused`() throws {
        let tests = { (count: Int) in
            #"{"$or": ["# + repeatElement(#"{"cost": 1}"#, count: count).joined(separator: ",") + "]}"
        }
        _ = try parse(tests(50))
        #expect(throws: FilterError.self) { try parse(tests(51)) }
        #expect(throws: FilterError.self) {
            try parse(#"{"jobNumber": ""# + String(repeating: "x", count: 8200) + #""}"#)
        }
    }

    @Test(arguments: [
        ("2023-01-15", 1_673_740_800_000), ("2023-01-15T08:00:00Z", 1_673_769_600_000),
        ("2023-01-15T08:00:00.12Z", 1_673_769_600_120), ("2023-01-15T09:00:00+01:00", 1_673_769_600_000),
        ("1969-12-31T23:59:59.999Z", -1),
    ])
    func `moments are read in each of their forms`(text: String, milliseconds: Int64) {
        #expect(Timestamp(iso8601: text)?.milliseconds == milliseconds)
    }
}

/// Filters in SQL against a plain evaluation in memory.
@Suite struct FilterAgreementTests {
    private let fixture: StoreFixture
    private let records: [JobRecord]

    init() throws {
        fixture = try StoreFixture()
        let queue = MariaDBQueueUnderTest(fixture, settings: QueueSettings(pricePerPage: Amount(cents: 15)))
        let worker = try queue.register()
        let group = try fixture.group(parallelJobs: 64)
        for index in 0..<36 {
            var draft = fixture.draft("R-\(index % 12)-\(index)", group: index % 3 == 0 ? group : nil)
            draft.documentName = ["Rechnung.pdf", "rechnung.pdf", "Größe 🧾", "a b"][index % 4]
            draft.priority = Priority.allCases[index % 4]
            draft.documentType = index % 5 == 0 ? nil : DocumentType.allCases[index % 7]
            draft.createdBy = index % 2 == 0 ? nil : "anna"
            draft.metadata = RandomFilter.metadata[index % RandomFilter.metadata.count].map { Array($0.utf8) }
            _ = try fixture.stores.jobs.insert(draft, of: fixture.account, queued: index % 4 != 0)
        }
        for (index, claim) in try queue.claim(upTo: 20, for: worker).enumerated() {
            switch index % 4 {
            case 0, 1: _ = try queue.complete(claim, with: .sample(number: "R-\(index % 3)", pages: 1 + index % 2))
            case 2: _ = try queue.fail(claim, with: JobFailure(.documentEncrypted, "Encrypted."))
            default: break
            }
        }
        records = try fixture.stores.jobs.list(ListRequest(limit: 100), of: fixture.account).elements
    }

    @Test func `ten thousand random filters find what a plain evaluation finds`() throws {
        var random = SystemRandomNumberGenerator()
        var hits = 0
        for _ in 0..<10_000 {
            let json = RandomFilter.condition(records, depth: 1, &random)
            let filter = try Filter.parse(JSONReader.read(json), of: .job)
            let expected = Set(records.filter { PlainFilter(filter).matches($0) }.map(\.id))
            let found = try fixture.stores.jobs.list(ListRequest(limit: 100, filter: filter), of: fixture.account)
            try #require(Set(found.elements.map(\.id)) == expected, "\(json)")
            try #require(found.total == expected.count, "\(json)")
            hits += expected.isEmpty ? 0 : 1
        }
        #expect(hits > 3000)
    }
}

/// Makes filters of the grammar.
private enum RandomFilter {
    static let metadata: [String?] = [
        nil, #"{"a": 1, "b": {"c": "x"}}"#, #"{"a": "1", "b": {"c": null}}"#, #"{"a": true, "b": 7}"#,
        #"{"a": 1.5, "b": {"c": "X"}}"#, #"{"a": false}"#, #"{"a": -3, "b": {"c": "Ä/\"q\""}}"#,
    ]

    static func condition(_ records: [JobRecord], depth: Int, _ random: inout some RandomNumberGenerator) -> String {
        let roll = Int.random(in: 0..<10, using: &random)
        if depth < 4, roll < 4 {
            let parts = (0..<Int.random(in: 1...3, using: &random)).map { _ in
                condition(records, depth: depth + 1, &random)
            }
            switch roll {
            case 0: return #"{"$and": [\#(parts.joined(separator: ","))]}"#
            case 1: return #"{"$or": [\#(parts.joined(separator: ","))]}"#
            default: return #"{"$not": \#(parts[0])}"#
            }
        }
        return "{" + test(records, &random) + "}"
    }

    private static func test(_ records: [JobRecord], _ random: inout some RandomNumberGenerator) -> String {
        let (name, values, hasOrder) = field(records, &random)
        let value = values.randomElement(using: &random) ?? "null"
        if Int.random(in: 0..<5, using: &random) == 0 { return #""\#(name)": \#(value)"# }
        var operators = ["$eq", "$ne", "$in", "$nin", "$exists"]
        if hasOrder && value != "null" && value != "true" && value != "false" {
            operators += ["$gt", "$gte", "$lt", "$lte"]
        }
        let sign = operators.randomElement(using: &random) ?? "$eq"
        switch sign {
        case "$exists": return #""\#(name)": {"$exists": \#(Bool.random(using: &random))}"#
        case "$in", "$nin":
            let list = (0..<Int.random(in: 1...3, using: &random)).map { _ in
                values.randomElement(using: &random) ?? "null"
            }
            return #""\#(name)": {"\#(sign)": [\#(list.joined(separator: ","))]}"#
        default: return #""\#(name)": {"\#(sign)": \#(value)}"#
        }
    }

    private static func field(
        _ records: [JobRecord], _ random: inout some RandomNumberGenerator
    ) -> (String, [String], hasOrder: Bool) {
        let record = records.randomElement(using: &random) ?? records[0]
        let fields: [(String, [String], Bool)] = [
            ("status", JobStatus.allCases.map { "\"\($0.rawValue)\"" }, true),
            ("priority", Priority.allCases.map { "\"\($0.rawValue)\"" }, true),
            ("jobNumber", ["\"\(record.number)\"", #""R-5""#, #""r-5""#], true),
            ("documentName", ["\"Rechnung.pdf\"", "\"rechnung.pdf\"", #""Größe 🧾""#, #""a b ""#], true),
            ("documentType", ["null"] + DocumentType.allCases.map { "\"\($0.rawValue)\"" }, true),
            ("createdBy", ["null", "\"anna\"", "\"Anna\""], true),
            ("createdAt", ["\"\(record.createdAt.text)\"", "\"2020-01-01T00:00:00Z\""], true),
            ("completedAt", ["null", "\"\(record.updatedAt.text)\""], true),
            ("cost", ["null", "0.15", "0.3", "1e-1"], true),
            ("retryCount", ["0", "1"], true),
            ("errorCode", ["null", "\"document_encrypted\""], true),
            ("group", ["null", "\"\(record.group?.text ?? "000000000000000000000000")\""], false),
            ("template", ["\"\(record.template)\""], false),
            ("extractedData.invoice.number", ["null", "\"R-1\"", "\"R-2\""], true),
            ("extractedData.invoice.date", ["null", "\"2023-01-15\"", "\"2024-01-01\""], true),
            ("extractedData.invoice.amounts.total", ["null", "1471.6", "1471.60", "2000"], true),
            ("validationResults.isValid", ["null", "true", "false"], false),
            ("confidence.overall", ["null", "0.5", "0.9"], true),
            ("metadata.a", ["null", "1", "1.5", "true", "false", #""1""#, "0"], true),
            ("metadata.b.c", ["null", #""x""#, #""X""#, #""Ä/\"q\"""#, "7"], true),
            ("metadata.b", ["null", "7", "6"], true),
        ]
        return fields.randomElement(using: &random) ?? fields[0]
    }
}

/// Evaluates a filter on a record, as its words say.
private struct PlainFilter {
    private enum Plain: Equatable {
        case none
        case text(String)
        case number(Double)
        case flag(Bool)
        /// An object or array: exists, but equals nothing.
        case other
    }

    private let condition: Filter.Condition

    init(_ filter: Filter) { condition = filter.condition }

    func matches(_ record: JobRecord) -> Bool { matches(condition, record) }

    private func matches(_ condition: Filter.Condition, _ record: JobRecord) -> Bool {
        switch condition {
        case .all(let parts): parts.allSatisfy { matches($0, record) }
        case .any(let parts): parts.contains { matches($0, record) }
        case .not(let part): !matches(part, record)
        case .test(let test): matches(test, value(test, record))
        }
    }

    private func matches(_ test: Filter.Test, _ value: Plain) -> Bool {
        let operands = test.values.map(plain)
        switch test.comparison {
        case .equal: return value == operands[0]
        case .notEqual: return value != operands[0]
        case .isIn: return operands.contains(value)
        case .isNotIn: return !operands.contains(value)
        case .exists: return (value != .none) == (operands[0] == .flag(true))
        case .greater: return compare(value, operands[0]).map { $0 > 0 } ?? false
        case .greaterOrEqual: return compare(value, operands[0]).map { $0 >= 0 } ?? false
        case .less: return compare(value, operands[0]).map { $0 < 0 } ?? false
        case .lessOrEqual: return compare(value, operands[0]).map { $0 <= 0 } ?? false
        }
    }

    /// Texts by their bytes; kinds that differ have no order.
    private func compare(_ left: Plain, _ right: Plain) -> Int? {
        switch (left, right) {
        case (.text(let left), .text(let right)):
            left == right ? 0 : left.utf8.lexicographicallyPrecedes(right.utf8) ? -1 : 1
        case (.number(let left), .number(let right)): left == right ? 0 : left < right ? -1 : 1
        default: nil
        }
    }

    private func plain(_ operand: Filter.Operand) -> Plain {
        switch operand {
        case .null: .none
        case .text(let text): .text(text)
        case .number(let literal): .number(Double(literal) ?? 0)
        case .flag(let flag): .flag(flag)
        case .time(let milliseconds): .number(Double(milliseconds))
        case .choice(let number): .number(Double(number))
        case .id(let bytes): .text(bytes.map { String($0 >> 4, radix: 16) + String($0 & 15, radix: 16) }.joined())
        }
    }

    private func value(_ test: Filter.Test, _ record: JobRecord) -> Plain {
        func text(_ text: String?) -> Plain { text.map(Plain.text) ?? .none }
        func number(_ number: (some BinaryInteger)?) -> Plain { number.map { .number(Double($0)) } ?? .none }
        func choice<Case: CaseIterable & Equatable>(_ value: Case?) -> Plain {
            number(value.flatMap { value in Array(Case.allCases).firstIndex(of: value) })
        }
        switch test.field {
        case "status": return choice(record.status)
        case "priority": return choice(record.priority)
        case "jobNumber": return text(record.number)
        case "documentName": return text(record.documentName)
        case "documentType": return choice(record.documentType)
        case "createdBy": return text(record.createdBy)
        case "createdAt": return number(record.createdAt.milliseconds)
        case "completedAt": return number(record.completedAt?.milliseconds)
        case "cost": return record.cost.flatMap { Double($0.literal) }.map(Plain.number) ?? .none
        case "retryCount": return number(record.retryCount)
        case "errorCode": return text(record.errorCode)
        case "group": return text(record.group?.text)
        case "template": return text(record.template.text)
        case "metadata": return json(record.metadata, test.path)
        default: return result(test.field, record)
        }
    }

    private func result(_ field: String, _ record: JobRecord) -> Plain {
        guard let result = record.result else { return .none }
        let names = field.split(separator: ".").map(String.init)
        switch names[0] {
        case "extractedData": return json(Array(result.extractedData), Array(names.dropFirst()))
        case "confidence": return json(Array(result.confidence), Array(names.dropFirst()))
        default: return json(Array(result.validation), Array(names.dropFirst()))
        }
    }

    private func json(_ bytes: [UInt8]?, _ path: [String]) -> Plain {
        guard let bytes, var json = try? JSONReader.read(bytes) else { return .none }
        for name in path {
            guard let next = json[name] else { return .none }
            json = next
        }
        if json.isNull { return .none }
        if let text = json.string { return .text(text) }
        if let flag = json.bool { return .flag(flag) }
        return json.double.map(Plain.number) ?? .other
    }
}
