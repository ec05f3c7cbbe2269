import ArgumentParser
import Foundation
import Invoices
import JSON
import Processing
import Synchronization

/// `ocr-invoice eval DIR`: reads documents whose truth is known and says how often each field is right.
struct Eval: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "eval", abstract: "Measure the reading on documents with known truth.",
        discussion: "DIR holds truth.jsonl, one line a document with id, file, kind and truth, and the files it names.")

    @Argument(help: "The folder with truth.jsonl.", completion: .directory)
    var folder: String

    @Option(help: "Pages from an earlier `read --pages`: only the extraction runs anew.", completion: .file())
    var pages: String?

    @Option(help: "Only documents of these kinds, with commas between.")
    var kind: String?

    @Option(help: "How many of the worst documents to name.")
    var worst = 10

    @Flag(name: .customLong("no-einvoice"), help: "Leave embedded electronic invoices alone; read the pages.")
    var noEInvoice = false

    @Flag(name: .customLong("no-text-layer"), help: "Recognise the pages even of PDFs that carry their text.")
    var noTextLayer = false

    mutating func run() throws {
        let kinds = kind.map { Set($0.split(separator: ",").map(String.init)) }
        let truths = try TruthFile.read(URL(filePath: folder)).filter { kinds?.contains($0.kind) ?? true }
        guard !truths.isEmpty else { throw ValidationError("There is no such document in \(folder)/truth.jsonl.") }
        let results = try pages.map { try PagesFile.documents($0) } ?? read(truths)
        var card = Scorecard()
        for truth in truths {
            guard let document = results[truth.id] else { continue }
            card.add(truth, Extractor().extract(document))
        }
        print(EvalTable(card).text(worst: worst), terminator: "")
    }

    private func read(_ truths: [TruthFile.Document]) throws -> [String: ReadDocument] {
        let count = ProcessInfo.processInfo.activeProcessorCount
        let pool = ReaderPool(executable: ReaderPool.defaultExecutable, count: count)
        defer { pool.stop() }
        let reading = ReadFiles(
            pool: pool, width: count, settings: ReadSettings(usesTextLayer: !noTextLayer), ignoresEInvoices: noEInvoice)
        let bar = ProgressBar(of: truths.count)
        let results = Results()
        let ids = truths.map(\.id)
        _ = reading.run(truths.map(\.path)) { index, result in
            if case .success(let document) = result { results.set(document, for: ids[index]) }
            bar.advance()
        }
        bar.erase()
        return results.all
    }
}

/// Documents that several threads bring.
private final class Results: Sendable {
    private let documents = Mutex<[String: ReadDocument]>([:])

    var all: [String: ReadDocument] { documents.withLock { $0 } }

    func set(_ document: ReadDocument, for id: String) { documents.withLock { $0[id] = document } }
}
