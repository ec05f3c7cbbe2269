import Testing

@testable import FieldExtraction
@testable import Invoices

struct AddressPartsTests {
    private func parts(_ address: String) -> [String?] {
        let parts = AddressParts([.init(text: address, tokens: 0..<1)])
        return [parts.street, parts.postalCode, parts.city, parts.subdivision, parts.country].map { $0?.text }
    }

    @Test(arguments: [
        ("Kanalweg 3, 48155 Münster, Deutschland", ["Kanalweg 3", "48155", "Münster", nil, "DE"]),
        ("Kanalweg 3, D-48155 Münster", ["Kanalweg 3", "48155", "Münster", nil, "DE"]),
        ("12 Rue du Port, 29200 Brest", ["12 Rue du Port", "29200", "Brest", nil, nil]),
        ("Herengracht 10, 1015 BN Amsterdam, Nederland", ["Herengracht 10", "1015 BN", "Amsterdam", nil, "NL"]),
        ("14 Mill Lane, Bath BA1 4QT", ["14 Mill Lane", "BA1 4QT", "Bath", nil, nil]),
        ("14 Mill Lane, Bath, BA1 4QT, United Kingdom", ["14 Mill Lane", "BA1 4QT", "Bath", nil, "GB"]),
        ("9 Dock Road, Seattle, WA 98101", ["9 Dock Road", "98101", "Seattle", "WA", nil]),
        ("9 Dock Road, Seattle WA 98101-2210, USA", ["9 Dock Road", "98101-2210", "Seattle", "WA", "US"]),
        ("418 Birch Street, Kelowna BC V1Y 4N7", ["418 Birch Street", "V1Y 4N7", "Kelowna", "BC", nil]),
        ("ul. Lipowa 4, 00-950 Warszawa, Polska", ["ul. Lipowa 4", "00-950", "Warszawa", nil, "PL"]),
        ("Storgatan 5, 114 55 Stockholm", ["Storgatan 5", "114 55", "Stockholm", nil, nil]),
        ("Liepu iela 5, Cēsis, LV-4101", ["Liepu iela 5", "LV-4101", "Cēsis", nil, "LV"]),
        ("Via Roma 3, 20121 Milano (MI)", ["Via Roma 3", "20121", "Milano", "MI", nil]),
        ("Via Ostiense 7, 00187 Roma RM, Italia", ["Via Ostiense 7", "00187", "Roma", "RM", "IT"]),
        ("Kanalweg 3, FL-9490 Vaduz", ["Kanalweg 3", "9490", "Vaduz", nil, "LI"]),
        ("Kanalweg 3, CH-8400 Winterthur", ["Kanalweg 3", "8400", "Winterthur", nil, "CH"]),
        ("3 Quay Lane, Dublin D02 X285, Ireland", ["3 Quay Lane", "D02 X285", "Dublin", nil, "IE"]),
        ("4 Lake Road, Nagar Tal - 481516, India", ["4 Lake Road", "481516", "Nagar Tal", nil, "IN"]),
        ("Jr. Ayacucho 54, Lima 15046", ["Jr. Ayacucho 54", "15046", "Lima", nil, nil]),
        ("Rua Azul 9, CEP 27704-970", ["Rua Azul 9", "27704-970", nil, nil, nil]),
        ("Rua Azul 9, 01310-100 São Paulo, Brasil", ["Rua Azul 9", "01310-100", "São Paulo", nil, "BR"]),
        ("Rua do Sol 8, 1000-001 Lisboa, Portugal", ["Rua do Sol 8", "1000-001", "Lisboa", nil, "PT"]),
    ])
    func `an address in parts`(address: String, expected: [String?]) {
        #expect(parts(address) == expected)
    }

    @Test func `what has no known form is left out`() {
        #expect(parts("Gewerbepark Nord") == [nil, nil, nil, nil, nil])
        #expect(parts("Lindenallee 7 33602 Bielefeld Nord")[0] == nil)
        // No country has these letters, and no state of the United States those.
        #expect(parts("Kanalweg 3, XQ-9490 Vaduz")[1] == nil)
        #expect(parts("Order desk, Postbox PO 45123")[3] == nil)
        #expect(parts("Lager Nord, HRB 481516")[1] == nil)
        #expect(parts("Lager Nord, HRB 48151")[1] == nil)
    }
}
