import Foundation
import Invoices

/// Draws on each page what was found and whether it is right: one SVG for each page, with the page's image in it.
struct Overlay: Sendable {
    private let folder: URL
    private let truths: [TruthFile.Document]

    /// Creates the folder.
    init(folder: String, truths: [TruthFile.Document]) throws {
        self.folder = URL(filePath: folder)
        self.truths = truths
        try FileManager.default.createDirectory(at: self.folder, withIntermediateDirectories: true)
    }

    /// Draws the document at that index of `truths`. May be called from any thread.
    func draw(_ index: Int, _ extraction: Extraction, _ pages: [ReadPage]) {
        for page in pages {
            let file = folder.appending(path: "\(truths[index].id)-\(page.page.number).svg")
            do {
                try Data(svg(page, extraction, truths[index]).utf8).write(to: file)
            } catch {
                TemplateCommand.warn("\(file.path): \(error.localizedDescription)")
            }
        }
    }

    private func svg(_ page: ReadPage, _ extraction: Extraction, _ truth: TruthFile.Document) -> String {
        let (width, height) = (page.page.width, page.page.height)
        let fields = extraction.fields.filter { $0.page == page.page.number && $0.box != nil }
        return """
            <svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 \(width) \(height)" width="\(width)" height="\(height)">
            <rect width="\(width)" height="\(height)" fill="#fff"/>
            <image href="data:image/jpeg;base64,\(Data(page.jpeg).base64EncodedString())" width="\(width)" height="\(height)"/>
            \(fields.map { mark($0, truth, width, height) }.joined(separator: "\n"))
            </svg>
            """
    }

    private func mark(_ field: Field, _ truth: TruthFile.Document, _ width: Double, _ height: Double) -> String {
        guard let box = field.box else { return "" }
        let colour =
            switch Scorecard.isRight(field, on: truth) {
            case true?: "#0a7d32"
            case false?: "#c4161c"
            case nil: "#1f5fa8"
            }
        let name = field.name.split(separator: ".").last.map(String.init) ?? field.name
        let text = "\(name) \(ReadTable.value(field)) \(Int(field.confidence * 100))"
        let (x, y) = (box.x * width, box.y * height)
        return """
            <rect x="\(x)" y="\(y)" width="\(box.width * width)" height="\(box.height * height)" fill="\(colour)" \
            fill-opacity="0.12" stroke="\(colour)" stroke-width="0.7"/>
            <text x="\(x)" y="\(max(5, y - 1))" font-family="sans-serif" font-size="5" fill="\(colour)">\(escaped(text))</text>
            """
    }

    private func escaped(_ text: String) -> String {
        text.replacing("&", with: "&amp;").replacing("<", with: "&lt;").filter { !$0.isNewline }
    }
}
