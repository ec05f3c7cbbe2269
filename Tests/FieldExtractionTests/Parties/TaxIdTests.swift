import Testing

@testable import FieldExtraction
@testable import Invoices

/// Whose a tax number is, and where it begins.
struct TaxIdTests {
    private func read(_ drawing: String, languages: [String] = []) -> Extraction {
        DrawnPage(drawing).read(languages: languages)
    }

    @Test(arguments: [
        ("VAT No 980 7806 84", "980780684"), ("VAT no. 980780684", "980780684"),
        ("Org.nr NO 123 456 785 MVA", "NO123456785MVA"),
    ])
    func `the last word of a label is no country`(line: String, number: String) throws {
        let extraction = read("Northmoor Timber Ltd\n14 Quay Road\nBristol BS1 5TY\n\n\(line)\n\nInvoice no. 118")
        let found = try #require(extraction["invoice.supplier.taxId"]?.value.text)
        #expect(TaxNumberCheck.normalised(found) == number)
    }

    @Test func `the number in the supplier's block, though the customer's has a surer form`() {
        let extraction = read(
            """
                                                       Vitali Alimentari S.r.l.
                                                       Corso Garibaldi 121
                                                       37121 Verona (VR)
                                                       P.Iva: 07658700153

            SPETT.LE
            Galli Informatica S.n.c.
            Via Roma, 25
            10121 Torino (TO)

            PARTITA IVA                                IT06046720154
            """)
        #expect(extraction["invoice.supplier.taxId"]?.value.text == "07658700153")
        #expect(extraction["invoice.customer.taxId"]?.value.text == "IT06046720154")
    }

    @Test func `a VAT number in the foot before a tax number in the block`() {
        let extraction = read(
            """
            Hausverwaltung Ebel GmbH
            Kanalweg 3
            48155 Münster
            Steuernummer: 201/113/40209

            Rechnung Nr. 118

            DE136695976
            """)
        #expect(extraction["invoice.supplier.taxId"]?.value.text == "DE136695976")
    }

    @Test(arguments: [("RFC: PTE190103E8A", "PTE190103E8A"), ("R.F.C. GOMA800101AB1", "GOMA800101AB1")])
    func `a Mexican number mixes letters and digits`(line: String, number: String) {
        let extraction = read(
            "Papelería Tezontle S.A. de C.V.\n\(line)\nCalle Pino 4\nC.P. 06010, CDMX", languages: ["es"])
        #expect(extraction["invoice.supplier.taxId"]?.value.text == number)
    }
}
