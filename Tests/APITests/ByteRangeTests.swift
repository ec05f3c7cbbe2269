import Testing

@testable import API

/// RFC 9110, section 14: one range of a document's bytes.
struct ByteRangeTests {
    private func range(_ header: String?, condition: String? = nil, size: Int = 100) -> ByteRange {
        ByteRange(header, condition: condition, tag: "\"t\"", size: size)
    }

    @Test(arguments: [
        ("bytes=0-0", 0..<1), ("bytes=10-19", 10..<20), ("bytes=90-", 90..<100), ("bytes=90-4000", 90..<100),
        ("bytes=-5", 95..<100), ("bytes=-500", 0..<100), ("Bytes=0-99999999999999999999", 0..<100),
    ])
    func `a range is cut at the end`(header: String, expected: Range<Int>) {
        #expect(range(header) == .part(expected))
    }

    @Test(arguments: ["bytes=0-1,5-6", "items=0-1", "bytes=5-4", "bytes=-", "bytes=a-b", "bytes=1", "bytes= 1-2", ""])
    func `what is not one range of bytes is answered with the whole`(header: String) {
        #expect(range(header) == .whole)
        #expect(range(nil) == .whole)
    }

    @Test(arguments: ["bytes=100-", "bytes=99999999999999999999-", "bytes=-0"])
    func `a range behind the end is none`(header: String) {
        #expect(range(header) == .unsatisfiable)
        #expect(range("bytes=0-", size: 0) == .unsatisfiable)
    }

    @Test func `a range of other bytes than the present ones is answered with the whole`() {
        #expect(range("bytes=0-1", condition: "\"t\"") == .part(0..<2))
        #expect(range("bytes=0-1", condition: "\"older\"") == .whole)
    }
}
