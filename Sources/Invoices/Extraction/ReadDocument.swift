/// All that is known of a document when its fields are looked for: pages as read, and exact data found beside them.
package struct ReadDocument: Sendable {
    package var pages: [Page]
    /// The e-invoice that was embedded in the document, or that the document is.
    package var electronicInvoice: ElectronicInvoice?
    /// What a person said; it overrules everything and has source `correction`.
    package var corrections: [Field]

    package init(pages: [Page], electronicInvoice: ElectronicInvoice? = nil, corrections: [Field] = []) {
        self.pages = pages
        self.electronicInvoice = electronicInvoice
        self.corrections = corrections
    }
}

/// An invoice that came as XML: exact data, no page needed.
package struct ElectronicInvoice: Sendable, Equatable {
    package enum Syntax: String, Sendable { case cii, ubl }

    package var syntax: Syntax
    /// The guideline it says it follows, e.g. `urn:factur-x.eu:1p0:basic`; empty when it does not say.
    package var profile: String
    /// Contract names and those beyond the contract; all with source `einvoice`.
    package var fields: [Field]
    /// What its values were that no field holds.
    package var findings: [Finding]

    /// Bytes of a profile; what a stranger writes behind them is left out.
    package static let longestProfile = 1000

    package init(syntax: Syntax, profile: String = "", fields: [Field] = [], findings: [Finding] = []) {
        self.syntax = syntax
        self.profile = profile.cut(toBytes: Self.longestProfile)
        self.fields = fields
        self.findings = findings
    }
}
