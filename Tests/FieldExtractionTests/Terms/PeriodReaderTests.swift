import Testing

@testable import FieldExtraction
@testable import Invoices

struct PeriodReaderTests {
    private func period(_ text: String, monthFirst: Bool = false) -> PeriodReader.Period? {
        PeriodReader(months: Vocabulary.shared.months, monthFirst: monthFirst)
            .period(Atoms.split(TextFolding.fold(text)).map(\.text))
    }

    @Test(arguments: [
        ("01.03.–31.03.2026", "2026-03-01", "2026-03-31"), ("01.03.2026 bis 31.03.2026", "2026-03-01", "2026-03-31"),
        ("15.12.-14.01.2026", "2025-12-15", "2026-01-14"), ("1.–31.3.2026", "2026-03-01", "2026-03-31"),
        ("1 to 31 March 2026", "2026-03-01", "2026-03-31"),
        ("1st March 2026 - 30th April 2026", "2026-03-01", "2026-04-30"),
        ("March 1 – 31, 2026", "2026-03-01", "2026-03-31"), ("2026-03-01 – 2026-03-31", "2026-03-01", "2026-03-31"),
        ("März 2026", "2026-03-01", "2026-03-31"), ("02/2024", "2024-02-01", "2024-02-29"),
        ("janvier – mars 2026", "2026-01-01", "2026-03-31"), ("du 01/03/26 au 15/03/26", "2026-03-01", "2026-03-15"),
        ("01.12.98 – 31.01.99", "1998-12-01", "1999-01-31"),
    ])
    func `a span of days is read`(text: String, start: String, end: String) throws {
        let found = try #require(period(text))
        #expect(found.start.text == start && found.end.text == end)
    }

    @Test func `months come first where the document puts them first`() {
        #expect(period("03/01/2026 - 03/31/2026", monthFirst: true)?.end.text == "2026-03-31")
        #expect(period("03/04/2026 - 05/06/2026", monthFirst: true)?.start.text == "2026-03-04")
    }

    @Test(arguments: ["01.03.2026", "31.03.2026 – 01.03.2026", "4711", "Vertrag 12", "01.01.2010 bis 31.12.2026", ""])
    func `one day, a span backwards and a span of many years are no period`(text: String) {
        #expect(period(text) == nil)
    }
}
