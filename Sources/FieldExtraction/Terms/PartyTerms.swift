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
        parts(of: found.parties.supplier, "invoice.supplier.addressParts")
            + parts(of: found.parties.customer, "invoice.customer.addressParts")
    }

    private func parts(of party: PartyCandidate?, _ name: String) -> [Field?] {
        guard let party, party.address != nil else { return [] }
        let layout = analysis.layout
        let parts = AddressParts(party.addressTokens.map { .init(text: layout.text($0), tokens: $0) })
        func field(_ last: String, _ part: AddressParts.Part?) -> Field? {
            builder.text(
                "\(name).\(last)", part.map { Candidate(value: $0.text, score: Self.score, tokens: $0.tokens) })
        }
        return [
            field("street", parts.street), field("postalCode", parts.postalCode), field("city", parts.city),
            field("subdivision", parts.subdivision), field("country", parts.country),
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
