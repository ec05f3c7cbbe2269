import ArgumentParser
import Foundation
import Invoices
import Processing

/// `ocr-invoice read FILE…`: reads documents without a server or database.
struct Read: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "read", abstract: "Read invoices and print what they say.",
        discussion: """
            Exits with status 1 if a file could not be read; the others are still read. - is the standard input. \
            --readers sets how many files are read at a time (default: one for each core).
            """)

    @Argument(
        help: "PDF, PNG, JPEG, TIFF, BMP, HEIC, WebP or an electronic invoice in XML; - for the standard input.",
        completion: .file())
    var files: [String]

    @Flag(help: "Print the results as in the API's response: indented JSON, an array for several files.")
    var json = false

    @Flag(help: "Print one line of JSON for each file: id, file, fields, confidence, needsReview and results.")
    var jsonl = false

    @Flag(help: "Print one line of JSON for each file with its pages: lines, words and boxes.")
    var pages = false

    @Flag(name: .customLong("fields"), help: "Print every field with its confidence and place, for people.")
    var showsFields = false

    @Flag(help: "Read the documents in folders, and in the folders below them.")
    var recursive = false

    @Flag(name: .customLong("no-einvoice"), help: "Ignore embedded electronic invoices and read the pages.")
    var noEInvoice = false

    @Flag(name: .customLong("no-text-layer"), help: "Recognise the pages even of PDFs that contain their text.")
    var noTextLayer = false

    @Option(help: "Languages to read with, e.g. de,fr. Default: detected from the page.")
    var languages: String?

    @Option(help: "Read with this template (JSON as for POST /ocr-invoice-job-template).", completion: .file())
    var template: String?

    func validate() throws {
        guard [json, jsonl, pages, showsFields].count(where: \.self) < 2 else {
            throw ValidationError("Give one of --json, --jsonl, --pages and --fields.")
        }
        guard files.count(where: { $0 == InputFile.standardInput }) < 2 else {
            throw ValidationError("The standard input (-) can be read once.")
        }
    }

    mutating func run() throws {
        let files = recursive ? try InputFolder.expand(files) : files
        let count = try Configuration.currentReaders()
        ConfinementWarning.print()
        let pool = ReaderPool(executable: ReaderPool.defaultExecutable, count: count)
        defer { pool.stop() }
        let reading = try reading(pool, width: count)
        let bar = ProgressBar(of: files.count)
        let format = format(isArray: files.count > 1 || files != self.files)
        let printer = OrderedPrinter { bar.erase() }
        let failures = reading.run(files) { index, result in
            printer.print(format.text(for: files[index], index, of: files.count, result), at: index)
            bar.advance()
        }
        bar.erase()
        if failures > 0 { throw ExitCode(1) }
    }

    private func reading(_ pool: ReaderPool, width: Int) throws -> ReadFiles {
        let template = try template.map { try TemplateCommand.read($0).template } ?? .anyInvoice
        let settings = ReadSettings(
            languages: languages?.split(separator: ",").map(String.init) ?? template.languages,
            preprocessing: template.preprocessing, usesTextLayer: !noTextLayer)
        return ReadFiles(
            pool: pool, width: width, settings: settings, ignoresEInvoices: noEInvoice,
            template: pages ? nil : template)
    }

    private func format(isArray: Bool) -> ReadFormat {
        if json { return .json(isArray: isArray) }
        if jsonl { return .lines }
        if pages { return .pages }
        return showsFields ? .table : .sheet(.output)
    }
}
