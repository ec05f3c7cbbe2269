import ArgumentParser
import Foundation
import Invoices
import JSON
import Processing
import Storage

/// `ocr-invoice template test TEMPLATE.json FILE…`: tries a template without a server.
struct TryTemplate: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "test", abstract: "Try a template on documents and print what it finds and where.",
        discussion: """
            The template is JSON as for POST /ocr-invoice-job-template. Exits with status 1 if a file could not be read \
            or a finding is an error.
            """)

    @Argument(help: "The template's JSON.", completion: .file(extensions: ["json"]))
    var template: String

    @Argument(help: "Documents to try it on.", completion: .file())
    var files: [String]

    @Flag(help: "Print one line of JSON for each file.")
    var jsonl = false

    @Flag(name: .customLong("no-einvoice"), help: "Ignore embedded electronic invoices and read the pages.")
    var noEInvoice = false

    @Flag(name: .customLong("no-text-layer"), help: "Recognise the pages even of PDFs that contain their text.")
    var noTextLayer = false

    func run() throws {
        let draft = try TemplateCommand.read(template)
        let documents = try LocalReading(
            template: draft.template, usesTextLayer: !noTextLayer, ignoresEInvoices: noEInvoice
        ).read(files)
        var isGood = true
        for (file, result) in zip(files, documents) {
            let extraction = result.map(\.extraction)
            if case .success(let found) = extraction { isGood = isGood && found.isValid } else { isGood = false }
            print(jsonl ? ReadJSON.line(file, result) : ReadTable.text(file, extraction))
            guard !jsonl, case .success(let read) = result else { continue }
            if let sentence = Keywords(draft).sentence(on: read.document) { print("  ! \(sentence)\n") }
        }
        if !isGood { throw ExitCode(1) }
    }
}

/// The keywords by which invoice2data chooses a template for a document.
struct Keywords {
    private let wanted: [String]
    private let unwanted: [String]

    init(_ draft: TemplateDraft) {
        let metadata = draft.metadata.flatMap { try? JSONReader.read($0) }
        wanted = metadata?["keywords"]?.array?.compactMap(\.string) ?? []
        unwanted = metadata?["excludeKeywords"]?.array?.compactMap(\.string) ?? []
    }

    /// A warning if the keywords do not match; nil if they match or there are none.
    func sentence(on document: ReadDocument) -> String? {
        let text = Self.squeezed(document.pages.map(\.text).joined(separator: "\n"))
        if let missing = wanted.first(where: { !text.contains(Self.squeezed($0)) }) {
            return "This document does not have the template's keyword “\(missing)”. Is it from another supplier?"
        }
        if let found = unwanted.first(where: { text.contains(Self.squeezed($0)) }) {
            return "This document has “\(found)”, which the template excludes."
        }
        return nil
    }

    private static func squeezed(_ text: String) -> String { text.filter { !$0.isWhitespace } }
}
