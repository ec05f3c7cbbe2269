import Exports
import FieldExtraction
import Foundation
import Invoices
import JSON
import TemplateImport
import TestSupport
import Testing

@testable import InvoiceServer
@testable import Storage

/// Each field of the table in everything that the table decides.
struct FieldTableTests {
    private static let header = InvoiceField.header.map(\.name)
    private static let cells = InvoiceField.tables.flatMap { table in table.columns.map { table.cell(0, $0) } }

    private func field(_ name: String) throws -> InvoiceField { try #require(InvoiceField.named(name)) }

    /// A result in which a person corrected only that field, which nobody had read.
    private func corrected(_ name: String) throws -> Extraction {
        let correction = Correction(field: name, text: try field(name).kind.sample, page: 1)
        return Extraction(fields: CorrectedExtraction(Extraction(), with: [correction]).fields)
    }

    @Test(arguments: header + cells)
    func `it can be corrected, also where another kind of value was read`(name: String) throws {
        let kind = try field(name).kind
        let found = try #require(try corrected(name)[name])
        #expect(kind.holds(found.value) && found.source == .correction && found.rawText == kind.sample)
        let read = Field(
            name: name, value: kind == .flag ? .text("x") : .flag(true), rawText: "x", confidence: 1, source: .ocr)
        let correction = Correction(field: name, text: kind.sample, page: 1)
        let overlaid = CorrectedExtraction(Extraction(fields: [read]), with: [correction]).fields
        #expect(Extraction(fields: overlaid)[name]?.value == found.value)
    }

    @Test(arguments: header + cells)
    func `it is in extractedData and in read --jsonl where the table says so`(name: String) throws {
        let (field, extraction) = (try field(name), try corrected(name))
        let data = try JSONReader.read(SummaryCoding.extractedData(extraction.invoice))
        let line = try JSONReader.read(Array(ReadJSON.fields("a", extraction).utf8))
        let empty = try JSONReader.read(SummaryCoding.extractedData(Extraction().invoice))
        let isShown = field.outputs.contains(.data)
        #expect(text(member(name, of: data)) == (isShown ? field.kind.sample : nil))
        #expect(
            text(member(InvoiceField.shortName(of: name), of: line["fields"]))
                == (field.outputs.contains(.line) ? field.kind.sample : nil))
        #expect((member(name, of: empty)?.isNull ?? false) == (isShown && FieldPlace(name) == nil))
        #expect(line["confidence"]?[InvoiceField.shortName(of: name)]?.double == 1)
    }

    @Test(arguments: header + cells)
    func `it has a column of CSV, or none`(name: String) throws {
        let (field, extraction) = (try field(name), try corrected(name))
        var bytes = CSVExport.heading
        CSVExport.write(ReadJob(number: "J", documentName: "d", extraction: extraction)) { bytes += $0 }
        let lines = String(decoding: bytes, as: UTF8.self).components(separatedBy: "\r\n").map {
            $0.components(separatedBy: ",")
        }
        let isItem = FieldPlace(name)?.table == InvoiceField.lineItems
        let column = lines[0].firstIndex(of: isItem ? "lineItem.\(field.name)" : name)
        #expect((column != nil) == !field.outputs.isDisjoint(with: [.csv, .csvEnd]))
        if let column { #expect(lines[1][column] == field.kind.sample) }
    }

    @Test(arguments: header + cells)
    func `a template is proposed from it in either form`(name: String) throws {
        let (field, extraction) = (try field(name), try corrected(name))
        guard field.outputs.contains(.data) else { return }
        let data = String(decoding: SummaryCoding.extractedData(extraction.invoice), as: UTF8.self)
        let value = try #require(extraction[name]?.value)
        let line = field.outputs.contains(.line) ? [ReadJSON.fields("a", extraction)] : []
        for text in ["{\"extractedData\":\(data)}"] + line {
            let fields = CorrectedData(try JSONReader.read(Array(text.utf8))).fields
            #expect(fields.map(\.name) == [name] && fields.first?.value == value)
        }
    }

    @Test(arguments: header)
    func `jobs are filtered by it where it has a column, and sorted by none`(name: String) throws {
        let field = try field(name)
        let listed = Resource.job.fields.first { $0.name == "extractedData.\(name)" }
        #expect((listed != nil) == (field.column != nil))
        #expect(listed?.isSortable != true)
        let isNumber = [.amount, .number].contains(field.kind)
        let value = isNumber ? field.kind.sample : "\"\(field.kind.sample)\""
        let filter = try? Filter.parse(JSONReader.read("{\"extractedData.\(name)\": \(value)}"), of: .job)
        #expect((filter != nil) == (field.column != nil))
    }

    @Test(arguments: InvoiceField.header.flatMap { field in field.imported.map { (field.name, $0) } })
    func `a template of invoice2data finds it by its names`(name: String, imported: String) throws {
        let rules = try Invoice2Data.read("keywords: [k]\nfields:\n  \(imported): 'x (\\w+)'\n", name: "file").template
            .fields
        let rule = try #require(rules.first { $0.pattern != nil })
        #expect(FieldNames.canonical(rule.name) == name)
        #expect(rule.kind == (try field(name)).kind.ruleKind)
    }

    @Test(arguments: InvoiceField.lineItems.columns.flatMap { column in column.imported.map { (column.name, $0) } })
    func `a template of invoice2data has it as a column`(name: String, imported: String) throws {
        let yaml = "keywords: [k]\nfields: {}\nlines: {start: a, end: b, line: '(?P<\(imported)>.+)'}\n"
        let columns = try Invoice2Data.read(yaml, name: "file").template.lineItems.columns
        #expect(columns.map(\.name) == [name])
        #expect(columns.first?.kind == InvoiceField.lineItems[column: name]?.kind.ruleKind)
    }

    // MARK: -

    /// By its path, or the cell of the first row.
    private func member(_ name: String, of json: JSONValue?) -> JSONValue? {
        let place = FieldPlace(name)
        let start = place.map { row(of: $0.table, in: json) } ?? json
        return value(place?.column ?? name, in: start)
    }

    private func row(of table: InvoiceTable, in json: JSONValue?) -> JSONValue? {
        let rows = value(table.name, in: json) ?? value(InvoiceField.shortName(of: table.name), in: json)
        return rows?.array?.first
    }

    private func value(_ path: String, in json: JSONValue?) -> JSONValue? {
        path.split(separator: ".").reduce(json) { $0?[String($1)] }
    }

    private func text(_ json: JSONValue?) -> String? { json?.string ?? json?.number ?? json?.bool.map { "\($0)" } }
}
