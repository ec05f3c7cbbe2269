import Testing

@testable import FieldExtraction
@testable import Invoices

/// Parties that a form's labels name, and the lines of their addresses.
struct PartyFormTests {
    private func expectParties(
        _ drawing: String, _ expected: [String: String], location: SourceLocation = #_sourceLocation
    ) {
        let extraction = DrawnPage(drawing).read()
        for (name, value) in expected {
            #expect(extraction["invoice." + name]?.value.text == value, "\(name)", sourceLocation: location)
        }
    }

    @Test func `labels and values in columns of their own`() {
        let drawing = """
            Suministros Alborada S.A.C.                           R.U.C. 20512345671
            Av. Larco 816, Trujillo 13001

            SEÑOR(ES):        Bodegas Quispe E.I.R.L.             FECHA:   2026-01-19
            RUC:              20587654329
            DIRECCIÓN:        Jr. Ayacucho 54, Lima 15046

            TOTAL A PAGAR: S/ 8,394.52
            """
        expectParties(
            drawing,
            [
                "supplier.name": "Suministros Alborada S.A.C.",
                "supplier.address": "Av. Larco 816, Trujillo 13001", "supplier.taxId": "20512345671",
                "customer.name": "Bodegas Quispe E.I.R.L.", "customer.address": "Jr. Ayacucho 54, Lima 15046",
                "customer.taxId": "20587654329",
            ])
    }

    @Test func `two forms side by side`() {
        let drawing = """
            Furnizor: Tâmplăria Cerbul SRL                     Cumpărător: Pensiunea Bradul SRL
            CIF: RO18547290                                    CIF: RO14399840
            Adresa: Str. Fabricii nr. 8, 400620 Cluj-Napoca    Adresa: Str. Lungă nr. 21, 407042 Beliș

            FACTURA nr. 1182 din 12.03.2024
            Total 952,00 lei
            """
        expectParties(
            drawing,
            [
                "supplier.name": "Tâmplăria Cerbul SRL",
                "supplier.address": "Str. Fabricii nr. 8, 400620 Cluj-Napoca", "supplier.taxId": "RO18547290",
                "customer.name": "Pensiunea Bradul SRL",
                "customer.address": "Str. Lungă nr. 21, 407042 Beliș", "customer.taxId": "RO14399840",
            ])
    }

    @Test func `a form in two columns under headings`() {
        let drawing = """
            Supplier details                              Customer details
            Name: Larkspur Media Ltd                      Name: Bramley Books Ltd
            Street: 5 High Street                         Street: 18 Station Road
            City: Leeds                                   City: York
            Postcode: LS1 4AP                             Postcode: YO1 6GA

            Invoice number: 118       Invoice date: 12/03/2024
            """
        expectParties(
            drawing,
            [
                "supplier.name": "Larkspur Media Ltd", "supplier.address": "5 High Street, Leeds, LS1 4AP",
                "customer.name": "Bramley Books Ltd", "customer.address": "18 Station Road, York, YO1 6GA",
            ])
    }

    @Test func `a grid with each value beneath its label`() {
        let drawing = """
            Serralheria Jatobá Ltda

            DESTINATÁRIO / REMETENTE
            NOME/RAZÃO SOCIAL                              CNPJ/CPF
            Mercado Ipê Ltda                               77.635.108/0001-85
            ENDEREÇO                                       BAIRRO
            Rua das Acácias, 104                           Centro
            """
        expectParties(
            drawing, ["customer.name": "Mercado Ipê Ltda", "customer.address": "Rua das Acácias, 104"])
    }

    @Test(arguments: [
        // Towns before their codes, in one line with the street.
        ("Shop No. 12, Ring Road, Pune 411004", "Shop No. 12, Ring Road, Pune 411004"),
        ("No. 8, Temple Road, Madurai 625001", "No. 8, Temple Road, Madurai 625001"),
        // A code of two groups behind a street.
        ("Husova 27, 460 01 Liberec", "Husova 27, 460 01 Liberec"),
        // The town in the line beneath its code, and the other way round.
        ("Langstrasse 27, 9000\nSt. Gallen", "Langstrasse 27, 9000, St. Gallen"),
        ("6720 Szeged\nPetőfi utca 12.", "6720 Szeged, Petőfi utca 12."),
        ("Rua da Mata, 45\nCEP 27704-970\nCuritiba - PR", "Rua da Mata, 45, CEP 27704-970, Curitiba - PR"),
        ("PO Box 4410\nDenver, CO 80201", "PO Box 4410, Denver, CO 80201"),
        // No code at all.
        ("Bridge Road\nWestport", "Bridge Road, Westport"),
    ])
    func `the lines of an address`(lines: String, address: String) {
        let extraction = DrawnPage(
            """
            Invoice no. 118

            Bill to:
            Harrow Trading Ltd
            \(lines)
            """
        ).read()
        #expect(extraction["invoice.customer.name"]?.value.text == "Harrow Trading Ltd")
        #expect(extraction["invoice.customer.address"]?.value.text == address)
    }

    @Test func `a VAT number alone is no line of an address`() {
        let extraction = DrawnPage("Invoice no. 118\n\nBill to:\nHarrow Trading Ltd\nDE136695976\n9930").read()
        #expect(extraction["invoice.customer.name"]?.value.text == "Harrow Trading Ltd")
        #expect(extraction["invoice.customer.address"] == nil)
    }

    @Test func `a legal form in the line beneath the name`() {
        let drawing = """
            Odběratel:
            Veselý & Kučera Kancelářské potřeby
            s.r.o.
            Husova 27
            460 01 Liberec
            """
        expectParties(drawing, ["customer.name": "Veselý & Kučera Kancelářské potřeby s.r.o."])
    }

    @Test func `a person addressed by courtesy`() {
        let drawing = """
            Toitures Kerbrat SARL
            12 rue des Ardoises
            29200 Brest
            Tél. 02 98 00 11 22
                                                     Mme Solène Quéméner
                                                     5 allée des Genêts
                                                     29860 Plabennec
            Facture n° 2024-77
            """
        expectParties(
            drawing, ["supplier.name": "Toitures Kerbrat SARL", "customer.name": "Mme Solène Quéméner"])
    }
}
