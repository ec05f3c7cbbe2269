import Invoices
import Testing

struct ValueTests {
    @Test func `an id is 24 lower-case hex digits and nothing else`() {
        #expect(Job.ID("65a4f0c0" + "0123456789abcdef")?.text == "65a4f0c00123456789abcdef")
        for bad in [
            "", "65A4F0C00123456789ABCDEF", "65a4f0c00123456789abcde", "65a4f0c00123456789abcdeg", "٠١٢٣٤٥٦٧٨٩٠١",
        ] {
            #expect(Job.ID(bad) == nil, "\(bad)")
        }
        #expect(Job.ID(seconds: 1, random: 255).text == "00000001" + "00000000000000ff")
        let id = Job.ID(seconds: 0xFEDC_BA98, random: 0x0123_4567_89AB_CDEF)
        #expect(id.text == "fedcba980123456789abcdef")
        #expect(id.bytes == [0xFE, 0xDC, 0xBA, 0x98, 0x01, 0x23, 0x45, 0x67, 0x89, 0xAB, 0xCD, 0xEF])
        #expect(Job.ID(bytes: id.bytes) == id)
        #expect(Job.ID(bytes: [1, 2]) == nil)
    }

    @Test func `a timestamp is written with its milliseconds, also before 1970`() {
        #expect(Timestamp(milliseconds: 1_673_769_600_000).text == "2023-01-15T08:00:00.000Z")
        #expect(Timestamp(milliseconds: 1_709_164_799_999).text == "2024-02-28T23:59:59.999Z")
        #expect(Timestamp(milliseconds: -1).text == "1969-12-31T23:59:59.999Z")
        #expect(Timestamp(milliseconds: -86_400_000).text == "1969-12-31T00:00:00.000Z")
        #expect(Timestamp(milliseconds: 253_402_300_799_987).text == "9999-12-31T23:59:59.987Z")
        #expect(Timestamp(milliseconds: -62_167_219_200_000).text == "0000-01-01T00:00:00.000Z")
    }

    @Test func `days and dates agree over all years that a date may have`() {
        var previous = CalendarDate(daysSince1970: -25_568)
        for days in -25_567...84_005 {
            let date = CalendarDate(daysSince1970: days)
            guard date.daysSince1970 == days, previous < date, CalendarDate(date.text) == date else {
                Issue.record("day \(days) became \(date.text)")
                return
            }
            previous = date
        }
    }

    @Test func `a day that does not exist is no date`() {
        #expect(CalendarDate(year: 2023, month: 2, day: 29) == nil)
        #expect(CalendarDate(year: 2024, month: 2, day: 29)?.adding(days: 1)?.text == "2024-03-01")
        #expect(CalendarDate(year: 1900, month: 2, day: 29) == nil)
        #expect(CalendarDate("2024-13-01") == nil)
        #expect(CalendarDate("24-01-01") == nil)
        #expect(CalendarDate("2024-1-01") == nil)
    }

    @Test func `a day before 1900 or after 2199 is no date`() throws {
        for text in ["1899-12-31", "2200-01-01", "0001-01-01", "9999-12-31", "+199-01-01", "2024-01-+1"] {
            #expect(CalendarDate(text) == nil, "\(text)")
        }
        let (first, last) = (try #require(CalendarDate("1900-01-01")), try #require(CalendarDate("2199-12-31")))
        #expect(first.adding(days: -1) == nil && last.adding(days: 1) == nil)
        #expect(first.adding(days: .max) == nil && last.adding(days: .min) == nil)
        #expect(CalendarDate(daysSince1970: .max).text == "9999-12-31")
        #expect(CalendarDate(daysSince1970: .min).text == "0000-01-01")
    }

    @Test func `an amount is exact where a Double is not`() throws {
        let sum = try #require(Amount(literal: "0.1")) + (try #require(Amount(literal: "0.2")))
        #expect(sum.literal == "0.3")
        #expect(try #require(Amount(literal: "1471.60")).literal == "1471.6")
        #expect(try #require(Amount(literal: "1471.60")).cents == 147_160)
        #expect(try #require(Amount(literal: "-0.005")).cents == -1)
        #expect(try #require(Amount(literal: "1e20")).cents == nil)
        for bad in ["", "abc", "1.2.3", "0x10", "nan", "inf", "1,5"] { #expect(Amount(literal: bad) == nil, "\(bad)") }
    }

    @Test func `a job goes only where its states lead`() {
        #expect(JobStatus.created.canBecome(.queued))
        #expect(JobStatus.processing.canBecome(.completed))
        #expect(JobStatus.failed.canBecome(.queued))
        #expect(!JobStatus.created.canBecome(.completed))
        #expect(!JobStatus.completed.canBecome(.processing))
        #expect(JobStatus.allCases.filter(\.isFinal) == [.completed, .failed, .cancelled])
    }

    @Test func `the contract's view of an invoice takes the first field of a name`() {
        func field(_ name: String, _ value: Field.Value) -> Field {
            Field(name: name, value: value, rawText: "", confidence: 1, source: .ocr)
        }
        let invoice = Invoice(fields: [
            field("invoice.number", .text("A-1")), field("invoice.number", .text("B-2")),
            field("lineItems[1].amount", .amount(Amount(cents: 250))), field("lineItems[99999999].amount", .flag(true)),
            field("lineItems[-1].amount", .flag(true)), field("lineItems[10000].amount", .flag(true)),
            field("lineItems[-9223372036854775808].amount", .flag(true)), field("lineItems[]", .flag(true)),
            field("lineItems[x].amount", .flag(true)), field("iban", .text("DE")),
        ])
        #expect(invoice.number == "A-1")
        #expect(invoice.lineItems.count == 2)
        #expect(invoice.lineItems.last?.amount == Amount(cents: 250))
    }
}
