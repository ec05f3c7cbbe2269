/// PDFs of one page that the tests write themselves.
enum OnePagePDF {
    /// `objects` are numbered from 6, and `annotations` are the page's; `catalog` is added to the catalogue's entries.
    static func file(
        content: String, width: Int = 400, height: Int = 300, annotations: String = "", catalog: String = "",
        resources: String = "", objects: [String] = []
    ) -> [UInt8] {
        let all =
            [
                "<</Type/Catalog/Pages 2 0 R\(catalog)>>", "<</Type/Pages/Kids[3 0 R]/Count 1>>",
                "<</Type/Page/Parent 2 0 R/MediaBox[0 0 \(width) \(height)]/Contents 4 0 R"
                    + "/Resources<</Font<</F1 5 0 R>>\(resources)>>/Annots[\(annotations)]>>",
                "<</Length \(content.utf8.count)>>stream\n\(content)\nendstream",
                "<</Type/Font/Subtype/Type1/BaseFont/Helvetica/Encoding/WinAnsiEncoding>>",
            ] + objects
        var file = "%PDF-1.4\n"
        var places = ""
        for (index, object) in all.enumerated() {
            let place = String(file.utf8.count)
            places += String(repeating: "0", count: 10 - place.count) + place + " 00000 n \n"
            file += "\(index + 1) 0 obj\n\(object)\nendobj\n"
        }
        let start = file.utf8.count
        file += "xref\n0 \(all.count + 1)\n0000000000 65535 f \n\(places)trailer<</Size \(all.count + 1)/Root 1 0 R>>\n"
        return Array("\(file)startxref\n\(start)\n%%EOF\n".utf8)
    }
}
