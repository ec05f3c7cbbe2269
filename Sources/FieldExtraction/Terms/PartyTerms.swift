import Invoices

/// The terms of supplier and customer: the parts of their addresses, their numbers, how the supplier is reached.
struct PartyTerms {
    private let analysis: DocumentAnalysis
    private let found: HeaderTerms.Found
    private let builder: FieldBuilder
    private let place: PartyPlace

    init(_ analysis: DocumentAnalysis, _ found: HeaderTerms.Found) {
        self.analysis = analysis
        self.found = found
        builder = FieldBuilder(layout: analysis.layout)
        place = PartyPlace(analysis.layout, found.parties)
    }

    /// A part is as sure as its address is clear in form.
    private static let score = 2.2

    func addresses() -> [Field?] {
        parts(of: found.parties.supplier, role: "supplier") + parts(of: found.parties.customer, role: "customer")
    }

    private func parts(of party: PartyCandidate?, role: String) -> [Field?] {
        guard let party, party.address != nil else { return [] }
        let layout = analysis.layout
        let parts = AddressParts(party.addressTokens.map { .init(text: layout.text($0), tokens: $0) })
        func field(_ name: String, _ part: AddressParts.Part?) -> Field? {
            builder.text(name, part.map { Candidate(value: $0.text, score: Self.score, tokens: $0.tokens) })
        }
        return [
            field("invoice.\(role).addressParts.street", parts.street),
            field("invoice.\(role).addressParts.postalCode", parts.postalCode),
            field("invoice.\(role).addressParts.city", parts.city),
            field("invoice.\(role).addressParts.subdivision", parts.subdivision),
            field("invoice.\(role).addressParts.country", parts.country),
        ]
    }

    func numbers() -> [Field?] {
        let choice = TaxIdChoice(analysis, found.parties)
        let own = choice.supplierTaxId(among: found.taxIds)
        let registers = RegistrationFinder(analysis, place)
        let taxNumber = registers.taxNumber(among: found.taxIds)
        let taken = Set((found.taxIds.map(\.value) + [found.number?.value].compactMap { $0 }).map(IdentifierFinder.key))
        let contact = ContactFinder(analysis, place)
        return [
            builder.text(
                "invoice.customer.taxId", choice.customerTaxId(among: found.taxIds, supplier: own?.value)),
            builder.text("invoice.supplier.taxNumber", taxNumber),
            builder.text("invoice.supplier.registrationNumber", registers.registrationNumber(besides: taken)),
            builder.text("invoice.supplier.contact.email", contact.email()),
            builder.text("invoice.supplier.contact.phone", contact.phone()),
        ]
    }
}
