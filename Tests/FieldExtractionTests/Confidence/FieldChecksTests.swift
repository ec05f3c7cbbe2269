import Testing

@testable import FieldExtraction
@testable import Invoices

struct FieldChecksTests {
    private func field(_ name: String, _ value: Field.Value) -> Field {
        Field(name: name, value: value, rawText: "", confidence: 0.9, page: 1, source: .textLayer)
    }

    private func checks(_ fields: [Field], of name: String) -> [FieldCheck] {
        FieldChecks(Extraction(fields: fields)).byField[name] ?? []
    }

    @Test func `a due date before the date fails`() throws {
        let (early, late) = (try #require(CalendarDate("2026-03-01")), try #require(CalendarDate("2026-03-31")))
        func dates(_ date: CalendarDate, _ due: CalendarDate) -> [Bool] {
            checks([field("invoice.date", .date(date)), field("invoice.dueDate", .date(due))], of: "invoice.dueDate")
                .map(\.passed)
        }
        #expect(dates(early, late) == [true])
        #expect(dates(late, early) == [false])
    }

    @Test func `a date alone is not checked`() throws {
        let date = try #require(CalendarDate("2026-03-01"))
        #expect(checks([field("invoice.date", .date(date))], of: "invoice.date").isEmpty)
    }

    @Test(arguments: [("DE", "EUR", true), ("DE", "USD", false), ("CH", "CHF", true)])
    func `the currency agrees with the supplier's country or not`(_ country: String, _ code: String, _ passes: Bool) {
        let fields = [
            field("invoice.amounts.currency", .text(code)),
            field("invoice.supplier.addressParts.country", .text(country)),
        ]
        #expect(checks(fields, of: "invoice.amounts.currency").map(\.passed) == [passes])
    }

    @Test func `a country whose money is not known says nothing`() {
        let fields = [
            field("invoice.amounts.currency", .text("EUR")),
            field("invoice.supplier.addressParts.country", .text("XK")),
        ]
        #expect(checks(fields, of: "invoice.amounts.currency").isEmpty)
    }

    @Test(arguments: [("DE136695976", true), ("DE136695977", false)])
    func `check digits of a VAT number are told`(_ number: String, _ passes: Bool) {
        let fields = [field("invoice.supplier.taxId", .text(number))]
        #expect(checks(fields, of: "invoice.supplier.taxId").map(\.passed) == [passes])
    }

    @Test func `lines that make no sum fail at the net and the total alone`() {
        let amounts = [("subtotal", 100), ("tax", 20), ("total", 120)].map {
            field("invoice.amounts.\($0)", .amount(Amount($1)))
        }
        let lines = [60, 30].enumerated().map { field("lineItems[\($0)].amount", .amount(Amount($1))) }
        let all = FieldChecks(Extraction(fields: amounts + lines)).byField
        #expect(all["invoice.amounts.subtotal"]?.first { $0.name == .lineSum }?.passed == false)
        #expect(all["invoice.amounts.subtotal"]?.first { $0.name == .totals }?.passed == true)
        #expect(all["invoice.amounts.tax"]?.contains { $0.name == .lineSum } == false)
    }
}
