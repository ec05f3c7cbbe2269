import Foundation
import Rendering
import TestSupport
import Testing

/// A PDF as other programs see it: Poppler's tools and qpdf (scripts/setup --tests installs them).
final class PrintedPDF {
    struct Word {
        let text: String
        let page: Int
        /// Fractions of the page as it is shown, from the top left.
        let x: Double
        let y: Double
        let maxX: Double
        let maxY: Double
        var midX: Double { (x + maxX) / 2 }
        var midY: Double { (y + maxY) / 2 }
    }

    let path: String

    init(_ bytes: [UInt8]) throws {
        path = FileManager.default.temporaryDirectory.appending(path: "\(UUID().uuidString).pdf").path
        try Data(bytes).write(to: URL(filePath: path))
    }

    deinit { try? FileManager.default.removeItem(atPath: path) }

    /// What a program of /usr/bin prints about it.
    func output(_ program: String, _ arguments: [String] = []) throws -> String {
        let (status, output) = try ChildProcess.run("/usr/bin/\(program)", arguments + [path])
        try #require(status == 0, "\(program) ended with \(status): \(output.prefix(1000))")
        return output
    }

    /// Its words and their places, as `pdftotext -bbox` finds them.
    func words() throws -> [Word] {
        let (status, output) = try ChildProcess.run("/usr/bin/pdftotext", ["-bbox", path, "-"])
        try #require(status == 0, "\(output.prefix(1000))")
        let document = try PDFDocument(path: path)
        var (words, page, size): ([Word], Int, (Double, Double)) = ([], 0, (1, 1))
        for line in output.split(separator: "\n") {
            if line.contains("<page ") {
                page += 1
                // The program's own figures are those before the page was turned.
                let shown = try document.page(page)
                size = (shown.width, shown.height)
            }
            guard let found = line.firstMatch(of: /xMin="(.+)" yMin="(.+)" xMax="(.+)" yMax="(.+)">(.*)<\/word>/) else {
                continue
            }
            let edges = [found.1, found.2, found.3, found.4].map { Double($0) ?? -1 }
            let text = found.5.replacing("&lt;", with: "<").replacing("&gt;", with: ">").replacing("&quot;", with: "\"")
                .replacing("&apos;", with: "'").replacing("&#39;", with: "'").replacing("&amp;", with: "&")
            words.append(
                Word(
                    text: String(text), page: page, x: edges[0] / size.0, y: edges[1] / size.1, maxX: edges[2] / size.0,
                    maxY: edges[3] / size.1))
        }
        return words
    }
}
