import Invoices
import JSON
import Storage

/// A page as the contract writes it; `PageJSON+Draft` reads it.
enum PageJSON {
    /// The parts of a page that are not in its record.
    struct Content {
        /// Nil if the client did not ask for them.
        var lines: [TextLine]?
        var text: String?
        /// The job's fields that are on this page.
        var fields: [Field] = []
    }

    static let responseOnly: Set<String> = [
        "_id", "status", "preprocessing", "ocrResults", "extractedFields", "tableData", "processingTime", "startedAt",
        "completedAt", "errorLog", "retryCount", "qualityScore", "createdAt", "updatedAt",
    ]

    /// - Parameter image: The link to the page's image, if it has one.
    static func write(_ page: PageRecord, _ content: Content, image: String?, into json: inout JSONWriter) {
        json.member("_id", page.id)
        json.member("job", page.draft.job)
        json.member("pageNumber", page.draft.number)
        json.member("pageUrl", page.draft.url ?? image)
        json.member("pageType", page.draft.type?.rawValue)
        json.member("status", page.status.rawValue)
        writeImage(page, into: &json)
        json.member("preprocessing") { write(page.preprocessing, into: &$0) }
        json.member("ocrResults") { writeText(page, content, into: &$0) }
        json.member("extractedFields", array: content.fields.filter { !isCell($0) }) { json, field in
            json.object { ResultsJSON.write(field, into: &$0) }
        }
        json.member("tableData", array: content.fields.filter(isCell)) { writeCell($1, into: &$0) }
        json.member("processingTime", seconds: page.processingTime)
        json.member("startedAt", page.startedAt)
        json.member("completedAt", page.completedAt)
        json.member("errorLog", page.errorLog)
        json.member("retryCount", page.retryCount)
        json.member("qualityScore", ratio: page.qualityScore)
        json.member("annotations", raw: page.draft.annotations ?? Array("[]".utf8))
        json.member("metadata", raw: page.draft.metadata)
        json.member("createdAt", page.createdAt)
        json.member("updatedAt", page.updatedAt)
    }

    private static func write(_ preprocessing: PagePreprocessing, into json: inout JSONWriter) {
        json.member("enhanced", preprocessing.enhanced)
        json.member("deskewed", preprocessing.deskewed)
        json.member("denoised", preprocessing.denoised)
        json.member("binarized", preprocessing.binarized)
        json.member("rotationAngle", preprocessing.rotationAngle)
    }

    private static func writeImage(_ page: PageRecord, into json: inout JSONWriter) {
        // A page with its own text has no pixels.
        guard page.image.width > 0 else { return json.member("imageProperties", raw: page.draft.imageProperties) }
        json.member("imageProperties") { json in
            json.member("width", page.image.width)
            json.member("height", page.image.height)
            json.member("dpi", page.image.dpi)
            json.member("colorSpace", page.image.colorSpace.rawValue)
            json.member("format", page.image.format)
            json.member("size", page.image.size)
        }
    }

    private static func writeText(_ page: PageRecord, _ content: Content, into json: inout JSONWriter) {
        json.member("text", content.text)
        json.member("confidence", ratio: page.confidence)
        guard let lines = content.lines else { return }
        json.member("words", array: lines.flatMap(\.words)) { json, word in
            json.object { json in
                json.member("text", word.text)
                json.member("confidence", ratio: word.confidence)
                json.member("boundingBox", word.box)
            }
        }
        let cells = content.fields.filter(isCell).compactMap(\.box)
        json.member("blocks", array: blocks(of: lines)) { json, block in
            let isTable = cells.count { block.box.containsCentre(of: $0) } > 1
            json.object { json in
                json.member("text", block.text)
                json.member("confidence", ratio: block.confidence)
                json.member("boundingBox", block.box)
                json.member("blockType", isTable ? "table" : "text")
            }
        }
    }

    private struct Block {
        let text: String
        let confidence: Double
        let box: Box
    }

    private static func blocks(of lines: [TextLine]) -> [Block] {
        Dictionary(grouping: lines, by: \.block).sorted { $0.key < $1.key }.compactMap { _, lines in
            let words = lines.flatMap(\.words)
            guard let first = words.first else { return nil }
            return Block(
                text: lines.map(\.text).joined(separator: "\n"),
                confidence: words.reduce(0) { $0 + $1.confidence } / Double(words.count),
                box: words.reduce(first.box) { $0.union($1.box) })
        }
    }

    // MARK: The table of line items

    private static func isCell(_ field: Field) -> Bool { cell(field.name) != nil }

    /// Row and column of `lineItems[2].amount`.
    private static func cell(_ name: String) -> (row: Int, column: Int)? {
        guard let place = FieldPlace(name), place.table == InvoiceField.lineItems,
            FieldPlace.indexes.contains(place.index)
        else { return nil }
        return place.table.columns.firstIndex { $0.name == place.column }.map { (place.index, $0) }
    }

    private static func writeCell(_ field: Field, into json: inout JSONWriter) {
        guard let cell = cell(field.name) else { return }
        json.object { json in
            json.member("rowIndex", cell.row)
            json.member("columnIndex", cell.column)
            json.member("cellText", field.rawText)
            json.member("confidence", ratio: field.confidence)
            json.member("boundingBox", field.box)
        }
    }
}
