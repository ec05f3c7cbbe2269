import JSON
import Testing

struct JSONWriterTests {
    private func text(_ body: (inout JSONWriter) -> Void) -> String {
        String(decoding: JSONWriter.write(capacity: 1, body), as: UTF8.self)
    }

    @Test(arguments: [0, 7, -7, 10, 1_000_000, -120, Int.max, Int.min])
    func `a whole number is written with its digits`(number: Int) {
        #expect(text { $0.value(number) } == String(number))
    }

    @Test func `what JSON cannot hold is escaped, and the rest is as it was`() throws {
        let all = String(String.UnicodeScalarView((0...0x2FF).compactMap(Unicode.Scalar.init))) + "\u{2028}😀"
        let written = text { $0.value(all) }
        #expect(try JSONReader.read(written).string == all)
        #expect(text { $0.value("a\"b\\c\nd\u{1}") } == #""a\"b\\c\nd\u0001""#)
    }

    @Test func `texts at hand as bytes are written as strings are`() {
        let bytes = Array("x\"Größe\"y".utf8)
        #expect(
            text { json in
                json.object {
                    $0.member("a", utf8: bytes[1..<bytes.count - 1])
                    $0.member("b", utf8: nil)
                    $0.member("c", raw: bytes[..<1])
                }
            } == #"{"a":"\"Größe\"","b":null,"c":x}"#)
    }

    @Test func `memory grows with what is written`() throws {
        let long = String(repeating: "é", count: 10_000)
        let written = text { json in
            json.array { for number in 0..<100 { $0.value(number == 50 ? long : "") } }
        }
        let values = try #require(try JSONReader.read(written).array)
        #expect(values.count == 100 && values[50].string == long)
    }

    @Test func `plain characters are written where they belong`() {
        let written = text { json in
            json.array {
                $0.plain(2) { $0.copyBytes(from: "ab".utf8) }
                $0.plain(3) { $0.copyBytes(from: "cde".utf8) }
            }
        }
        #expect(written == #"["ab","cde"]"#)
    }
}
