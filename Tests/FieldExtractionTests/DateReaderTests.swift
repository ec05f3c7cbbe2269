import Testing

@testable import FieldExtraction
@testable import Invoices

struct DateReaderTests {
    private func dates(_ drawing: String) -> [String] {
        let found = DateReader(Layout([DrawnPage(drawing).page(1)])).dates()
        let monthFirst = DateReader.putsMonthFirst(found, isAmerican: false)
        return found.compactMap { (monthFirst ? $0.monthFirst ?? $0.dayFirst : $0.dayFirst ?? $0.monthFirst)?.text }
    }

    @Test func `dates are read in every usual form`() {
        #expect(dates("31.10.2018") == ["2018-10-31"])
        #expect(dates("2018-10-31") == ["2018-10-31"])
        #expect(dates("31/10/18") == ["2018-10-31"])
        #expect(dates("Oct 31, 2018") == ["2018-10-31"])
        #expect(dates("31-Oct-2018") == ["2018-10-31"])
        #expect(dates("31. Oktober 2018") == ["2018-10-31"])
        #expect(dates("le 2 Juillet 2015") == ["2015-07-02"])
        #expect(dates("4 de marzo de 2023") == ["2023-03-04"])
        #expect(dates("14 września 2021") == ["2021-09-14"])
        #expect(dates("Date:20/01/2018") == ["2018-01-20"])
    }

    @Test func `one date that can only be read one way decides the others`() {
        #expect(dates("03/04/2024\n12/25/2024") == ["2024-03-04", "2024-12-25"])
        #expect(dates("03/04/2024\n25/12/2024") == ["2024-04-03", "2024-12-25"])
    }

    @Test func `amounts, versions and impossible days are no dates`() {
        #expect(dates("10.50 2018") == [])
        #expect(dates("2.6.1") == [])
        #expect(dates("31.02.2018") == [])
    }
}
