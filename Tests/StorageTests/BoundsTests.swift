import Invoices
import Testing

@testable import Storage

/// Numbers beyond what is taken today, as callers or an older program may bring them.
struct BoundsTests {
    @Test(arguments: [0, 1, 98, 100, 10_000, Int.max / 8])
    func `a window lies within the list, whatever is asked`(total: Int) {
        for offset in [Int.min, -1, 0, 1, 50, 99, 1_000_000_000, Int.max - 100, Int.max] {
            for limit in [Int.min, -1, 0, 1, 100, 101, Int.max] {
                var request = ListRequest(limit: limit, offset: offset)
                for window in [PageWindow(request, total: total), changed(&request, limit, offset, total)] {
                    #expect((0...100).contains(window.limit) && (0...total).contains(window.offset))
                    #expect(window.limit + window.offset <= total)
                    #expect(window.steps(among: total, hits: total).map { $0 >= 0 } ?? true)
                }
            }
        }
    }

    private func changed(_ request: inout ListRequest, _ limit: Int, _ offset: Int, _ total: Int) -> PageWindow {
        request.limit = limit
        request.offset = offset
        return PageWindow(request, total: total)
    }

    private func fields(_ value: String) throws -> [Field] {
        try ExtractionCoding.readFields(
            Array(
                """
                [{"name": "a", \(value), "rawText": "b", "confidence": 0.5, "source": "ocr", "method": "reader"},
                 {"name": "c", "text": "d", "rawText": "d", "confidence": 0.5, "source": "ocr", "method": "reader"}]
                """.utf8))
    }

    @Test(
        arguments: [
            ("0.33333333333333333333333333333333333333", "0.333333333333"), ("1e-100", "0"),
            ("1e127", "999999999999999999999999999999e20"), ("999999999999999999999999999999e20", nil), ("1471.6", nil),
        ] as [(String, String?)])
    func `an amount that an older program stored is read as the nearest`(stored: String, expected: String?) throws {
        let read = try fields("\"amount\": \(stored)")
        #expect(read.map(\.name) == ["a", "c"])
        #expect(read[0].value.amount?.literal == expected ?? stored)
    }

    @Test func `a date of a year that none has any more is left out`() throws {
        #expect(try fields(#""date": "0001-01-01""#).map(\.name) == ["c"])
        #expect(try fields(#""date": "2199-12-31""#).map(\.name) == ["a", "c"])
        #expect(throws: StorageError.self) { try fields(#""nothing": 1"#) }
    }

    @Test func `findings keep their code, and those of an older program have none`() throws {
        let findings = [
            Finding(field: "a", severity: .warning, message: "b", code: .valueOutOfRange),
            Finding(field: "c", severity: .info, message: "d"),
            Finding(field: "", severity: .error, message: "e", code: .severalInvoices, pages: [1, 4]),
        ]
        #expect(try ExtractionCoding.readFindings(ExtractionCoding.write(findings)) == findings)
        let old = #"[{"field": "a", "message": "b", "severity": "error", "code": "of another program"}]"#
        #expect(try ExtractionCoding.readFindings(Array(old.utf8)).map(\.code) == [nil])
    }
}
