import EInvoices
import Foundation
import Invoices
import Rendering
import Testing

@testable import Reading

/// Pages that are made of an e-invoice.
struct InvoiceSheetTests {
    private func invoice(lines: Int = 2, extra: [Field] = []) -> ElectronicInvoice {
        func text(_ name: String, _ value: String) -> Field {
            Field(name: name, value: .text(value), rawText: value, confidence: 0.99, source: .einvoice)
        }
        func amount(_ name: String, _ cents: Int) -> Field {
            Field(
                name: name, value: .amount(Amount(cents: cents)), rawText: "", confidence: 0.99, source: .einvoice)
        }
        var fields = [
            text("invoice.kind", "creditNote"), text("invoice.number", "GS-2031-7"),
            Field(
                name: "invoice.date", value: .date(CalendarDate(year: 2031, month: 5, day: 9)!), rawText: "20310509",
                confidence: 0.99, source: .einvoice),
            text("invoice.supplier.name", "Töpferei Ährenfeld"),
            text("invoice.supplier.address", "Weg 3, 04103 Leipzig"),
            text("invoice.supplier.addressParts.street", "Weg 3"),
            text("invoice.supplier.addressParts.postalCode", "04103"),
            text("invoice.supplier.addressParts.city", "Leipzig"),
            text("invoice.supplier.addressParts.country", "DE"), text("invoice.customer.name", "Ωμέγα 株式会社"),
            amount("invoice.amounts.total", 123_456_789), text("invoice.amounts.currency", "EUR"),
            text("invoice.payment.iban", "DE02120300000000202051"),
            text("invoice.notes[0].note", "Erste Zeile\nzweite"),
            text("invoice.unheardOf", "something new"),
        ]
        for index in 0..<lines {
            fields += [
                text("lineItems[\(index)].description", "Krug Nummer \(index)"),
                amount("lineItems[\(index)].amount", 1000 + index), text("lineItems[\(index)].gtin", "4000\(index)"),
            ]
        }
        return ElectronicInvoice(syntax: .cii, fields: fields + extra)
    }

    /// The words of a page within a field's box.
    private func words(_ name: String, _ sheet: InvoiceSheet) throws -> String {
        let place = try #require(sheet.places[name], "no place of \(name)")
        let page = try PDFDocument(sheet.pdf).page(place.page)
        return TextLayer(page).lines.flatMap(\.words).filter { place.box.containsCentre(of: $0.box) }
            .map(\.text).joined(separator: " ")
    }

    @Test func `the two days of a period stand in one row`() throws {
        let days = ["start": 1, "end": 31].compactMap { name, day -> Field? in
            CalendarDate(year: 2031, month: 5, day: day).map {
                Field(
                    name: "invoice.period.\(name)", value: .date($0), rawText: "", confidence: 0.99, source: .einvoice)
            }
        }
        let sheet = try InvoiceSheet(invoice(extra: days), mostPages: 5)
        #expect(try words("invoice.period.start", sheet) == "01.05.2031 – 31.05.2031")
        #expect(sheet.places["invoice.period.end"] == sheet.places["invoice.period.start"])
    }

    @Test func `every field is written where its box is`() throws {
        let invoice = invoice()
        let sheet = try InvoiceSheet(invoice, mostPages: 5)
        for field in invoice.fields { #expect(sheet.places[field.name] != nil, "no place of \(field.name)") }
        #expect(try words("invoice.number", sheet) == "GS-2031-7")
        #expect(try words("invoice.kind", sheet) == "Gutschrift")
        #expect(try words("invoice.date", sheet) == "09.05.2031")
        #expect(try words("invoice.amounts.total", sheet) == "1.234.567,89")
        #expect(try words("invoice.supplier.address", sheet) == "Weg 3 04103 Leipzig DE")
        #expect(try words("invoice.supplier.addressParts.street", sheet) == "Weg 3")
        #expect(try words("invoice.customer.name", sheet).hasPrefix("Ωμέγα"))
        #expect(try words("lineItems[1].description", sheet) == "Krug Nummer 1")
        #expect(try words("lineItems[1].gtin", sheet) == "40001")
        #expect(try words("invoice.notes[0].note", sheet) == "Erste Zeile zweite")
        #expect(try words("invoice.unheardOf", sheet) == "something new")
    }

    @Test func `headings are in the language of the supplier's country, else in English`() throws {
        #expect(SheetWords(for: invoice()).heading("dueDate") == "Fällig am")
        #expect(SheetWords(language: nil).heading("dueDate") == "Due date")
        #expect(SheetWords(language: "xx").heading(ofField: "invoice.payee.legalForm") == "Legal form")
    }

    @Test func `a long invoice goes on on further pages, under the table's headings`() throws {
        let sheet = try InvoiceSheet(invoice(lines: 120), mostPages: 50)
        let document = try PDFDocument(sheet.pdf)
        let places = sheet.places
        #expect(document.pageCount > 2 && (places["lineItems[119].amount"]?.page ?? 0) > 2)
        let second = try TextLayer(document.page(2)).lines
        #expect(second.flatMap(\.words).contains { $0.text == "Bezeichnung" && $0.box.maxY < 0.1 })
        #expect(try words("lineItems[119].amount", sheet) == "11,19")
    }

    @Test func `an invoice of more pages than allowed ends with three dots`() throws {
        let sheet = try InvoiceSheet(invoice(lines: 500), mostPages: 2)
        let document = try PDFDocument(sheet.pdf)
        #expect(document.pageCount == 2)
        #expect(try TextLayer(document.page(2)).lines.contains { $0.text.hasSuffix("…") })
        #expect(sheet.places["lineItems[499].amount"] == nil)
    }

    @Test(arguments: [
        "", "\u{0}\u{1}\n\n\t", String(repeating: "W", count: 5000), String(repeating: "é ", count: 3000),
    ])
    func `any text is written`(text: String) throws {
        let field = Field(name: "invoice.odd", value: .text(text), rawText: text, confidence: 1, source: .einvoice)
        let sheet = try InvoiceSheet(invoice(extra: [field]), mostPages: 5)
        #expect(try PDFDocument(sheet.pdf).pageCount >= 1)
    }
}
