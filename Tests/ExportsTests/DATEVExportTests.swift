import Foundation
import Invoices
import Testing

@testable import Exports

/// A group's bookings in DATEV's format.
@Suite struct DATEVExportTests {
    private static let settings = DATEVSettings(
        consultant: 29098, client: 55003, fiscalYearStart: CalendarDate("2020-01-01")!, accountLength: 4,
        defaultAccount: "4980", defaultCreditorAccount: "79999", taxKeys: ["19": "9", "7": "8", "0": "", "AE": "94"])
    private static let created = Timestamp(milliseconds: 1_767_225_600_000)
    private static let job = Job.ID("65a1b2c3d4e5f60718293a4b")!

    /// Cents by the name of an amount; texts of the others.
    private static func document(
        _ texts: [String: String] = [:], _ cents: [String: Int] = ["amounts.total": 11_900],
        taxes: [[String: Int]] = [["rate": 1900, "net": 10_000, "tax": 1900]], category: String? = nil,
        needsReview: Bool = false, accounts: SupplierAccounts = SupplierAccounts(), link: String? = "https://a/b"
    ) -> DATEVDocument {
        var values: [String: Field.Value] = [
            "number": .text("R-1"), "date": .date(CalendarDate("2026-03-05")!),
            "supplier.name": .text("Müller & Söhne"),
            "amounts.currency": .text("EUR"),
        ]
        for (name, text) in texts {
            values[name] = text.isEmpty ? nil : CalendarDate(text).map(Field.Value.date) ?? .text(text)
        }
        for (name, amount) in cents { values[name] = .amount(Amount(cents: amount)) }
        for (row, tax) in taxes.enumerated() {
            for (name, amount) in tax { values["taxLines[\(row)].\(name)"] = .amount(Amount(cents: amount)) }
            if let category { values["taxLines[\(row)].category"] = .text(category) }
        }
        let fields = values.map {
            Field(name: "invoice." + $0.key, value: $0.value, rawText: "", confidence: 1, page: 1, source: .textLayer)
        }
        return DATEVDocument(
            job: job, jobNumber: "J-1", extraction: Extraction(fields: fields), needsReview: needsReview,
            accounts: accounts, link: link)
    }

    private func batch(_ documents: [DATEVDocument], days: ClosedRange<CalendarDate>? = nil) -> DATEVBatch {
        var batch = DATEVBatch(Self.settings, name: "März; 2026", days: days)
        documents.forEach { batch.add($0) }
        return batch
    }

    /// The first 22 and the 114th column of each booking.
    private func rows(_ documents: DATEVDocument...) throws -> [String] {
        var batch = batch(documents)
        let made = batch.file(created: Self.created)
        let file = try #require(made, "\(batch.gaps)")
        let text = try #require(String(bytes: file, encoding: .windowsCP1252))
        let lines = text.components(separatedBy: "\r\n").dropFirst(2).dropLast()
        return lines.map { line in
            let cells = line.components(separatedBy: ";")
            #expect(cells.count == 125 && cells[113] == "0")
            return cells[0..<22].joined(separator: ";")
        }
    }

    private func gaps(_ documents: DATEVDocument...) -> [String] {
        var batch = batch(documents)
        let made = batch.file(created: Self.created)
        #expect(made == nil)
        #expect(batch.gapCount == batch.gaps.count)
        return batch.gaps.map { "\($0.code.rawValue) \($0.place)" }
    }

