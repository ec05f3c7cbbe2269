import API
import ArgumentParser
import Foundation
import Invoices
import JSON
import Storage

/// `ocr-invoice template propose FILE CORRECTED.json`: a template from one document that a person has corrected.
struct TemplatePropose: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "propose", abstract: "Make a template from one document and its corrected data.",
        discussion: """
            CORRECTED.json holds what is right: the answer of GET …/results, or a line of `read --jsonl`, with the mistakes \
            mended. Prints a template that POST /ocr-invoice-job-template takes; how each field will be found is told on \
            the error stream. Try it on the supplier's other invoices with `template test`.
            """)

    @Argument(help: "The document.", completion: .file())
    var file: String

    @Argument(help: "What stands on it.", completion: .file(extensions: ["json", "jsonl"]))
    var corrected: String

    @Option(help: "The template's name; else the supplier's.")
    var name: String?

    @Flag(name: .customLong("no-text-layer"), help: "Recognise the pages even of PDFs that carry their text.")
    var noTextLayer = false

    func run() throws {
        let truth = try CorrectedData(JSONReader.read([UInt8](Data(contentsOf: URL(filePath: corrected)))))
        let reading = LocalReading(template: .anyInvoice, usesTextLayer: !noTextLayer, ignoresEInvoices: true)
        let document: ReadDocument
        switch try reading.read([file])[0] {
        case .success(let read): document = read.document
        case .failure(let failure): throw ValidationError(failure.message)
        }
        let proposal = TemplateProposal(document, truth: truth.fields, items: truth.items)
        for remark in proposal.remarks { TemplateCommand.warn(remark) }
        let supplier = truth.fields.first { $0.name == "invoice.supplier.name" }?.value.text
        let draft = TemplateDraft(name: name ?? supplier ?? "Proposed", template: proposal.template)
        print(String(decoding: TemplateFile.write(draft), as: UTF8.self))
    }
}

/// Corrected data in any of the shapes that this program gives them out in.
struct CorrectedData {
    let fields: [(name: String, value: Field.Value)]
    let items: [Invoice.LineItem]

    init(_ json: JSONValue) {
        let data = json["data"] ?? json
        let root = data["extractedData"] ?? data["fields"] ?? data["truth"] ?? data
        fields = (FieldNames.header + FieldNames.beyond).compactMap { name in
            Self.value(name, in: root).map { (name, $0) }
        }
        items = (root["lineItems"]?.array ?? []).map { item in
            func amount(_ name: String) -> Amount? { item[name]?.number.flatMap { Amount(literal: $0) } }
            return Invoice.LineItem(
                description: item["description"]?.string, quantity: amount("quantity"), unitPrice: amount("unitPrice"),
                amount: amount("amount"))
        }
    }

    /// Under the contract's name, or the shorter one of `read --jsonl`.
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
