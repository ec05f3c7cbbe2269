import Invoices
import Rendering

/// Writes rows of cells onto as many A4 pages as they need, and notes where each field is written.
final class SheetWriter {
    /// A field's page, from 1, and its box there.
    struct Place: Equatable {
        let page: Int
        var box: Box
    }

    /// A part of a row: a text in a column.
    struct Cell {
        var text: String
        /// The names of the fields that the text shows.
        var fields: [String] = []
        var x: Double
        var width: Double
        var style = SheetWriter.body
        var isRight = false
    }

    static let body = PDFCanvas.Style(size: 9)
    static let small = PDFCanvas.Style(size: 7.5, grey: 0.35)
    static let strong = PDFCanvas.Style(size: 9, isBold: true)

    /// A4 in points.
    private static let page = (width: 595.28, height: 841.89)
    static let left = 50.0
    static let right = 545.0
    private static let top = 50.0
    private static let bottom = 790.0
    private static let leading = 12.0

    private let canvas: PDFCanvas
    private let footer: String
    private let mostPages: Int
    private(set) var pages = 1
    private(set) var places: [String: Place] = [:]
    private var y = top
    /// The row that each page of a table begins with.
    private var header: [Cell] = []
    /// True once a row did not fit onto the last page; what follows is left out.
    private(set) var isFull = false

    init(footer: String, mostPages: Int) throws(RenderingError) {
        canvas = try PDFCanvas(width: Self.page.width, height: Self.page.height)
        (self.footer, self.mostPages) = (footer, mostPages)
    }

    /// Ends the last page. Throws if something could not be drawn.
    func finish() throws(RenderingError) -> [UInt8] {
        endPage()
        return try canvas.finish()
    }

    /// Writes a row below the last one; long texts take several lines, and a long row goes on on the next page.
    func row(_ cells: [Cell]) {
        let lines = cells.map { LineBreaker(canvas, $0.style, width: $0.width).lines($0.text) }
        for index in 0..<(lines.map(\.count).max() ?? 0) {
            guard makeRoom(Self.leading) else { return }
            for (cell, lines) in zip(cells, lines) where index < lines.count { draw(lines[index], cell) }
            y += Self.leading
        }
    }

    /// Writes the heading of a table, which is repeated on each page until `endTable`.
    func beginTable(_ cells: [Cell]) {
        guard makeRoom(4 * Self.leading) else { return }
        row(cells)
        rule()
        header = cells
    }

    func endTable() {
        header = []
        rule()
    }

    func space(_ height: Double = leading) { y += height }

    /// Writes a section's heading on the page of its first row.
    func section(_ title: String) {
        space()
        guard makeRoom(3 * Self.leading) else { return }
        row([
            Cell(
                text: title, x: Self.left, width: Self.right - Self.left,
                style: PDFCanvas.Style(size: 10.5, isBold: true))
        ])
        rule()
    }

    /// Writes two columns beside each other, each from the present height; a column stays on this page.
    func beside(_ first: () -> Void, _ second: () -> Void) {
        let (page, start) = (pages, y)
        first()
        let (middlePage, middle) = (pages, y)
        // A column that went on on another page is followed by the second one.
        if middlePage == page { y = start }
        second()
        if pages == middlePage { y = max(y, middle) }
    }

    private func rule() {
        canvas.rule(from: Self.left, to: Self.right, y: y - Self.leading + 3.5)
        space(3)
    }

    private func draw(_ line: String, _ cell: Cell) {
        let width = canvas.width(of: line, cell.style)
        let x = cell.isRight ? cell.x + cell.width - width : cell.x
        canvas.draw(line, x: x, y: y, cell.style)
        guard !cell.fields.isEmpty, !line.isEmpty else { return }
        let box = Box(
            x: x / Self.page.width, y: (y - 0.8 * cell.style.size) / Self.page.height, width: width / Self.page.width,
            height: cell.style.size / Self.page.height)
        for field in cell.fields {
            guard let known = places[field] else {
                places[field] = Place(page: pages, box: box)
                continue
            }
            if known.page == pages { places[field]?.box = known.box.union(box) }
        }
    }

    /// False if there is no room and no further page may be made.
    private func makeRoom(_ height: Double) -> Bool {
        if isFull { return false }
        guard y + height > Self.bottom else { return true }
        guard pages < mostPages else {
            isFull = true
            return false
        }
        endPage()
        pages += 1
        y = Self.top
        if !header.isEmpty {
            let again = header
            header = []
            row(again.map { Cell(text: $0.text, x: $0.x, width: $0.width, style: $0.style, isRight: $0.isRight) })
            rule()
            header = again
        }
        return true
    }

    private func endPage() {
        let more = isFull ? " …" : ""
        canvas.draw(footer + more, x: Self.left, y: Self.page.height - 30, Self.small)
        let number = String(pages)
        canvas.draw(
            number, x: Self.right - canvas.width(of: number, Self.small), y: Self.page.height - 30, Self.small)
        canvas.endPage()
    }
}
