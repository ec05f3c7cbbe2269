package import Invoices

/// Reads electronic invoices: CII (ZUGFeRD 1 and 2, Factur-X, XRechnung), UBL (Peppol, XRechnung, NLCIUS), FatturaPA, Facturae
/// and KSeF.
package enum EInvoice {
    /// The most bytes; attachments are most of so large a document.
    package static let maximumSize = 32 << 20

    /// Throws unless the bytes are a well-formed invoice within the limits, bare, signed or in another document.
    package static func read(_ bytes: [UInt8]) throws(EInvoiceError) -> ElectronicInvoice {
        let root = try Envelope.invoice(in: try XMLDocument.read(try SignedDocument.content(of: bytes)))
        guard let syntax = syntax(of: root) else { throw .notAnInvoice }
        return try invoice(root, syntax)
    }

    /// Loads the tables of all formats and the code lists, so that processes forked afterwards have them.
    package static func prepare() {
        for syntax in ElectronicInvoice.Syntax.allCases { _ = TermTable.of(syntax) }
        for list in CodeLists.Name.allCases { _ = CodeLists.count(of: list) }
    }

    static func syntax(of root: XMLNode) -> ElectronicInvoice.Syntax? { roots[root.name] }

    /// The names of the outermost elements.
    private static let roots: [String: ElectronicInvoice.Syntax] = [
        "CrossIndustryInvoice": .cii, "CrossIndustryDocument": .cii, "Invoice": .ubl, "CreditNote": .ubl,
        "DebitNote": .ubl, "SelfBilledInvoice": .ubl, "SelfBilledCreditNote": .ubl,
        "FatturaElettronica": .fatturapa, "Facturae": .facturae, "Faktura": .ksef,
    ]

    private static func invoice(
        _ root: XMLNode, _ syntax: ElectronicInvoice.Syntax
    ) throws(EInvoiceError) -> ElectronicInvoice {
        let several = SeveralInvoices.finding(leavingOneIn: root)
        let reader = TermReader(root, syntax)
        let terms = try reader.fields.all()
        let profile = terms.first { $0.name == "specificationIdentifier" }?.value.text ?? ""
        let findings = BusinessRules.findings(TermValues(terms), syntax, profile: profile)
        let shown =
            terms.filter { !JudgedTerms.contain($0.name) } + ImpliedTerms.of(terms, root: root.name)
            + [KindOfInvoice.field(root, syntax, terms)]
        return ElectronicInvoice(
            syntax: syntax, profile: profile, fields: shown,
            findings: reader.fields.findings + (several.map { [$0] } ?? []) + findings)
    }
}
