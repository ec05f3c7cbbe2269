import JSON
import Testing

@testable import FieldExtraction
@testable import Invoices

/// Who sells and who buys where no heading says so.
struct PartyModelTests {
    @Test func `beside the sender a customer with a tax number stays the customer`() {
        let read = DrawnPage(
            """
            Gannon Boat Works Ltd                                  Lowther Signs LLP
            12 Harbour Street                                      61a Elm Row
            Exeter, EX4 3PL                                        Manchester, M4 5DR
            Tel. +44 186 193862                                    VAT No.: GB980780684
            billing@gannon-online.example

            Invoice
            Invoice Number: 5512 Invoice date: 16 December 2024

            Units   Item description      Price      Net
            20      Cordless drill        10.00      200.00

            Net total 200.00   VAT 20% 40.00   Amount due 240.00

            Gannon Boat Works Ltd | 12 Harbour Street, Exeter, EX4 3PL
            """
        ).read()
        #expect(read["invoice.supplier.name"]?.value.text == "Gannon Boat Works Ltd")
        #expect(read["invoice.customer.name"]?.value.text == "Lowther Signs LLP")
    }

    @Test func `a salutation over a table makes no customer of the table's head`() {
        let read = DrawnPage(
            """
            Panificadora Harmal S.A.
            Avenida da Liberdade, 102
            3000-213 Coimbra
            Telef. +351 225 056870
            office@harmal.example

            Materiais Quenbro Lda.
            Rua das Flores, 151
            3000-213 Coimbra

            FATURA
            Fatura n.º: K417 Data de emissão: 2026-02-13

            Exmos. Senhores,

            P. Unitário   Artigo            Quant.   Valor líquido
            115,39        Cadeira           10       1 153,90

            Total EUR 1 153,90
            """
        ).read()
        #expect(read["invoice.customer.name"]?.value.text == "Materiais Quenbro Lda.")
    }

    @Test func `part of a domain tells whose it is`() {
        let layout = Layout([DrawnPage("info@mueller-shop.example").page(1)])
        #expect(WebName(layout).supports("Müller GmbH"))
        #expect(!WebName(layout).supports("Weber GmbH"))
    }

    @Test func `the file weighs what the program tells`() throws {
        let file = try JSONReader.read(FieldExtraction.PackageResources.parties_json)
        for role in ["supplier", "customer"] {
            let names = try #require(file[role]?.members).map(\.name)
            #expect(Set(names) == Set(PartyEvidence.allCases.map(\.rawValue)))
        }
        #expect(try Set(#require(file["pair"]?.members).map(\.name)) == Set(PartyRelation.allCases.map(\.rawValue)))
    }
}
