/// What a document says of who its supplier is: made of its fields, normalised, in one form for every module.
///
/// It is what the document claims: anybody can print another's numbers. A proof counts once a person has confirmed it.
package struct SupplierProofs: Sendable, Equatable {
    /// Each once, the strongest first; of a kind in the order of the fields.
    package let all: [SupplierProof]
    /// As it is printed; nil if no name was found.
    package let name: String?
    package let tradingName: String?

    package init(_ extraction: Extraction) { self.init(fields: extraction.fields) }

    package init(fields: [Field]) {
        func text(_ name: String) -> String? { fields.first { $0.name == name }?.value.text }
        func supplier(_ name: String) -> String? { text("invoice.supplier." + name) }
        let place = Self.place(
            city: supplier("addressParts.city"), postalCode: supplier("addressParts.postalCode"),
            address: supplier("address"))
        name = supplier("name")
        tradingName = supplier("tradingName")
        let domains = ["contact.email", "electronicAddress"].compactMap(supplier)
        let texts: [(SupplierProof.Kind, String?)] =
            [
                (.vatNumber, Self.vatNumber(supplier("taxId"), country: supplier("addressParts.country"))),
                (.taxNumber, supplier("taxNumber")),
                (.registrationNumber, Self.registration(supplier("registrationNumber"), place: place)),
                (.iban, text("invoice.payment.iban")),
            ] + domains.map { (.domain, $0) }
            + [(.nameWithPlace, Self.nameWithPlace(name, place)), (.name, name), (.name, tradingName)]
        var seen: Set<SupplierProof> = []
        all = texts.compactMap { kind, text in text.flatMap { SupplierProof(kind, $0) } }
            .filter { seen.insert($0).inserted }
    }

    package func values(of kind: SupplierProof.Kind) -> [String] { all.filter { $0.kind == kind }.map(\.value) }

    // MARK: -

    /// A number without its country's letters gets those of the address.
    private static func vatNumber(_ text: String?, country: String?) -> String? {
        guard let text, let first = SupplierProof.plain(text).first else { return nil }
        guard first.isNumber, let country, country.count == 2, country.allSatisfy(\.isLetter) else { return text }
        return country + text
    }

    /// Courts give the same short numbers, so one counts with its place only.
    private static func registration(_ text: String?, place: String?) -> String? {
        guard let text else { return nil }
        let digits = text.filter(\.isNumber).count
        if digits >= nationalDigits { return text }
        return place.map { text + $0 }
    }

    /// Digits of a register that is one for the country, such as SIREN, UID or Companies House.
    private static let nationalDigits = 8

    private static func nameWithPlace(_ name: String?, _ place: String?) -> String? {
        guard let name = name.flatMap(SupplierProof.comparable), let place else { return nil }
        return name + "@" + place
    }

    /// The postal code, which an address that is one text has too, else the city; without blanks and signs.
    private static func place(city: String?, postalCode: String?, address: String?) -> String? {
        if let code = postalCode.flatMap(SupplierProof.comparable) { return code }
        let numbers = (address ?? "").split { !$0.isNumber && !$0.isLetter }.filter { word in
            word.count >= shortestPostalCode && word.allSatisfy(\.isNumber)
        }
        return numbers.last.map { String($0) } ?? city.flatMap(SupplierProof.comparable)
    }

    private static let shortestPostalCode = 4
}
