import JSON
import Testing

struct JSONIndentationTests {
    private func indent(_ json: String, depth: Int = 0) -> String {
        String(decoding: JSONIndentation.indent(Array(json.utf8), depth: depth), as: UTF8.self)
    }

    @Test func `members and elements stand on lines of their own`() {
        #expect(
            indent(#"{"a":[1,{"b":null}],"c":"x"}"#) == """
                {
                  "a": [
                    1,
                    {
                      "b": null
                    }
                  ],
                  "c": "x"
                }
                """)
    }

    @Test func `signs within strings stay, empty values take one line`() {
        #expect(indent(#"{"a":"{,:\"]","b":{},"c":[]}"#) == "{\n  \"a\": \"{,:\\\"]\",\n  \"b\": {},\n  \"c\": []\n}")
    }

    @Test func `a depth moves all lines but the first`() {
        #expect(indent("[1]", depth: 1) == "[\n    1\n  ]")
    }
}