    @Test func `a small file has exactly these bytes`() throws {
        var batch = batch([Self.document()])
        let made = batch.file(created: Self.created)
        let file = try #require(made)
        let columns = DATEVColumns.names.joined(separator: ";")
        let texts = ";\"\"" + String(repeating: ";\"\"", count: 13)
        let expected =
            "\"EXTF\";700;21;\"Buchungsstapel\";13;20260101000000000;;\"\";\"\";\"\";29098;55003;20260101;4;20260305;"
            + "20260305;\"März 2026\";\"\";1;0;0;\"EUR\";;\"\";;;\"\";;;\"\";\"\"\r\n" + columns + "\r\n"
            + "119,00;\"S\";\"EUR\";;;\"\";4980;79999;\"9\";0503;\"R-1\";\"\";;\"Müller & Söhne\";;\"\";;;;\"\";\"Beleg\";"
            + "\"https://a/b\"" + texts
            // Cost centres to additional information.
            + ";\"\";\"\";;\"\";;\"\";;;;;" + String(repeating: ";\"\"", count: 40)
            // Pieces to the account for a discount.
            + ";;;;\"\";;;;\"\";\"\";;\"\";;;;\"\";\"\";;\"\";;\"\";;\"\";\"\";;\"\";;0;;;;\"\";;\"\";\"\";;\"\";;\r\n"
        #expect(String(bytes: file, encoding: .windowsCP1252) == expected)
        #expect(file.contains(0xFC) && !file.contains(0xC3), "umlauts are one byte")
    }

    @Test func `the columns are DATEV's 125`() {
        #expect(DATEVColumns.names.count == 125 && Set(DATEVColumns.names).count == 125)
        #expect(DATEVColumns.names[20] == "Beleginfo - Art 1" && DATEVColumns.names[113] == "Festschreibung")
        #expect(DATEVColumns.names[124] == "Abw. Skontokonto")
    }

    @Test func `each tax line is a booking, whose amounts add up to the total`() throws {
        let rows = try rows(
            Self.document(
                ["number": "2026/17 ä.x"], ["amounts.total": 17_251],
                taxes: [["rate": 1900, "net": 10_000, "tax": 1900], ["rate": 700, "net": 5000, "tax": 350]],
                accounts: SupplierAccounts(expense: "3400", creditor: "70001")))
        #expect(rows.map { $0.components(separatedBy: ";")[0] } == ["119,01", "53,50"])
        #expect(rows.map { $0.components(separatedBy: ";")[8] } == ["\"9\"", "\"8\""])
        #expect(rows.allSatisfy { $0.contains(";3400;70001;") && $0.contains(";\"2026/17x\";") })
    }

    @Test func `a credit note and a negative amount go the other way`() throws {
        let tax = ["rate": 1900, "net": -10_000, "tax": -1900]
        let all = try [
            rows(Self.document(["kind": "creditNote"])),
            rows(Self.document(["kind": "creditNote"], ["amounts.total": -11_900], taxes: [tax])),
            rows(Self.document(["kind": "invoice"], ["amounts.total": -11_900], taxes: [tax])),
        ]
        for rows in all { #expect(rows.map { $0.prefix(10) } == ["119,00;\"H\""]) }
        let mixed = try rows(
            Self.document(
                [:], ["amounts.total": 8330],
                taxes: [["rate": 1900, "net": 10_000, "tax": 1900], ["rate": 1900, "net": -3000, "tax": -570]]))
        #expect(mixed.map { $0.prefix(9) } == ["119,00;\"S", "35,70;\"H\""])
    }

    @Test func `the tax is told by the rate, the category or the amounts`() throws {
        func key(_ document: DATEVDocument) throws -> String { try rows(document)[0].components(separatedBy: ";")[8] }
        let net = ["amounts.total": 10_000]
        #expect(try key(Self.document([:], net, taxes: [["rate": 0, "net": 10_000]], category: "AE")) == "\"94\"")
        #expect(try key(Self.document([:], net, taxes: [["rate": 0, "net": 10_000]], category: "E")) == "\"\"")
        #expect(
            gaps(Self.document([:], net, taxes: [["rate": 0, "net": 10_000]], category: "K"))
                == ["tax_key_missing datev.taxKeys"])
        let printed = ["amounts.total": 10_700, "amounts.subtotal": 10_000, "amounts.tax": 700]
        #expect(try key(Self.document([:], printed, taxes: [])) == "\"8\"")
    }

