/// An invoice that came as XML: exact data, no page needed.
package struct ElectronicInvoice: Sendable, Equatable {
    package enum Syntax: String, Sendable, CaseIterable { case cii, ubl, fatturapa, facturae, ksef }

    package var syntax: Syntax
    /// The guideline it says it follows, e.g. `urn:factur-x.eu:1p0:basic`; empty when it does not say.
    package var profile: String
    /// Contract names and those beyond the contract; all with source `einvoice`.
    package var fields: [Field]
    /// What its values were that no field holds.
    package var findings: [Finding]

    /// The most bytes of a profile's name; longer names are cut, since the document is not trusted.
    package static let longestProfile = 1000

    package init(syntax: Syntax, profile: String = "", fields: [Field] = [], findings: [Finding] = []) {
        self.syntax = syntax
        self.profile = profile.cut(toBytes: Self.longestProfile)
        self.fields = fields
        self.findings = findings
    }

    /// Forgets the places on other pages: a client has put its own pages there.
    package mutating func leaveOutPlaces(except pages: [Int]) {
        let pages = Set(pages)
        fields = fields.map { field in
            guard let page = field.page, !pages.contains(page) else { return field }
            var field = field
            (field.page, field.box) = (nil, nil)
            return field
        }
    }
}
