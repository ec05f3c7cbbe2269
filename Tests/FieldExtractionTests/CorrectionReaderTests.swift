import FieldExtraction
import Invoices
import Testing

/// What people write as a field's right value.
struct CorrectionReaderTests {
    private let amountName = "invoice.amounts.total"
    private let dateName = "invoice.dueDate"

    /// Of a document that printed these values.
    private func reader(
        amounts: [(String, String)] = [], dates: [(String, String)] = [], currency: String? = nil,
        language: String? = nil
    ) -> CorrectionReader {
        let fields =
            amounts.map { raw, value in field("lineItems[0].amount", Amount(literal: value).map { .amount($0) }, raw) }
            + dates.map { raw, value in field("invoice.date", CalendarDate(value).map { .date($0) }, raw) }
            + [field("invoice.amounts.currency", currency.map { .text($0) }, "")]
        return CorrectionReader(PrintedFormats(fields.compactMap(\.self), language: language))
    }

    private func field(_ name: String, _ value: Field.Value?, _ raw: String) -> Field? {
        value.map { Field(name: name, value: $0, rawText: raw, confidence: 0.9, source: .ocr) }
    }

    private func code(_ body: () throws(CorrectionFault) -> Field.Value) -> CorrectionFault.Code? {
        do throws(CorrectionFault) {
            _ = try body()
            return nil
        } catch { return error.code }
    }

    @Test(arguments: [
        ("4503.64", "4503.64"), ("4'503,64 CHF", "4503.64"), ("4'503.64", "4503.64"), ("4.503,64 €", "4503.64"),
        ("€ 4.503,64", "4503.64"), ("EUR 4,503.64", "4503.64"), ("4 503,64", "4503.64"), (" 17 ", "17"),
        ("12,5", "12.5"),
        ("-12,50 EUR", "-12.5"), ("(12.00)", "-12"), ("2,30,339.00", "230339"), ("1e3", "1000"),
    ])
    func `an amount is read in the form of the API and in those of print`(text: String, value: String) throws {
        let read = try reader().value(text, of: amountName, as: .amount)
        #expect(read == .amount(try #require(Amount(literal: value))))
    }

    @Test(arguments: [
        "twelve", "12 apples", "12.50.3", "19 %", "12,", "1.2.3,4", "abc 5", "=5", "1,000 %", "=1,000", "1.000\"",
    ])
    func `what is no amount is refused with the form that is wanted`(text: String) throws {
        do throws(CorrectionFault) {
            let read = try reader().value(text, of: amountName, as: .amount)
            Issue.record("\(text) was read as \(read)")
        } catch {
            #expect(error.code == .unreadable)
            #expect(error.message.contains(amountName) && error.message.contains("1234.50"))
        }
    }

    @Test func `a percentage is a number and no amount of money`() throws {
        #expect(try reader().value("7,7 %", of: "taxLines[0].rate", as: .number) == .amount(Amount(7.7)))
    }

    @Test func `an amount of more digits than are held is out of range`() {
        let reader = reader()
        #expect(
            code { () throws(CorrectionFault) in
                try reader.value(String(repeating: "9", count: 31), of: amountName, as: .amount)
            } == .outOfRange)
    }

    @Test func `three digits behind one mark are read as the document's other numbers are`() throws {
        let comma = reader(amounts: [("1.471,60", "1471.60")])
        let point = reader(amounts: [("1,471.60", "1471.60")])
        #expect(try comma.value("1,250", of: amountName, as: .amount) == .amount(Amount(1.25)))
        #expect(try point.value("1,250", of: amountName, as: .amount) == .amount(Amount(1250)))
        #expect(try point.value("1.250", of: amountName, as: .amount) == .amount(Amount(1.25)))
        #expect(
            code { () throws(CorrectionFault) in try comma.value("1.250", of: amountName, as: .amount) } == .ambiguous)
        let unknown = reader()
        #expect(
            code { () throws(CorrectionFault) in try unknown.value("1,250", of: amountName, as: .amount) } == .ambiguous
        )
        // Without a hint to the contrary it is the form of the API.
        #expect(try unknown.value("1.250", of: amountName, as: .amount) == .amount(Amount(1.25)))
    }

    @Test(arguments: [
        "2025-12-31", "31.12.2025", "31/12/2025", "12/31/2025", "31 Dec 2025", "December 31, 2025", "31. Dezember 2025",
        "31 décembre 2025", "31 de diciembre de 2025", "31.12.25",
    ])
    func `a date is read in the form of the API and in those of print`(text: String) throws {
        #expect(
            try reader().value(text, of: dateName, as: .date)
                == .date(try #require(CalendarDate(year: 2025, month: 12, day: 31))))
    }

    @Test func `day and month are told apart by the document's dates, its language or its currency`() throws {
        func month(_ reader: CorrectionReader) throws -> Int? {
            try reader.value("03/04/2025", of: dateName, as: .date).date?.month
        }
        #expect(try month(reader(dates: [("01/02/2025", "2025-01-02")])) == 3)
        #expect(try month(reader(dates: [("01/02/2025", "2025-02-01")])) == 4)
        #expect(try month(reader(dates: [("12/31/2024", "2024-12-31")])) == 3)
        #expect(try month(reader(language: "deu+eng")) == 4)
        #expect(try month(reader(currency: "USD", language: "eng")) == 3)
        #expect(try month(reader(currency: "GBP", language: "eng")) == 4)
        let unknown = reader(language: "eng")
        #expect(
            code { () throws(CorrectionFault) in try unknown.value("03/04/2025", of: dateName, as: .date) }
                == .ambiguous)
    }

    @Test(arguments: ["soon", "31.13.2025", "30 February 2025", "12", "2025"])
    func `what is no date is refused with the form that is wanted`(text: String) {
        do throws(CorrectionFault) {
            let read = try reader().value(text, of: dateName, as: .date)
            Issue.record("\(text) was read as \(read)")
        } catch {
            #expect(error.code == .unreadable)
            #expect(error.message.contains(dateName) && error.message.contains("2025-12-31"))
        }
    }

    @Test func `currencies, accounts and flags`() throws {
        let reader = reader()
        #expect(try reader.value("€", of: "c", as: .currency) == .text("EUR"))
        #expect(try reader.value("chf", of: "c", as: .currency) == .text("CHF"))
        #expect(try reader.value("de89 3704 0044 0532 0130 00", of: "i", as: .iban) == .text("DE89370400440532013000"))
        #expect(try reader.value("true", of: "f", as: .flag) == .flag(true))
        for (text, kind) in [("money", FieldKind.currency), ("--", .iban), ("perhaps", .flag)] {
            #expect(code { () throws(CorrectionFault) in try reader.value(text, of: "f", as: kind) } == .unreadable)
        }
    }

    @Test(arguments: FieldKind.allCases)
    func `an empty text is no value of any field`(kind: FieldKind) {
        let reader = reader()
        #expect(code { () throws(CorrectionFault) in try reader.value(" \n", of: "f", as: kind) } == .unreadable)
    }

    @Test func `a correction keeps the value that its text had when it was saved`() throws {
        let saved = Correction(field: dateName, text: "03/04/2025", value: "2025-03-04", page: 1)
        #expect(try reader(language: "deu").value(saved, as: .date) == .date(try #require(CalendarDate("2025-03-04"))))
    }
}
