/// A PDF of one empty page with files in it.
struct PDFWithFiles {
    enum Place: Sendable { case names, annotation, associated }

    struct File {
        let name: String
        let content: [UInt8]
        let place: Place
        let isDeflated: Bool

        init(_ name: String, _ content: [UInt8], _ place: Place, isDeflated: Bool = false) {
            (self.name, self.content, self.place, self.isDeflated) = (name, content, place, isDeflated)
        }

        init(_ name: String, _ content: String, _ place: Place) { self.init(name, Array(content.utf8), place) }
    }

    private let files: [File]

    init(_ files: [File]) { self.files = files }

    /// Objects 1 to 3 are catalog, pages and page; then a specification and a stream for each file.
    var bytes: [UInt8] {
        var file = Array("%PDF-1.7\n".utf8)
        var places: [Int] = []
        let pages = Array("<</Type/Pages/Kids[3 0 R]/Count 1>>".utf8)
        for object in [catalog, pages, page] + files.indices.flatMap(objects) {
            places.append(file.count)
            file += Array("\(places.count) 0 obj\n".utf8) + object + Array("\nendobj\n".utf8)
        }
        let start = file.count
        let table = places.map { String(repeating: "0", count: 10 - "\($0)".count) + "\($0) 00000 n \n" }.joined()
        let trailer = "trailer<</Size \(places.count + 1)/Root 1 0 R>>\nstartxref\n\(start)\n%%EOF\n"
        return file + Array("xref\n0 \(places.count + 1)\n0000000000 65535 f \n\(table)\(trailer)".utf8)
    }

    private var catalog: [UInt8] {
        let names = references(.names) { "(\(files[$0].name)) \(specification($0))" }
        let associated = references(.associated, specification)
        return Array(
            "<</Type/Catalog/Pages 2 0 R/Names<</EmbeddedFiles<</Names[\(names)]>>>>/AF[\(associated)]>>".utf8)
    }

    private var page: [UInt8] {
        let annotations = references(.annotation) {
            "<</Type/Annot/Subtype/FileAttachment/Rect[10 10 30 30]/FS \(specification($0))>>"
        }
        return Array("<</Type/Page/Parent 2 0 R/MediaBox[0 0 300 60]/Annots[\(annotations)]>>".utf8)
    }

    private func objects(_ index: Int) -> [[UInt8]] {
        let file = files[index]
        let specification =
            "<</Type/Filespec/F(\(file.name))/UF(\(file.name))/AFRelationship/Data/EF<</F \(5 + 2 * index) 0 R>>>>"
        let filter = file.isDeflated ? "/Filter/FlateDecode" : ""
        let head = "<</Type/EmbeddedFile/Subtype/text#2Fxml\(filter)/Length \(file.content.count)>>stream\n"
        return [Array(specification.utf8), Array(head.utf8) + file.content + Array("\nendstream".utf8)]
    }

    private func specification(_ index: Int) -> String { "\(4 + 2 * index) 0 R" }

    private func references(_ place: Place, _ text: (Int) -> String) -> String {
        files.indices.filter { files[$0].place == place }.map(text).joined(separator: " ")
    }
}
