import Testing

@testable import FieldExtraction
@testable import Invoices

/// Pages in Hebrew: drawn as the eye sees them, so that the first word of a line is its last one here.
struct RightToLeftTests {
    private func expectInvoice(_ drawing: String) throws -> Invoice.LineItem {
        let extraction = DrawnPage(drawing).read()
        let invoice = extraction.invoice
        #expect(invoice.number == "470815")
        #expect(invoice.date?.text == "2024-03-15")
        #expect(invoice.dueDate?.text == "2024-03-29")
        #expect(invoice.subtotal?.literal == "400")
        #expect(invoice.tax?.literal == "100")
        #expect(invoice.total?.literal == "500")
        #expect(invoice.currency == "ILS")
        let item = try #require(invoice.lineItems.first)
        #expect(item.quantity?.literal == "4" && item.unitPrice?.literal == "100" && item.amount?.literal == "400")
        return item
    }

    @Test func `values are found at the left of their labels`() throws {
        let item = try expectInvoice(
            """
                                                                          מס חשבונית
                470815                                                 חשבונית מספר
                15/03/2024                                            הפקה תאריך
                29/03/2024                                              עד לתשלום

                סכום          יחידה מחיר          כמות                        תיאור
                400.00            100.00             4              מים צינור תיקון

                400.00 ₪                                             ביניים סכום
                100.00 ₪                                                    מע"מ
                500.00 ₪                                             לתשלום סה"כ
            """)
        #expect(item.description == "תיקון צינור מים")
    }

    @Test func `a form with its labels at the left is read as well`() throws {
        _ = try expectInvoice(
            """
            מס חשבונית
            חשבונית מספר                     470815
            הפקה תאריך                       15/03/2024
            עד לתשלום                        29/03/2024

            תיאור                         כמות        יחידה מחיר           סכום
            מים צינור תיקון                  4            100.00         400.00

            ביניים סכום                                                400.00 ₪
            מע"מ                                                       100.00 ₪
            לתשלום סה"כ                                                500.00 ₪
            """)
    }

    @Test func `words of both directions are put in the order in which they are read`() {
        let words = ["Ltd", "Timber", "לכבוד"]
        #expect(ReadingOrder.arranged(["עד", "לתשלום"], text: { $0 }) == ["לתשלום", "עד"])
        #expect(ReadingOrder.arranged(["12", "A4", "נייר"], text: { $0 }) == ["נייר", "12", "A4"])
        #expect(
            ReadingOrder.arranged(["Pay", "עד", "לתשלום", "now", "please"], text: { $0 }) == [
                "Pay", "לתשלום", "עד", "now", "please",
            ])
        #expect(ReadingOrder.arranged(words, text: { $0 }) == ["Ltd", "Timber", "לכבוד"])
        #expect(ReadingOrder.arranged(["no", "Hebrew", "here"], text: { $0 }) == ["no", "Hebrew", "here"])
    }

    @Test func `letters fold to one form in Greek, Russian and Hebrew`() {
        #expect(TextFolding.fold("ΗΜΕΡΟΜΗΝΙΑ Λήξης") == TextFolding.fold("ημερομηνία ΛΗΞΗΣ"))
        #expect(TextFolding.fold("СЧЁТ") == TextFolding.fold("счет"))
        #expect(TextFolding.fold("\u{202B}חֶשְׁבּוֹנִית\u{202C}") == "חשבונית")
    }
}
