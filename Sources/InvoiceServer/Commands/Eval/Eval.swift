import ArgumentParser
import Foundation
import Invoices
import JSON
import Processing
import ReaderWire
import Synchronization

/// `ocr-invoice eval DIR`: reads documents with known truth and prints how often each field is right.
struct Eval: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "eval", abstract: "Measure the accuracy on documents with known truth.",
        discussion:
            "DIR holds truth.jsonl (one line for each document, with id, file, kind and truth) and the files it names.")

    @Argument(help: "The folder with truth.jsonl.", completion: .directory)
    var folder: String

    @Option(help: "Pages from an earlier `read --pages`, so that only the extraction runs.", completion: .file())
    var pages: String?

    @Option(help: "Only documents of these kinds, separated by commas.")
    var kind: String?

    @Option(help: "How many of the worst documents to list.")
    var worst = 10

    @Flag(name: .customLong("no-einvoice"), help: "Ignore embedded electronic invoices and read the pages.")
    var noEInvoice = false

    @Flag(name: .customLong("no-text-layer"), help: "Recognise the pages even of PDFs that contain their text.")
    var noTextLayer = false

    @Option(help: "Read with this template (JSON as for POST /ocr-invoice-job-template).", completion: .file())
    var template: String?

    @Option(help: "Draw what was found on each page as an SVG file in this folder.", completion: .directory)
    var overlay: String?

    @Option(help: "Also write what was found to this file, one line of JSON for each document.", completion: .file())
    var predictions: String?

    @Option(
        help: "Also write what the models of confidence weighed to this file, one line of JSON for each document.",
        completion: .file())
    var features: String?

    @Flag(help: "Read the documents of each series in order, each with what was learnt from the truth of those before.")
    var memory = false

    @Option(help: "With --memory: the share of values that are confirmed wrongly.")
    var wrong = 0.0

    mutating func run() throws {
        let template = try template.map { try TemplateCommand.read($0).template } ?? .anyInvoice
        let kinds = kind.map { Set($0.split(separator: ",").map(String.init)) }
        let truths = try TruthFile.read(URL(filePath: folder)).filter { kinds?.contains($0.kind) ?? true }
        guard !truths.isEmpty else { throw CommandError("\(folder)/truth.jsonl has no such document.") }
        if pages != nil, overlay != nil {
            throw ValidationError("--overlay needs to read the documents. Remove --pages.")
        }
        guard !memory || pages != nil else { throw ValidationError("--memory needs --pages.") }
        let series = try memory ? pages.map { try remembered(from: $0, truths) } : nil
        let results =
            try series?.results ?? pages.map { try extractions(from: $0, template) } ?? read(truths, template)
        var card = Scorecard()
        var (lines, weighed): ([String], [String]) = ([], [])
        for truth in truths {
            guard let extraction = results[truth.id] else { continue }
            card.add(truth, extraction)
            lines.append(ReadJSON.fields(truth.id, extraction) + "\n")
            weighed.append(ReadJSON.features(truth.id, extraction) + "\n")
        }
        if let predictions { try Data(lines.joined().utf8).write(to: URL(filePath: predictions)) }
        if let features { try Data(weighed.joined().utf8).write(to: URL(filePath: features)) }
        print(EvalTable(card).text(worst: worst) + (series?.times.text ?? ""), terminator: "")
    }

    /// Extracts again, from pages that were read earlier.
    private func extractions(from pages: String, _ template: Template) throws -> [String: Extraction] {
        let pool = ReaderPool(executable: ReaderPool.defaultExecutable, count: 1)
        defer { pool.stop() }
        return try PagesFile.documents(pages).mapValues { document in
            try pool.extract(
                ExtractionRequest(template: template, keepsFeatures: features != nil), from: document.pages,
                deadline: .now + .seconds(3600))
        }
    }

    private func remembered(
        from pages: String, _ truths: [TruthFile.Document]
    ) throws -> (results: [String: Extraction], times: MemoryTimes) {
        let pool = ReaderPool(executable: ReaderPool.defaultExecutable, count: 1)
        defer { pool.stop() }
        return try SeriesRun(pool: pool, keepsFeatures: features != nil, wrongShare: wrong)
            .run(truths, PagesFile.documents(pages))
    }

    private func read(_ truths: [TruthFile.Document], _ template: Template) throws -> [String: Extraction] {
        let count = try Configuration.currentReaders()
        let pool = ReaderPool(executable: ReaderPool.defaultExecutable, count: count)
        defer { pool.stop() }
        let settings = ReadSettings(
            languages: template.languages, preprocessing: template.preprocessing, usesTextLayer: !noTextLayer,
            wantsImage: overlay != nil)
        var reading = ReadFiles(
            pool: pool, width: count, settings: settings, ignoresEInvoices: noEInvoice,
            keepsFeatures: features != nil, template: template)
        let bar = ProgressBar(of: truths.count)
        let results = Results()
        let ids = truths.map(\.id)
        if let overlay {
            let drawing = try Overlay(folder: overlay, truths: truths)
            reading.seePages = { index, read, pages in drawing.draw(index, read.extraction, pages) }
        }
        _ = reading.run(truths.map(\.path)) { index, result in
            if case .success(let read) = result { results.set(read.extraction, for: ids[index]) }
            bar.advance()
        }
        bar.erase()
        return results.all
    }
}

/// Collects the results of several threads.
private final class Results: Sendable {
    private let extractions = Mutex<[String: Extraction]>([:])

    var all: [String: Extraction] { extractions.withLock { $0 } }

    func set(_ extraction: Extraction, for id: String) { extractions.withLock { $0[id] = extraction } }
}
