import Foundation
import Invoices
import JSON
import Logging
import MariaDB
import Storage
import Testing

@testable import API

struct OpenAPITests {
    private let document: JSONValue
    private let routes = Routes.all(
        Services(
            stores: Stores(database: Database(ConnectionSettings(socket: "/nonexistent/socket", user: "nobody"))),
            log: Logger(label: "test"), now: { Timestamp(milliseconds: 0) }))

    init() throws {
        document = try JSONReader.read(Array(openAPIDocument.utf8), limits: .ours)
    }

    private func operation(_ route: Route) -> JSONValue? {
        document["paths"]?[route.pattern]?[route.method.lowercased()]
    }

    private func resolved(_ value: JSONValue) -> JSONValue {
        guard let path = value["$ref"]?.string else { return value }
        return path.split(separator: "/").dropFirst().reduce(document) { $0[String($1)] ?? $0 }
    }

    @Test func `the served description is openapi.yaml`() throws {
        let root = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
            .deletingLastPathComponent()
        let check = Process()
        check.executableURL = URL(filePath: "/usr/bin/env")
        check.arguments = ["python3", root.appending(path: "scripts/openapi").path, "--check"]
        try check.run()
        check.waitUntilExit()
        #expect(check.terminationStatus == 0, "run scripts/openapi; it needs python3-yaml")
    }

    @Test func `every route is described, and nothing else`() throws {
        // Metrics are for the operator's own machine.
        let served = Set(routes.map { "\($0.method) \($0.pattern)" }).subtracting(["GET /metrics"])
        var described: Set<String> = []
        for path in document["paths"]?.members ?? [] {
            for member in path.value.members ?? [] where member.name != "parameters" {
                described.insert("\(member.name.uppercased()) \(path.name)")
            }
        }
        #expect(served == described)
    }

    @Test func `every query parameter and scope is described as it is`() throws {
        for route in routes where route.pattern != "/metrics" {
            let operation = try #require(self.operation(route))
            let parameters = (operation["parameters"]?.array ?? []).map(resolved)
            let names = parameters.filter { $0["in"]?.string == "query" }.compactMap { $0["name"]?.string }
            #expect(Set(names) == route.parameters, "\(route.method) \(route.pattern)")
            var scope: String?
            if case .scope(let needed) = route.access { scope = needed.rawValue }
            #expect(operation["x-scope"]?.string == scope, "\(route.method) \(route.pattern)")
        }
    }

    @Test(arguments: Resource.allCases)
    func `the fields to sort by are those of the table`(resource: Resource) throws {
        let parameter = try #require(document["components"]?["parameters"]?["\(resource.rawValue)Sort"])
        let names = parameter["schema"]?["enum"]?.array?.compactMap(\.string) ?? []
        #expect(names == resource.fields.filter(\.isSortable).map(\.name))
    }

    @Test func `extractedData is described as the table of fields has it`() throws {
        let schemas = try #require(document["components"]?["schemas"])
        let data = try #require(schemas["ExtractedData"])
        var expected = Set(InvoiceField.header.filter { $0.outputs.contains(.data) }.map { described($0, $0.name) })
        for table in InvoiceField.tables {
            for column in table.columns where column.outputs.contains(.data) {
                let path = column == table.plainColumn ? "\(table.name)[]" : "\(table.name)[].\(column.name)"
                expected.insert(described(column, path))
            }
        }
        #expect(try Set(leaves(of: data, at: "")) == expected)
    }

