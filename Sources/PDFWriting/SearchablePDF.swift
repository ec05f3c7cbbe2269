/// Makes PDFs searchable: pages of images become a PDF with their words, and pages of a PDF get the words that were read.
package struct SearchablePDF {
    package let file: PDFFile
    private let font = GlyphlessFont()
    private var hasWords = false

    package init(_ file: PDFFile) { self.file = file }

    /// Adds a page that shows the image, unchanged, and holds the words.
    package mutating func add(_ image: ScannedImage, _ layer: WordLayer) throws(PDFWritingError) {
        let size = layer.turn.storedSize
        let (width, height) = (WordLayer.number(size.width), WordLayer.number(size.height))
        let show = Array("q \(width) 0 0 \(height) 0 0 cm /Scan Do Q\n".utf8)
        let page = file.object(
            "<</Type/Page/MediaBox[0 0 \(width) \(height)]/Rotate \(layer.turn.quarters * 90)"
                + "/Resources<</XObject<<>>/Font<<>>>>>>")
        let resources = file.getDictionary(page, "/Resources")
        file.set(file.getDictionary(resources, "/XObject"), "/Scan", image.object(in: file))
        file.set(page, "/Contents", file.stream(show + layer.content(font)))
        try file.append(page: file.shared(page))
        hasWords = true
    }

    /// Adds words to a page that is there, whose own content stays as it is.
    package mutating func add(_ layer: WordLayer, toPage number: Int) {
        let page = file.page(number)
        guard let box = boxOfPage(page) else { return }
        let size = layer.turn.storedSize
        let scale = (x: (box[2] - box[0]) / size.width, y: (box[3] - box[1]) / size.height)
        let words = layer.content(font, left: box[0], bottom: box[1], scale: scale)
        let own = file.get(page, "/Contents").map(file.items) ?? []
        // The page's own content may leave its coordinates changed.
        let contents = [file.stream(Array("q\n".utf8))] + own + [file.stream(Array("\nQ\n".utf8) + words)]
        file.set(page, "/Contents", file.array(contents))
        if layer.turn.quarters != 0 || file.get(page, "/Rotate") != nil {
            file.set(page, "/Rotate", file.object(String(layer.turn.quarters * 90)))
        }
        _ = file.getDictionary(file.getDictionary(page, "/Resources"), "/Font")
        hasWords = true
        pages.append(number)
    }

    /// Pages of the source that have got words.
    private var pages: [Int] = []

    /// Gives all pages the font, once all words are known.
    package func finish() throws(PDFWritingError) {
        guard hasWords else { return }
        let font = font.object(in: file)
        for number in 1...(try file.pageCount()) where pages.isEmpty || pages.contains(number) {
            let resources = file.getDictionary(file.page(number), "/Resources")
            file.set(file.getDictionary(resources, "/Font"), WordLayer.fontName, font)
        }
    }

    /// Clockwise quarter turns that a page is shown with.
    package func quarters(ofPage number: Int) -> Int {
        let degrees = file.get(file.page(number), "/Rotate").flatMap(file.number) ?? 0
        guard degrees.isFinite, abs(degrees) < 1e6 else { return 0 }
        return ((Int(degrees / 90) % 4) + 4) % 4
    }

    /// Left, bottom, right and top of what is shown of a page; nil for a page without a size.
    package func boxOfPage(_ page: PDFFile.Object) -> [Double]? {
        for key in ["/CropBox", "/MediaBox"] {
            guard let box = file.get(page, key) else { continue }
            let edges = file.items(of: box).compactMap(file.number)
            guard edges.count == 4 else { continue }
            let (left, right) = (min(edges[0], edges[2]), max(edges[0], edges[2]))
            let (bottom, top) = (min(edges[1], edges[3]), max(edges[1], edges[3]))
            if right > left, top > bottom { return [left, bottom, right, top] }
        }
        return nil
    }
}
