import Testing

@testable import Invoices

struct SupplierProofsTests {
    private static func proofs(_ texts: [String: String]) -> SupplierProofs {
        SupplierProofs(
            fields: texts.map {
                Field(
                    name: "invoice." + $0.key, value: .text($0.value), rawText: $0.value, confidence: 1,
                    source: .textLayer)
            })
    }

    @Test(
        arguments: [
            (SupplierProof.Kind.vatNumber, "de 123 456 788", "DE123456788"), (.vatNumber, "GR123456783", "EL123456783"),
            (.vatNumber, "CHE-123.456.788 MWST", "CHE123456788"), (.taxNumber, "12/345/67890", "1234567890"),
            (.iban, "DE89 3704 0044 0532 0130 00", "DE89370400440532013000"),
            (.domain, "Info@Muster.example", "muster.example"),
            (.domain, "https://www.muster-gmbh.de/shop?x=1", "muster-gmbh.de"),
        ])
    func `numbers are compared without blanks and signs`(kind: SupplierProof.Kind, text: String, expected: String) {
        #expect(SupplierProof(kind, text)?.value == expected)
    }

    @Test(
        arguments: [
            (SupplierProof.Kind.domain, "somebody@gmail.com"), (.domain, "x@gmx.net"), (.domain, "x@yahoo.co.uk"),
            (.domain, "0088:4012345000009"), (.domain, "muster"), (.domain, "a@-b.de"), (.iban, "DE89"),
            (.vatNumber, ""), (.taxNumber, "1 2"),
        ])
    func `addresses at free providers and texts of another form prove nothing`(kind: SupplierProof.Kind, text: String) {
        #expect(SupplierProof(kind, text) == nil)
    }

    @Test func `a document's proofs come the strongest first, each once`() {
        let proofs = Self.proofs([
            "supplier.name": "Müller & Söhne GmbH", "supplier.taxId": "123456788",
            "supplier.addressParts.country": "DE", "supplier.addressParts.city": "Köln",
            "supplier.registrationNumber": "HRB 1234", "payment.iban": "DE89 3704 0044 0532 0130 00",
            "supplier.contact.email": "a@mueller.de", "supplier.electronicAddress": "b@mueller.de",
        ])
        #expect(
            proofs.all.map { "\($0.kind) \($0.value)" } == [
                "vatNumber DE123456788", "registrationNumber HRB1234KOLN", "iban DE89370400440532013000",
                "domain mueller.de", "nameWithPlace mullersohnegmbh@koln", "name mullersohnegmbh",
            ])
    }

    @Test func `a register's short number counts with its place only; a national number without`() {
        #expect(Self.proofs(["supplier.registrationNumber": "HRB 1234"]).all.isEmpty)
        #expect(Self.proofs(["supplier.registrationNumber": "552 081 317"]).all.map(\.value) == ["552081317"])
    }

    @Test func `the postal code of an address is a place`() {
        let proofs = Self.proofs(["supplier.name": "Nord AG", "supplier.address": "Weg 12, 20095 Hamburg"])
        #expect(proofs.values(of: .nameWithPlace) == ["nordag@20095"])
    }
}