    @Test func `signs that the encoding lacks lose their accents, and texts are quoted`() throws {
        let rows = try rows(Self.document(["supplier.name": "Čapek \"Łódź\" € \u{7}Ltd"]))
        #expect(rows[0].contains(";\"Capek \"\"?ódz\"\" €  Ltd\";"))
        let long = try self.rows(
            Self.document(
                ["supplier.name": String(repeating: "n", count: 99), "number": String(repeating: "7", count: 99)]))
        #expect(long[0].contains("\"\(String(repeating: "n", count: 60))\""))
        #expect(long[0].contains("\"\(String(repeating: "7", count: 36))\""))
    }

    @Test func `everything that is missing is named`() {
        let empty = ["number": "", "date": "", "supplier.name": "", "amounts.currency": ""]
        #expect(
            gaps(Self.document(empty, [:], needsReview: true, accounts: SupplierAccounts(expense: "12345"))).sorted()
                == [
                    "account_invalid expenseAccount", "review_needed review.state",
                    "value_missing invoice.amounts.currency", "value_missing invoice.amounts.total",
                    "value_missing invoice.date", "value_missing invoice.number", "value_missing invoice.supplier.name",
                ])
        #expect(gaps(Self.document(["amounts.currency": "USD"])) == ["currency_unsupported invoice.amounts.currency"])
        #expect(gaps(Self.document([:], ["amounts.total": 99])) == ["totals_differ invoice.taxLines"])
        #expect(gaps(Self.document(taxes: [])) == ["value_missing invoice.taxLines"])
        #expect(
            gaps(Self.document(taxes: [["rate": 1600, "net": 10_000, "tax": 1900]]))
                == ["tax_key_missing datev.taxKeys"])
        #expect(gaps() == ["nothing_to_book jobs"])
    }

    @Test func `without an account neither of the supplier nor of the settings there is no booking`() {
        var settings = Self.settings
        settings.defaultAccount = nil
        settings.defaultCreditorAccount = nil
        var batch = DATEVBatch(settings, name: "")
        batch.add(Self.document())
        #expect(batch.gaps.map(\.place) == ["expenseAccount", "creditorAccount"])
        #expect(batch.gaps.allSatisfy { $0.code == .accountMissing && $0.job == Self.job })
    }

    @Test func `what is no claim is left out, and told`() throws {
        for kind in ["reminder", "statement", "deliveryNote", "orderConfirmation", "proForma", "other"] {
            var batch = batch([Self.document(), Self.document(["kind": kind], needsReview: true)])
            let made = batch.file(created: Self.created)
            #expect(batch.leftOut == 1 && made != nil)
        }
        let receipt = try rows(Self.document(["kind": "receipt", "number": ""]))
        #expect(receipt.count == 1 && receipt[0].contains(";0503;\"\";"))
    }

    @Test func `a file is of one fiscal year and books nothing twice`() {
        let other = Self.document(["date": "2025-12-31", "number": "R-2"])
        #expect(gaps(Self.document(), other) == ["fiscal_year_differs invoice.date"])
        #expect(gaps(Self.document(), Self.document()) == ["booked_twice invoice.number"])
        let days = CalendarDate("2026-01-01")!...CalendarDate("2026-12-31")!
        var batch = batch([Self.document(), other], days: days)
        let made = batch.file(created: Self.created)
        #expect(made != nil)
    }

    @Test func `a fiscal year need not begin in January`() throws {
        var settings = Self.settings
        settings.fiscalYearStart = CalendarDate("2020-07-01")!
        var batch = DATEVBatch(settings, name: "")
        batch.add(Self.document())
        batch.add(Self.document(["date": "2025-07-01", "number": "R-2"]))
        let made = batch.file(created: Self.created)
        let file = try #require(made)
        #expect(String(decoding: file.prefix(140), as: UTF8.self).contains(";55003;20250701;4;20250701;20260305;"))
    }
}
