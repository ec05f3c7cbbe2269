import Testing

@testable import FieldExtraction
@testable import Invoices

/// Taxes by rate, prepayments and rounding, as pages print them.
struct TaxBreakdownTests {
    private func read(_ drawing: String) -> Extraction {
        Extractor().extract(ReadDocument(pages: [DrawnPage(drawing).page(1)]))
    }

    private func invoice(_ totals: String) -> Extraction {
        read(
            """
            Weidenkamp Holzbau GmbH
            Am Sägewerk 3, 29525 Uelzen

            Rechnung Nr. 4711-25                           Rechnungsdatum 04.03.2025

            Bezeichnung                     Menge     Einzelpreis     Gesamtpreis
            Balken                              2          100,00          200,00
            Fachbuch                            1          100,00          100,00

            \(totals)
            """)
    }

    private func taxes(_ extraction: Extraction) -> [[String?]] {
        extraction.invoice.rows(of: InvoiceField.taxLines).map { row in
            ["rate", "net", "tax", "gross"].map { name in
                InvoiceField.taxLines[column: name].flatMap { row[$0]?.amount?.literal }
            }
        }
    }

    private func value(_ extraction: Extraction, _ name: String) -> String? {
        extraction["invoice.amounts.\(name)"]?.value.amount?.literal
    }

    @Test func `the rate of a single tax belongs to the net above it`() {
        let extraction = invoice(
            """
                                               Nettobetrag                 300,00
                                               zzgl. 19 % MwSt.             57,00
                                               Gesamtbetrag                357,00
            """)
        #expect(taxes(extraction) == [["19", "300", "57", nil]])
    }

    @Test func `each rate has its own net in brackets`() {
        let extraction = invoice(
            """
                                               Nettobetrag                 300,00
                                               MwSt. 19 % (200,00)          38,00
                                               MwSt. 7 % (100,00)            7,00
                                               Gesamtbetrag                345,00
            """)
        #expect(taxes(extraction) == [["19", "200", "38", nil], ["7", "100", "7", nil]])
        #expect(extraction.invoice.tax?.literal == "45")
    }

    @Test func `a printed basis beside goods without tax is kept, and makes the tax`() {
        let extraction = invoice(
            """
                                               Nettobetrag                 300,00
                                               MwSt. 19 % (200,00)          38,00
                                               Gesamtbetrag                338,00
            """)
        #expect(taxes(extraction) == [["19", "200", "38", nil]])
        #expect(extraction.findings.allSatisfy { $0.code != .taxRate })
    }

    @Test func `a printed basis that does not make the tax gives way to the net`() {
        let extraction = invoice(
            """
                                               Nettobetrag                 300,00
                                               MwSt. 16 % (200,00)          57,00
                                               Gesamtbetrag                357,00
            """)
        let found = extraction.findings.filter { $0.code == .taxRate }
        #expect(found.map(\.message) == ["16 % of 300.00 is 48.00, but the invoice's tax is 57.00."])
    }

    @Test func `a table of taxes has net, tax and both together`() {
        let extraction = invoice(
            """
                MwSt-Satz            Netto        MwSt       Brutto
                19 %                200,00       38,00       238,00
                7 %                 100,00        7,00       107,00

                                               Nettobetrag                 300,00
                                               MwSt.                        45,00
                                               Gesamtbetrag                345,00
            """)
        #expect(taxes(extraction) == [["19", "200", "38", "238"], ["7", "100", "7", "107"]])
    }

    @Test(arguments: ["zzgl. 16 % MwSt. ", "MwSt. 16 %       "])
    func `a rate that does not make the tax is told`(label: String) {
        let extraction = invoice(
            """
                                               Nettobetrag                 300,00
                                               \(label)            57,00
                                               Gesamtbetrag                357,00
            """)
        let found = extraction.findings.filter { $0.code == .taxRate }
        #expect(found.map(\.message) == ["16 % of 300.00 is 48.00, but the invoice's tax is 57.00."])
    }

    @Test func `a tax that is off by more than the lines of its own rate can round is told`() {
        let lines = (1...12).map { number in
            "    Brett \(10 + number)                        1          100,00       19 %          100,00"
        }
        let extraction = read(
            """
            Weidenkamp Holzbau GmbH
            Am Sägewerk 3, 29525 Uelzen

            Rechnung Nr. 4711-25                           Rechnungsdatum 04.03.2025

            Bezeichnung                     Menge     Einzelpreis       USt          Gesamtpreis
            \(lines.joined(separator: "\n"))
                Fachbuch                        1          100,00        7 %          100,00

                                               Nettobetrag                1.300,00
                                               MwSt. 19 % (1.200,00)        228,00
                                               MwSt. 7 % (100,00)             7,05
                                               Gesamtbetrag               1.535,05
            """)
        let found = extraction.findings.filter { $0.code == .taxRate }
        #expect(found.map(\.message) == ["7 % of 100.00 is 7.00, but the invoice's tax is 7.05."])
    }

    @Test func `a rate in a heading with its tax beneath is judged, too`() {
        let extraction = invoice(
            """
                   Nettobetrag          MwSt. 16 %         Gesamtbetrag
                        300,00               57,00               357,00
            """)
        #expect(extraction.findings.contains { $0.code == .taxRate })
    }

    @Test func `nets in brackets that are not read whole are left out`() {
        let extraction = invoice(
            """
                                               Nettobetrag               12 995,14
                                               MwSt. 20 % (12 954,41)     2 590,88
                                               MwSt. 10 % (40,73)             4,07
                                               Gesamtbetrag              15 590,09
            """)
        #expect(extraction.findings.allSatisfy { $0.code != .taxRate })
    }

    @Test func `a wrong rate in a table of taxes is told`() {
        let extraction = invoice(
            """
                MwSt-Satz            Netto        MwSt
                9 %                 200,00       38,00
                7 %                 100,00        7,00

                                               Nettobetrag                 300,00
                                               MwSt.                        45,00
                                               Gesamtbetrag                345,00
            """)
        #expect(extraction.findings.contains { $0.code == .taxRate && $0.field == "invoice.taxLines[0].tax" })
    }

    @Test func `a deposit that was paid leaves the amount due`() {
        let extraction = invoice(
            """
                                               Nettobetrag                 300,00
                                               zzgl. 19 % MwSt.             57,00
                                               Gesamtbetrag                357,00
                                               Anzahlung                  -100,00
                                               Zu zahlen                   257,00
            """)
        #expect(value(extraction, "total") == "357")
        #expect(value(extraction, "prepaid") == "100")
        #expect(value(extraction, "amountDue") == "257")
        #expect(extraction.findings.allSatisfy { $0.code != .totals })
    }

    @Test func `a balance of earlier invoices is no prepayment`() {
        let extraction = invoice(
            """
                                               Nettobetrag                 300,00
                                               zzgl. 19 % MwSt.             57,00
                                               Gesamtbetrag                357,00
                                               Zahlung                     100,00
                                               Zu zahlen                   457,00
            """)
        #expect(value(extraction, "prepaid") == nil)
        #expect(extraction.findings.allSatisfy { $0.code != .totals })
    }

    @Test func `an amount due that the deposit does not leave is an error`() {
        let extraction = invoice(
            """
                                               Nettobetrag                 300,00
                                               zzgl. 19 % MwSt.             57,00
                                               Gesamtbetrag                357,00
                                               Anzahlung                  -100,00
                                               Zu zahlen                   275,00
            """)
        #expect(
            extraction.findings.contains {
                $0.field == "invoice.amounts.amountDue" && $0.severity == .error && $0.code == .totals
            })
    }
}
