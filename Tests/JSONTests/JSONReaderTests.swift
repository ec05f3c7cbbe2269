import JSON
import Testing

struct JSONReaderTests {
    @Test func `a byte order mark before the text is passed over, one within it is not`() throws {
        #expect(try JSONReader.read([0xEF, 0xBB, 0xBF] + Array("[1]".utf8)).array?.count == 1)
        #expect(throws: JSONError.self) { try JSONReader.read(Array("[\u{FEFF}1]".utf8)) }
    }

    @Test func `a malformed text is refused with its line and column`() {
        let cases: [(String, Int, Int)] = [
            ("{\"a\": 1,\n \"b\": }", 2, 7), ("[1,]", 1, 4), ("{\"a\":1,}", 1, 8), ("", 1, 1), ("[1] 2", 1, 5),
            ("{\"é\" 1}", 1, 6), ("01", 1, 2), ("[1.]", 1, 4), ("\"a\nb\"", 1, 3), ("[tru]", 1, 2),
            ("\"\\ud800\"", 1, 2),
        ]
        for (text, line, column) in cases {
            let error = #expect(throws: JSONError.self, "\(text)") { try JSONReader.read(text) }
            #expect(error?.reason == .malformed)
            #expect(error?.line == line && error?.column == column, "\(text): \(String(describing: error))")
        }
    }

    @Test func `a name that stands twice is refused`() {
        let error = #expect(throws: JSONError.self) { try JSONReader.read(#"{"a":1,"b":{"c":1,"\u0063":2}}"#) }
        #expect(error?.reason == .duplicateName)
        #expect(error?.column == 19)
    }

    @Test(arguments: [0, 7, 8, 20]) func `a name that stands twice among many is refused`(place: Int) {
        let members = (0...20).map { "\"m\($0)\":1" } + ["\"m\(place)\":2"]
        let error = #expect(throws: JSONError.self) { try JSONReader.read("{\(members.joined(separator: ","))}") }
        #expect(error?.reason == .duplicateName)
    }

    @Test func `bytes that are not UTF-8 are refused`() {
        let error = #expect(throws: JSONError.self) { try JSONReader.read([0x22, 0x61, 0xFF, 0x22]) }
        #expect(error?.column == 3)
    }

    @Test func `depth, size and number of values are bounded`() throws {
        let deep = String(repeating: "[", count: 32) + String(repeating: "]", count: 32)
        _ = try JSONReader.read(deep)
        #expect(throws: JSONError.self) { try JSONReader.read("[" + deep + "]") }
        #expect(throws: JSONError.self) { try JSONReader.read("[1,2,3]", limits: .init(elements: 3)) }
        #expect(throws: JSONError.self) { try JSONReader.read("[1,2,3]", limits: .init(bytes: 6)) }
    }

    @Test func `numbers keep their literal and objects their bytes`() throws {
        let value = try JSONReader.read(#" {"n": 1471.60, "metadata": { "b" : [1.0, "\u00e9"] } } "#)
        #expect(value["n"]?.number == "1471.60")
        #expect(value["metadata"].map { String(decoding: $0.raw, as: UTF8.self) } == #"{ "b" : [1.0, "\u00e9"] }"#)
        #expect(value["metadata"]?["b"]?.array?.last?.string == "é")
    }

    @Test func `escapes and surrogate pairs become their characters`() throws {
        #expect(try JSONReader.read(#""\ud83d\ude00\n\"\/""#).string == "😀\n\"/")
    }

    @Test func `what the writer writes the reader reads`() throws {
        let text = "a\"\\\n\t\u{1}\u{7F}é😀"
        let bytes = JSONWriter.write { json in
            json.object { json in
                json.member("text", text)
                json.member("none", nil as String?)
                json.member("list", array: [1, 2]) { $0.value($1) }
                json.member("raw", raw: Array("{\"x\": 1}".utf8))
                json.member("half", 0.5)
                json.member("flag", true)
            }
        }
        let value = try JSONReader.read(bytes)
        #expect(value["text"]?.string == text)
        #expect(value["none"]?.isNull == true)
        #expect(value["list"]?.array?.compactMap(\.int) == [1, 2])
        #expect(value["raw"]?["x"]?.int == 1)
        #expect(value["half"]?.number == "0.5")
        #expect(value["flag"]?.bool == true)
    }
}
