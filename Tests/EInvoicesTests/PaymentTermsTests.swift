import Invoices
import Testing

@testable import EInvoices

/// When and how an e-invoice is to be paid: instalments, cash discounts.
struct PaymentTermsTests {
    private func read(_ inner: String, _ root: String = "Invoice") throws -> ElectronicInvoice {
        try EInvoice.read(Array("<\(root)>\(inner)</\(root)>".utf8))
    }

    private func values(_ invoice: ElectronicInvoice) -> [String: String] {
        Dictionary(invoice.fields.map { ($0.name, $0.rawText) }) { first, _ in first }
    }

    private func terms(_ text: String) -> String { "<PaymentTerms><Note>\(text)</Note></PaymentTerms>" }

    @Test func `cash discounts in the text of the terms are numbers`() throws {
        let text =
            "#SKONTO#TAGE=10#PROZENT=3.00#\n#SKONTO#TAGE=21#PROZENT=1.50#BASISBETRAG=480.20#\n#VERZUG#TAGE=30#PROZENT=9.00#\n"
        let invoice = try read(terms(text))
        let found = values(invoice)
        let place = "invoice.payment.cashDiscounts"
        #expect(found["\(place)[0].percent"] == "3.00" && found["\(place)[0].days"] == "10")
        #expect(found["\(place)[0].base"] == nil)
        #expect(found["\(place)[1].percent"] == "1.50" && found["\(place)[1].base"] == "480.20")
        #expect(found["\(place)[2].percent"] == nil)
        #expect(invoice.fields.first { $0.name == "\(place)[1].days" }?.value.amount == Amount(21))
        #expect(found["invoice.payment.terms"]?.contains("SKONTO") == true, "the text stays")
    }

    @Test(arguments: [
        ("payable within 30 days", 0), ("#SKONTO#TAGE=10#", 0), ("#SKONTO#", 0), ("#SKONTO#PROZENT=x#", 0),
        ("zahlbar\n#SKONTO#TAGE=10#PROZENT=2.00#", 1), ("#SKONTO#TAGE=10#PROZENT=2.00##SKONTO#TAGE=5#PROZENT=3.00#", 2),
    ])
    func `a text without a percentage is no discount`(text: String, count: Int) throws {
        let fields = try read(terms(text)).fields
        #expect(
            fields.count { $0.name.hasPrefix("invoice.payment.cashDiscounts[") && $0.name.hasSuffix(".percent") }
                == count)
        #expect(count > 0 || !fields.contains { $0.name.hasPrefix("invoice.payment.cashDiscounts[") })
    }

    @Test func `discounts that have elements of their own are not taken from the text too`() throws {
        let invoice = try read(
            """
            <PaymentTerms><Note>#SKONTO#TAGE=10#PROZENT=3.00#</Note><SettlementDiscountPercent>4</SettlementDiscountPercent>
            </PaymentTerms>
            """)
        let percents = invoice.fields.filter { $0.name.hasSuffix(".percent") }
        #expect(percents.map(\.rawText) == ["4"])
    }

    private func instalment(_ date: String, _ amount: String? = nil) -> String {
        let share = amount.map { "<Amount>\($0)</Amount>" } ?? ""
        return "<PaymentTerms>\(share)<PaymentDueDate>\(date)</PaymentDueDate></PaymentTerms>"
    }

    @Test func `instalments are a list, with their amounts where they are said`() throws {
        let shares = values(try read(instalment("2026-03-01", "40.00") + instalment("2026-04-01", "60.00")))
        #expect(shares["invoice.payment.dueDates[0].date"] == "2026-03-01")
        #expect(shares["invoice.payment.dueDates[1].amount"] == "60.00")
        let dates = values(try read(instalment("2026-03-01") + instalment("2026-04-01")))
        #expect(dates["invoice.payment.dueDates[1].date"] == "2026-04-01")
        #expect(dates["invoice.payment.dueDates[1].amount"] == nil)
        let means = ["2026-05-02", "2026-06-02"].map {
            "<PaymentMeans><PaymentDueDate>\($0)</PaymentDueDate></PaymentMeans>"
        }
        #expect(values(try read(means.joined()))["invoice.payment.dueDates[1].date"] == "2026-06-02")
    }

    @Test func `one due date is no list of instalments`() throws {
        let one = values(try read(instalment("2026-03-01")))
        #expect(one["invoice.dueDate"] == "2026-03-01" && one["invoice.payment.dueDates[0].date"] == nil)
        let term = """
            <SupplyChainTradeTransaction><ApplicableHeaderTradeSettlement><SpecifiedTradePaymentTerms><DueDateDateTime>
            <DateTimeString>20260301</DateTimeString></DueDateDateTime></SpecifiedTradePaymentTerms>
            </ApplicableHeaderTradeSettlement></SupplyChainTradeTransaction>
            """
        let cii = values(try read(term, "CrossIndustryInvoice"))
        #expect(cii["invoice.dueDate"] == "20260301" && cii["invoice.payment.dueDates[0].date"] == nil)
        #expect(values(try read(instalment("2026-03-01", "40.00")))["invoice.payment.dueDates[0].amount"] == "40.00")
    }

    @Test func `prices of lines are said to be without tax`() throws {
        let invoice = try read("<InvoiceLine><ID>1</ID></InvoiceLine>")
        #expect(invoice.fields.first { $0.name == "invoice.amountsIncludeTax" }?.value == .flag(false))
        #expect(try !read("<ID>1</ID>").fields.contains { $0.name == "invoice.amountsIncludeTax" })
    }
}
