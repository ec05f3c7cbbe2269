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
        let truth = try CorrectedData(JSONReader.read(WholeFile.bytes(corrected)))
        let reading = LocalReading(template: .anyInvoice, usesTextLayer: !noTextLayer, ignoresEInvoices: true)
        let document: ReadDocument
        switch try reading.read([file])[0] {
        case .success(let read): document = read.document
        case .failure(let failure): throw CommandError(failure.message)
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
