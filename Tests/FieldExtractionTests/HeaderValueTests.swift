import Testing

@testable import FieldExtraction
@testable import Invoices

/// Numbers, days and money of the head and the foot whose labels say little.
struct HeaderValueTests {
    private func read(head: String = "Invoice number 20417", foot: String = "", money: String = "€") -> Extraction {
        DrawnPage(
            """
            Larkspur Ceramics
            4 Kiln Lane

            \(head)

            Description                     Qty      Unit price        Amount
            Vase, blue                        2           50.00        100.00

                                                     Total      \(money) 100.00
            \(foot)
            """
        ).read()
    }

    // MARK: Days

    @Test func `a day for payment is found in large print at the foot`() {
        let rows = String(repeating: "\n", count: 40)
        let extraction = read(
            head: "Invoice number 20417      Date 3 March 2025",
            foot: rows + "PAYMENT INFO          DUE BY\n\n                      17 March 2025")
        #expect(extraction.invoice.dueDate?.text == "2025-03-17")
    }

    @Test func `a day behind the payment terms is the day for payment, and a number of days is none`() {
        let head = "Invoice number 20417      Date 3 March 2025\n"
        #expect(read(head: head + "Payment terms: 17.03.2025").invoice.dueDate?.text == "2025-03-17")
        #expect(read(head: head + "Payment terms: 14 days").invoice.dueDate == nil)
    }

    @Test func `the order's day stands for the invoice's where there is no other`() {
        #expect(read(head: "Invoice 20417\nOrder date: 3 March 2025").invoice.date?.text == "2025-03-03")
        let both = "Invoice 20417   Date: 5 March 2025\nOrder date: 3 March 2025"
        #expect(read(head: both).invoice.date?.text == "2025-03-05")
    }

    // MARK: Numbers

    @Test func `a series alone beneath the title is the invoice's number`() {
        #expect(read(head: "TAX INVOICE\nKX-20417").invoice.number == "KX-20417")
        #expect(read(head: "TAX INVOICE\nKiln Lane 20417").invoice.number == nil)
    }

    @Test func `a bare word for number names the invoice, but not before its own label`() {
        #expect(read(head: "INVOICE\n\nNumber     20417").invoice.number == "20417")
        let both = "Number     88123\n\nInvoice number     20417"
        #expect(read(head: both).invoice.number == "20417")
    }

    @Test func `eight digits that might be a day are a number behind its label`() {
        #expect(read(head: "Invoice number: 20240203").invoice.number == "20240203")
    }

    // MARK: Money

    @Test(arguments: [
        ("S/", "RUC 20584425840", "PEN"), ("Rs", "NTN 4410275-3, Lahore", "PKR"), ("Rs", "GSTIN", "INR"),
        ("¥", "Shanghai", "CNY"), ("¥", "Osaka", "JPY"), ("$", "RFC LCE190403AB1", "MXN"), ("$", "CUIT 30-71", "ARS"),
        ("kr", "Kennitala 410275-3359", "ISK"), ("kr", "CVR 41027533", "DKK"),
    ])
    func `a sign that several countries share is told by their registers and towns`(
        sign: String, foot: String, code: String
    ) {
        #expect(read(foot: foot, money: sign).invoice.currency == code)
    }
}
