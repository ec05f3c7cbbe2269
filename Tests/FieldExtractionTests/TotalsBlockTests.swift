import Testing

@testable import FieldExtraction
@testable import Invoices

/// Totals that contradict each other: what is printed is kept, and told.
struct TotalsBlockTests {
    private func read(_ totals: String, source: Page.Source = .textLayer) -> Extraction {
        let drawing = """
            Larkspur Ceramics Ltd
            4 Kiln Lane, Stoke ST1 4AB

            INVOICE
            Invoice number 20417                         Date 3 March 2025

            Description                     Qty      Unit price        Amount
            Vase, blue                        2           50.00        100.00

            \(totals)
            """
        return Extractor().extract(ReadDocument(pages: [DrawnPage(drawing).page(1, source: source)]))
    }

    private func totals(_ extraction: Extraction) -> [String?] {
        [extraction.invoice.subtotal, extraction.invoice.tax, extraction.invoice.total].map { $0?.literal }
    }

    private func messages(_ extraction: Extraction, _ code: Finding.Code) -> [String] {
        extraction.findings.filter { $0.code == code }.map(\.message)
    }

    private let wrongTotal = """
                                       Subtotal                 100.00
                                       VAT                        8.00
                                       Total                    110.00
        """

    @Test(arguments: [Page.Source.textLayer, .ocr])
    func `a total that net and tax do not make is kept, and an error`(source: Page.Source) {
        let extraction = read(wrongTotal, source: source)
        #expect(totals(extraction) == ["100", "8", "110"])
        #expect(messages(extraction, .totals) == ["Net 100.00 plus tax 8.00 is 108.00, but the total is 110.00."])
        #expect(!extraction.isValid)
    }

    @Test func `totals side by side are one block, too`() {
        let extraction = read(
            """
                      Subtotal              VAT                 Total
                        100.00             8.00                110.00
            """)
        #expect(totals(extraction) == ["100", "8", "110"])
        #expect(messages(extraction, .totals).count == 1)
    }

    @Test func `a cent between them is told as rounding`() {
        let extraction = read(wrongTotal.replacing("110.00", with: "108.01"))
        #expect(extraction.findings.filter { $0.code == .totals }.map(\.severity) == [.info])
        #expect(extraction.isValid)
    }

    @Test func `a discount and postage between net and total are reckoned with`() {
        let extraction = read(
            """
                                               Subtotal                 100.00
                                               Discount                 -10.00
                                               Shipping                   5.00
                                               Net amount                95.00
                                               VAT 20%                   19.00
                                               Total                    114.00
            """)
        #expect(totals(extraction) == ["95", "19", "114"])
        #expect(extraction["invoice.amounts.lineTotal"]?.value.amount?.literal == "100")
        #expect(extraction["invoice.amounts.allowances"]?.value.amount?.literal == "10")
        #expect(extraction["invoice.amounts.charges"]?.value.amount?.literal == "5")
        #expect(extraction.findings.allSatisfy { $0.code != .totals && $0.code != .lineSum })
    }

    @Test func `discounts between the lines' sum and the net are those of the document, and no others`() {
        let extraction = read(
            """
                                               Subtotal                 100.00
                                               Discount                 -10.00
                                               Discount                  -5.00
                                               Net amount                85.00
                                               VAT 20%                   17.00
                                               Total                    102.00

                                               Discount if paid in May   -2.00
                                               Shipping next time         4.00
            """)
        #expect(extraction["invoice.amounts.lineTotal"]?.value.amount?.literal == "100")
        #expect(extraction["invoice.amounts.allowances"]?.value.amount?.literal == "15")
        #expect(extraction["invoice.amounts.charges"] == nil)
        #expect(extraction.findings.allSatisfy { $0.code != .totals })
    }

