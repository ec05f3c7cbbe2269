import ArgumentParser
import Foundation
import Invoices
import Processing
import Synchronization

/// `ocr-invoice read FILE…`: reads documents without a server or database.
struct Read: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "read", abstract: "Read invoices and print what they say.",
        discussion: """
            Exits with status 1 if a file could not be read; the others are still read. --readers sets how many files \
            are read at a time (default: one for each core).
            """)

    @Argument(help: "PDF, PNG, JPEG, TIFF, BMP, HEIC, WebP or an electronic invoice in XML.", completion: .file())
    var files: [String]

    @Flag(help: "Print one line of JSON for each file.")
    var jsonl = false

    @Flag(help: "Print one line of JSON for each file with its pages: lines, words and boxes.")
    var pages = false

    @Flag(name: .customLong("no-einvoice"), help: "Ignore embedded electronic invoices and read the pages.")
    var noEInvoice = false

    @Flag(name: .customLong("no-text-layer"), help: "Recognise the pages even of PDFs that contain their text.")
    var noTextLayer = false

    @Option(help: "Languages to read with, e.g. de,fr. Default: detected from the page.")
    var languages: String?

    @Option(help: "Read with this template (JSON as for POST /ocr-invoice-job-template).", completion: .file())
    var template: String?

    mutating func run() throws {
        let count = try Configuration.currentReaders()
        ConfinementWarning.print()
        let pool = ReaderPool(executable: ReaderPool.defaultExecutable, count: count)
        defer { pool.stop() }
        let template = try template.map { try TemplateCommand.read($0).template } ?? .anyInvoice
        let settings = ReadSettings(
            languages: languages?.split(separator: ",").map(String.init) ?? template.languages,
            preprocessing: template.preprocessing, usesTextLayer: !noTextLayer)
        let bar = ProgressBar(of: files.count)
        let format = format
        let printer = OrderedPrinter { bar.erase() }
        let (files, noEInvoice) = (files, noEInvoice)
        let reading = ReadFiles(
            pool: pool, width: count, settings: settings, ignoresEInvoices: noEInvoice,
            template: pages ? nil : template)
        let failures = reading.run(files) { index, result in
            printer.print(format.text(for: files[index], result), at: index)
            bar.advance()
        }
        bar.erase()
        if failures > 0 { throw ExitCode(1) }
    }

    private var format: ReadFormat {
        pages ? .pages : jsonl ? .lines : .table
    }
}

/// How a file's result is printed.
enum ReadFormat {
    case lines, pages, table

    func text(for file: String, _ result: Result<ReadFile, JobFailure>) -> String {
        let id = URL(filePath: file).deletingPathExtension().lastPathComponent
        switch self {
        case .lines: return ReadJSONLine.invoice(id, result.map(\.extraction))
        case .pages: return ReadJSONLine.pages(id, result.map(\.document))
        case .table: return ReadTable.text(file, result.map(\.extraction))
        }
    }
}

/// Prints results in the order of the files, each as soon as the earlier ones are printed.
final class OrderedPrinter: Sendable {
    private struct State {
        var next = 0
        var waiting: [Int: String] = [:]
    }

    private let state = Mutex(State())
    private let prepare: @Sendable () -> Void

    /// `prepare` is called before anything is printed.
    init(prepare: @escaping @Sendable () -> Void) {
        self.prepare = prepare
    }

    func print(_ text: String, at index: Int) {
        state.withLock { state in
            state.waiting[index] = text
            while let next = state.waiting.removeValue(forKey: state.next) {
                prepare()
                try? FileHandle.standardOutput.write(contentsOf: Data((next + "\n").utf8))
                state.next += 1
            }
        }
    }
}