    @Test func `results are said to have every field beyond extractedData`() throws {
        let field = try #require(document["components"]?["schemas"]?["Field"]?["properties"]?["name"])
        let text = try #require(field["description"]?.string)
        for field in InvoiceField.header where !field.outputs.contains(.data) { #expect(text.contains(field.name)) }
        for table in InvoiceField.tables {
            let columns = table.columns.filter { !$0.outputs.contains(.data) }.map(\.name)
            if !columns.isEmpty { #expect(text.contains("\(table.name)[i].{\(columns.joined(separator: ","))}")) }
        }
    }

    /// `path: type format` of a member that may be null.
    private func described(_ field: InvoiceField, _ path: String) -> String {
        switch field.kind {
        case .amount, .number: "\(path): number,null"
        case .date: "\(path): string,null date"
        case .flag: "\(path): boolean,null"
        case .text, .identifier, .vatNumber, .iban, .bic, .currency: "\(path): string,null"
        }
    }

    /// The members that every result has, also one of an earlier version: those of `read --jsonl`, and what they are in.
    private var required: Set<String> {
        let header = InvoiceField.header.filter { $0.outputs.contains(.line) }.map(\.name)
        let cells = InvoiceField.tables.flatMap { table in
            table.columns.filter { $0.outputs.contains(.line) }.map { "\(table.name)[].\($0.name)" }
        }
        return (header + cells).reduce(into: []) { paths, name in
            let parts = name.split(separator: ".")
            for count in 1...parts.count { paths.insert(parts.prefix(count).joined(separator: ".")) }
        }
    }

    /// The members that are no objects; nothing else is allowed, and just the members of `required` are required.
    private func leaves(of schema: JSONValue, at path: String) throws -> [String] {
        if schema["type"]?.string == "array" { return try leaves(of: #require(schema["items"]), at: path + "[]") }
        guard let properties = schema["properties"]?.members else {
            let types = schema["type"]?.array?.compactMap(\.string) ?? []
            return [path + ": " + types.joined(separator: ",") + (schema["format"]?.string.map { " \($0)" } ?? "")]
        }
        let needed = properties.filter { member in
            let name = path.isEmpty ? member.name : "\(path).\(member.name)"
            return required.contains(name) || required.contains(name + "[]")
        }
        #expect((schema["required"]?.array?.compactMap(\.string) ?? []) == needed.map(\.name), "\(path)")
        #expect(schema["additionalProperties"]?.bool == false, "\(path)")
        return try properties.flatMap { try leaves(of: $0.value, at: path.isEmpty ? $0.name : "\(path).\($0.name)") }
    }

    @Test func `every operation has an example where it has a JSON body with required members`() throws {
        for route in routes {
            guard let content = operation(route)?["requestBody"]?["content"]?["application/json"],
                let schema = content["schema"].map(resolved), schema["required"] != nil
            else { continue }
            #expect(content["example"] != nil, "\(route.method) \(route.pattern)")
        }
    }

    @Test(arguments: [
        ("JobRequest", JobJSON.responseOnly, "Job"), ("GroupRequest", GroupJSON.responseOnly, "Group"),
        ("TemplateRequest", TemplateJSON.responseOnly, "Template"), ("PageRequest", PageJSON.responseOnly, "Page"),
    ])
    func `what answers have and requests have not is ignored in requests`(
        request: String, ignored: Set<String>, answer: String
    ) throws {
        let schemas = try #require(document["components"]?["schemas"])
        let asked = Set(schemas[request]?["properties"]?.members?.map(\.name) ?? [])
        let answered = Set(schemas[answer]?["properties"]?.members?.map(\.name) ?? [])
        #expect(asked.isSubset(of: answered))
        #expect(answered.subtracting(asked) == ignored)
    }

    @Test func `the enumerations are the domain's`() throws {
        let schemas = try #require(document["components"]?["schemas"])
        func words(_ name: String) -> [String]? { schemas[name]?["enum"]?.array?.compactMap(\.string) }
        #expect(words("JobStatus") == JobStatus.allCases.map(\.rawValue))
        #expect(words("Priority") == Priority.allCases.map(\.rawValue))
        #expect(words("DocumentType") == DocumentType.allCases.map(\.rawValue))
        #expect(words("ErrorCode") == JobFailure.Code.allCases.map(\.rawValue))
    }
}
