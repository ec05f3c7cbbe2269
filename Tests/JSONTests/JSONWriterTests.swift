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
        let written = bytes.withUnsafeBytes { bytes in
            text { json in
                json.object {
                    $0.member("a", utf8: UnsafeRawBufferPointer(rebasing: bytes[1..<bytes.count - 1]))
                    $0.member("b", utf8: nil)
                    $0.member("c", raw: UnsafeRawBufferPointer(rebasing: bytes[..<1]))
                }
            }
        }
        #expect(written == #"{"a":"\"Größe\"","b":null,"c":x}"#)
    }

    @Test func `texts of every length are written whole`() {
        for length in 0...40 {
            let plain = String((0..<length).map { Character(Unicode.Scalar(UInt8(97 + $0 % 26))) })
            #expect(text { $0.value(plain) } == "\"\(plain)\"")
        }
    }

    @Test(arguments: 0..<20)
    func `what needs an escape is found wherever it stands`(place: Int) throws {
        for scalar: Unicode.Scalar in ["\"", "\\", "\u{7F}", "\0", "\u{1F}", "\u{20}", "\u{80}", "~", "!", "[", "]"] {
            var scalars = Array(repeating: "é" as Unicode.Scalar, count: 20)
            scalars[place] = scalar
            let given = String(String.UnicodeScalarView(scalars))
            let written = text { $0.value(given) }
            #expect(try JSONReader.read(written).string == given)
            #expect(written.utf8.allSatisfy { $0 >= 0x20 && $0 != 0x7F })
        }
    }

    @Test(arguments: [
        (0, "0"), (1, "0.001"), (10, "0.01"), (1500, "1.5"), (2000, "2"), (61_234, "61.234"), (-1500, "-1.5"),
    ])
    func `thousandths are written exactly`(number: Int, expected: String) {
        #expect(text { $0.value(thousandths: number) } == expected)
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
