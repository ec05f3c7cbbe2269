import API
import ArgumentParser
import Foundation
import Invoices
import JSON
import Processing
import Storage

/// `ocr-invoice template propose FILE CORRECTED.json`: makes a template from a document and its corrected data.
struct TemplatePropose: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "propose", abstract: "Make a template from one document and its corrected data.",
        discussion: """
            CORRECTED.json holds the correct data: the response of GET …/results, or a line of `read --jsonl`, with the \
            mistakes corrected. Prints a template for POST /ocr-invoice-job-template. The error stream says how each \
            field will be found. Try it on the supplier's other invoices with `template test`.
            """)

    @Argument(help: "The document.", completion: .file())
    var file: String

    @Argument(help: "The document's corrected data.", completion: .file(extensions: ["json", "jsonl"]))
    var corrected: String

    @Option(help: "The template's name. Default: the supplier's.")
    var name: String?

    @Flag(name: .customLong("no-text-layer"), help: "Recognise the pages even of PDFs that contain their text.")
    var noTextLayer = false

    private static let patience = Duration.seconds(600)

    func run() throws {
        let truth = try CorrectedData(JSONReader.read([UInt8](Data(contentsOf: URL(filePath: corrected)))))
        let reading = LocalReading(template: .anyInvoice, usesTextLayer: !noTextLayer, ignoresEInvoices: true)
        let document: ReadDocument
        switch try reading.read([file])[0] {
        case .success(let read): document = read.document
        case .failure(let failure): throw ValidationError(failure.message)
        }
        let pool = ReaderPool(executable: ReaderPool.defaultExecutable, count: 1)
        defer { pool.stop() }
        let proposal = try pool.propose(truth.fields, from: document.pages, deadline: .now + Self.patience)
        for remark in proposal.remarks { TemplateCommand.warn(remark) }
        let supplier = truth.fields.first { $0.name == "invoice.supplier.name" }?.value.text
        let draft = TemplateDraft(name: name ?? supplier ?? "Proposed", template: proposal.template)
        print(String(decoding: TemplateFile.write(draft), as: UTF8.self))
    }
}

/// Corrected data in any format in which this program prints it.
struct CorrectedData {
    /// All fields, with line items as `lineItems[0].amount`.
    let fields: [Field]

    init(_ json: JSONValue) {
        let data = json["data"] ?? json
        let root = data["extractedData"] ?? data["fields"] ?? data["truth"] ?? data
        let header = (FieldNames.header + FieldNames.beyond).compactMap { name in
            Self.value(name, in: root).map { Self.field(name, $0) }
        }
        let items = (root["lineItems"]?.array ?? []).enumerated().map { Self.cells(of: $1, $0) }
        fields = header + items.flatMap(\.self)
    }

    private static func cells(of item: JSONValue, _ index: Int) -> [Field] {
        FieldPlace.Table.lineItems.columns.compactMap { column in
            cell(item[column]).map { field("lineItems[\(index)].\(column)", $0) }
        }
    }

    private static func cell(_ json: JSONValue?) -> Field.Value? {
        if let literal = json?.number { return Amount(literal: literal).map { .amount($0) } }
        return json?.string.map { .text($0) }
    }

    private static func field(_ name: String, _ value: Field.Value) -> Field {
        Field(name: name, value: value, rawText: "", confidence: 1, source: .correction)
    }

    /// The value under the contract's name or the shorter name of `read --jsonl`.
    private static func value(_ name: String, in root: JSONValue) -> Field.Value? {
        let short = ["invoice.amounts.", "invoice."].first { name.hasPrefix($0) }.map { name.dropFirst($0.count) }
        let names = [name, short.map(String.init)].compactMap { $0 }
        guard let found = names.lazy.compactMap({ member($0, of: root) }).first else { return nil }
        if let literal = found.number { return Amount(literal: literal).map { .amount($0) } }
        guard let text = found.string, !text.isEmpty else { return nil }
        if name.hasSuffix("ate") { return CalendarDate(text).map { .date($0) } }
        return .text(text)
    }

    private static func member(_ path: String, of root: JSONValue) -> JSONValue? {
        path.split(separator: ".").reduce(root) { value, step in value?[String(step)] }
    }
}
