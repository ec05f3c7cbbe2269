import Invoices

/// Pages as ALTO 4.2, the format of libraries for recognised text.
package enum ALTOExport {
    package static func write(_ job: ReadJob) -> [UInt8] {
        var text = """
            <?xml version="1.0" encoding="UTF-8"?>
            <alto xmlns="http://www.loc.gov/standards/alto/ns-v4#">
            <Description>
            <MeasurementUnit>pixel</MeasurementUnit>
            <sourceImageInformation><fileName>\(Markup.escaped(job.documentName))</fileName></sourceImageInformation>
            </Description>
            <Layout>

            """
        for page in job.pages { write(page, into: &text) }
        return Array((text + "</Layout>\n</alto>\n").utf8)
    }

    private static func write(_ page: Page, into text: inout String) {
        let size = Markup.size(of: page)
        let whole = Box(x: 0, y: 0, width: 1, height: 1)
        text += "<Page ID=\"p\(page.number)\" PHYSICAL_IMG_NR=\"\(page.number)\" "
        text += "WIDTH=\"\(size.width)\" HEIGHT=\"\(size.height)\">\n<PrintSpace \(place(whole, size))>\n"
        for (index, block) in Markup.blocks(of: page).enumerated() {
            guard let box = block.box else { continue }
            text += "<TextBlock ID=\"p\(page.number)b\(index)\" \(place(box, size))>\n"
            for line in block.lines { write(line, size, into: &text) }
            text += "</TextBlock>\n"
        }
        text += "</PrintSpace>\n</Page>\n"
    }

    private static func write(_ line: TextLine, _ size: (width: Int, height: Int), into text: inout String) {
        text += "<TextLine \(place(line.box, size))>"
        for (index, word) in line.words.enumerated() {
            let confidence = (word.confidence * 1000).rounded() / 1000
            text += index > 0 ? "<SP/>" : ""
            text += "<String CONTENT=\"\(Markup.escaped(word.text))\" \(place(word.box, size)) WC=\"\(confidence)\"/>"
        }
        text += "</TextLine>\n"
    }

    private static func place(_ box: Box, _ size: (width: Int, height: Int)) -> String {
        let left = Int(saturating: box.x * Double(size.width))
        let top = Int(saturating: box.y * Double(size.height))
        let width = Int(saturating: box.width * Double(size.width))
        let height = Int(saturating: box.height * Double(size.height))
        return "HPOS=\"\(left)\" VPOS=\"\(top)\" WIDTH=\"\(width)\" HEIGHT=\"\(height)\""
    }
}