    @Test(arguments: [("Loyalty 5 %", "-5.00", "allowances"), ("Kiln levy  ", " 5.00", "charges")])
    func `an unknown label between two nets is what makes their difference`(label: String, amount: String, name: String)
    {
        let isCharge = name == "charges"
        let extraction = read(
            """
                                               Subtotal                 100.00
                                               \(label)               \(amount)
                                               Net amount               \(isCharge ? "105.00" : " 95.00")
                                               VAT 20%                   \(isCharge ? "21.00" : "19.00")
                                               Total                    \(isCharge ? "126.00" : "114.00")
            """)
        #expect(extraction["invoice.amounts.lineTotal"]?.value.amount?.literal == "100")
        #expect(extraction["invoice.amounts.\(name)"]?.value.amount?.literal == "5")
        #expect(extraction.findings.allSatisfy { $0.code != .totals && $0.code != .lineSum })
    }

    @Test func `the taxes by rate are told as they are printed`() {
        let extraction = read(
            """
                                               Subtotal                 100.00
                                               VAT 20% (60.00)           12.00
                                               VAT 5% (40.00)             2.00
                                               Total                    120.00
            """)
        #expect(
            messages(extraction, .totals) == ["Net 100.00 plus tax 12.00 + 2.00 is 114.00, but the total is 120.00."])
    }

    @Test func `a discount beneath the subtotal is no tax, though the sum fits`() {
        let extraction = read(
            """
                    Goods total       Discount 5%       Net amount       VAT 20%         Total
                        100.00             -5.00            95.00          19.00         141.00
            """)
        #expect(totals(extraction) == ["95", "19", "141"])
        #expect(messages(extraction, .totals).count == 1)
    }

    @Test func `a charge at a label that is not known is reckoned with where the sum proves it`() {
        let extraction = read(
            """
                                               Subtotal                 100.00
                                               Bubble wrap                3.50
                                               VAT 20%                   20.70
                                               Total                    124.20
            """)
        #expect(totals(extraction) == ["100", "20.7", "124.2"])
    }

    @Test func `what was paid and what is left make the total, whatever its label`() {
        let extraction = read(
            """
                                               Glaze and firing         100.00
                                               Paid                      35.00
                                               Balance                   65.00
            """)
        #expect(extraction.invoice.total?.literal == "100")
        #expect(extraction["invoice.amounts.amountDue"]?.value.amount?.literal == "65")
    }

    @Test func `nets and taxes by rate are added up where they make the total`() {
        let extraction = read(
            """
                                               Net amount 20%            60.00
                                               VAT 20%                   12.00
                                               Net amount 5%             40.00
                                               VAT 5%                     2.00
                                               Total                    114.00
            """)
        #expect(totals(extraction) == ["100", "14", "114"])
    }

    @Test func `the last row of a table with net and gross sums has the net`() {
        let extraction = DrawnPage(
            """
            Larkspur Ceramics Ltd
            INVOICE                       Invoice number 20417      Date 3 March 2025

            Description            Qty    Price      Tax          Net        Gross
            Vase, blue               2    50.00      20%       100.00       120.00
            Book on glazes           1    40.00       5%        40.00        42.00
                                                               140.00       162.00
            To pay 162.00
            """
        ).read()
        #expect(extraction.invoice.subtotal?.literal == "140")
        #expect(extraction.invoice.total?.literal == "162")
    }

    @Test func `rows of which one has no label are no block`() {
        let extraction = read(
            """
                                               Subtotal                 100.00
                                               VAT                        8.00
                                               Pottery course            40.00
                                               Total                    110.00
            """)
        #expect(messages(extraction, .totals).isEmpty)
    }

    @Test func `net and tax of each rate in turn are no block`() {
        let extraction = read(
            """
                                               Net amount                60.00
                                               VAT                       12.00
                                               Net amount                40.00
                                               VAT                        2.00
                                               Total                    114.00
            """)
        #expect(messages(extraction, .totals).isEmpty)
    }

    @Test func `a minus in one word with the currency makes a credit note's totals negative`() {
        let extraction = read(
            """
                                               Subtotal                -€ 100.00
                                               VAT 20%                  -€ 20.00
                                               Total                   -€ 120.00
            """)
        #expect(totals(extraction) == ["-100", "-20", "-120"])
    }
}
