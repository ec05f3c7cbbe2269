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

    @Test(arguments: [
        "3.XI.2021", "3-xi-2021", "3 XI 2021", "2021. XI. 3.", "03 11 2021", "03/11/2564", "2021年11月3日",
        "2021 年 11 月 3 日", "2021년 11월 3일", "令和3年11月3日", "٠٣/١١/٢٠٢١", "2021-11-03T08:15:00+01:00",
        "3 พฤศจิกายน 2564", "03.11.2021 r.", "03.11.2021г.",
    ])
    func `dates are read in the forms of other countries`(text: String) {
        #expect(dates(text) == ["2021-11-03"])
    }

    @Test func `the first year of an era has a name of its own`() {
        #expect(dates("令和元年11月3日") == ["2019-11-03"])
        #expect(dates("平成31年4月3日") == ["2019-04-03"])
    }

    @Test func `a product and parts of a longer number are no dates`() {
        #expect(dates("5 x 2024") == [])
        #expect(dates("IBAN 8821 04 03 2024 11") == [])
        #expect(dates("2021年13月3日") == [])
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
