import Testing

@testable import FieldExtraction
@testable import Invoices

/// Discounts for early payment, and the due date that they must not be taken for.
struct CashDiscountTests {
    private func read(_ terms: String, languages: [String] = []) -> Extraction {
        DrawnPage(
            """
            Rechnung Nr. 4711                                     Rechnungsdatum: 03.04.2024

            Gesamtbetrag                                          1.190,00 EUR

            \(terms)
            """
        ).read(languages: languages)
    }

    private func row(_ extraction: Extraction, _ index: Int) -> [String?] {
        let name = "invoice.payment.cashDiscounts[\(index)]"
        return [
            extraction["\(name).percent"]?.value.amount?.literal, extraction["\(name).days"]?.value.amount?.literal,
            extraction["\(name).date"]?.value.date?.text,
        ]
    }

    @Test(arguments: [
        ("Bei Zahlung innerhalb von 10 Tagen 2 % Skonto.", "2", "10"),
        ("3% Skonto innerhalb 14 Tagen, 30 Tage netto", "3", "14"),
        ("Zahlbar in 30 Tagen netto, 8 Tage 2,5 % Skonto", "2.5", "8"),
        ("Zahlungsbedingungen: 10 Tage 2% Skonto 30 Tage netto", "2", "10"),
        ("Payment terms: 2% cash discount within 10 days, net 30 days", "2", "10"),
        ("2 % discount 10 days net 30 days", "2", "10"),
        ("Bei Zahlung innerhalb von 10 Tagen gewähren wir\n2 % Skonto.", "2", "10"),
    ])
    func `a percentage and its days`(terms: String, percent: String, days: String) {
        #expect(row(read(terms), 0) == [percent, days, nil])
        #expect(row(read(terms), 1) == [nil, nil, nil])
    }

    @Test(arguments: [
        ("fr", "Escompte de 2 % pour paiement sous 8 jours", "8"),
        ("it", "Sconto 2% per pagamento entro 10 giorni", "10"),
        ("nl", "2% betalingskorting bij betaling binnen 8 dagen", "8"), ("sv", "2 % kassarabatt inom 10 dagar", "10"),
        ("pl", "Skonto 2% przy płatności w ciągu 7 dni", "7"),
        ("da", "2 % kontantrabat ved betaling inden 8 dage", "8"),
    ])
    func `a percentage and its days in other languages`(language: String, terms: String, days: String) {
        #expect(row(read(terms, languages: [language]), 0) == ["2", days, nil])
    }

    @Test func `several discounts in one sentence`() {
        let extraction = read("3 % Skonto innerhalb 7 Tagen, 2 % Skonto innerhalb 14 Tagen, 30 Tage netto")
        #expect(row(extraction, 0) == ["3", "7", nil] && row(extraction, 1) == ["2", "14", nil])
        #expect(row(extraction, 2) == [nil, nil, nil])
    }

    @Test(arguments: [
        "Bei Zahlung bis 13.04.2024 gewähren wir 2 % Skonto.", "2% Skonto bis 13.04.2024",
        "Bei Zahlung bis zum 13.04.2024, gewähren wir Ihnen 2 % Skonto.", "2% discount if paid by 13/04/2024.",
    ])
    func `the day of a discount is not the due date`(terms: String) {
        let extraction = read(terms)
        #expect(row(extraction, 0) == ["2", nil, "2024-04-13"])
        #expect(extraction.invoice.dueDate == nil)
    }

    @Test(arguments: [
        "2 % Skonto bis 13.04.2024, netto bis 03.05.2024",
        "Fällig am: 03.05.2024\n2 % Skonto bei Zahlung bis 13.04.2024",
        "Zahlbar bis 03.05.2024 ohne Abzug, bis 13.04.2024 mit 2 % Skonto",
    ])
    func `beside a discount the due date is found`(terms: String) {
        let extraction = read(terms)
        #expect(row(extraction, 0) == ["2", nil, "2024-04-13"])
        #expect(extraction.invoice.dueDate?.text == "2024-05-03")
    }

    @Test func `what is taken off is told where it is printed`() {
        let extraction = read("2 % Skonto innerhalb 10 Tagen: 23,80 EUR")
        #expect(extraction["invoice.payment.cashDiscounts[0].amount"]?.value.amount?.literal == "23.8")
    }

    @Test(arguments: ["Rabatt 5 %    10,00", "Zahlbar innerhalb 30 Tagen ohne Skonto", "Discount 10%   119.00"])
    func `a price cut and a sentence without a percentage are none`(terms: String) {
        #expect(row(read(terms), 0) == [nil, nil, nil])
    }

    /// One row of so many discounts, as a damaged file may have it.
    private func wideRow(of count: Int) -> Page {
        let texts = (0..<count).flatMap { ["\($0 % 9 + 1)", "%", "Skonto", "in", "\($0 % 90 + 1)", "Tagen"] }
        let width = 1 / Double(texts.count)
        let words = texts.enumerated().map { index, text in
            Word(text: text, box: Box(x: Double(index) * width, y: 0.1, width: 0.9 * width, height: 0.01))
        }
        return Page(number: 1, width: 595, height: 842, source: .textLayer, lines: [TextLine(words: words)])
    }

    @Test func `the time for a row grows with its words, not with their third power`() {
        let analysis = DocumentAnalysis(ReadDocument(pages: [wideRow(of: 500)]), languages: ["de"])
        let start = ContinuousClock.now
        #expect(CashDiscountFinder(analysis).discounts(of: nil).count == 500)
        // A second in a debug build; it was forty.
        #expect(ContinuousClock.now - start < .seconds(15))
    }
}
