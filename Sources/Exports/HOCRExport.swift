import Invoices

/// Pages as hOCR 1.2: XHTML whose elements have the places of their text on the page.
package enum HOCRExport {
    package static func write(_ job: ReadJob) -> [UInt8] {
        var text = """
            <?xml version="1.0" encoding="UTF-8"?>
            <!DOCTYPE html PUBLIC "-//W3C//DTD XHTML 1.0 Transitional//EN" "http://www.w3.org/TR/xhtml1/DTD/xhtml1-transitional.dtd">
            <html xmlns="http://www.w3.org/1999/xhtml">
            <head>
            <title>\(Markup.escaped(job.documentName))</title>
            <meta http-equiv="Content-Type" content="text/html;charset=utf-8"/>
            <meta name="ocr-system" content="ocr-invoice"/>
            <meta name="ocr-capabilities" content="ocr_page ocr_carea ocr_line ocrx_word"/>
            </head>
            <body>

            """
        for page in job.pages { write(page, into: &text) }
        return Array((text + "</body>\n</html>\n").utf8)
    }

    private static func write(_ page: Page, into text: inout String) {
        let size = Markup.size(of: page)
        let id = "page_\(page.number)"
        text += "<div class=\"ocr_page\" id=\"\(id)\" title=\"bbox 0 0 \(size.width) \(size.height); "
        text += "ppageno \(page.number - 1)\">\n"
        for (index, block) in Markup.blocks(of: page).enumerated() {
            text += "<div class=\"ocr_carea\" id=\"\(id)_\(index)\" title=\"\(place(block.box, size))\">\n"
            for line in block.lines { write(line, size, into: &text) }
            text += "</div>\n"
        }
        text += "</div>\n"
    }

    private static func write(_ line: TextLine, _ size: (width: Int, height: Int), into text: inout String) {
        text += "<span class=\"ocr_line\" title=\"\(place(line.box, size))\">"
        for (index, word) in line.words.enumerated() {
            let confidence = Int(saturating: word.confidence * 100)
            text += index > 0 ? " " : ""
            text += "<span class=\"ocrx_word\" title=\"\(place(word.box, size)); x_wconf \(confidence)\">"
            text += Markup.escaped(word.text) + "</span>"
        }
        text += "</span>\n"
    }

    private static func place(_ box: Box?, _ size: (width: Int, height: Int)) -> String {
        guard let box else { return "bbox 0 0 0 0" }
        let width = Double(size.width)
        let height = Double(size.height)
        let edges = [box.x * width, box.y * height, box.maxX * width, box.maxY * height]
        return "bbox " + edges.map { String(Int(saturating: $0)) }.joined(separator: " ")
    }
}
