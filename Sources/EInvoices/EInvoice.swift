package import Invoices

/// Reads electronic invoices: CII (ZUGFeRD 1 and 2, Factur-X, XRechnung), UBL (Peppol, XRechnung, NLCIUS) and FatturaPA.
package enum EInvoice {
    /// The most bytes; attachments are most of so large a document.
    package static let maximumSize = 32 << 20

    /// Throws unless the bytes are a well-formed invoice within the limits.
    package static func read(_ bytes: [UInt8]) throws(EInvoiceError) -> ElectronicInvoice {
        let root = Self.unwrapped(try XMLDocument.read(bytes))
        guard let syntax = roots[root.name] else { throw .notAnInvoice }
        return try invoice(root, syntax)
    }

    /// The names of the outermost elements.
    private static let roots: [String: ElectronicInvoice.Syntax] = [
        "CrossIndustryInvoice": .cii, "CrossIndustryDocument": .cii, "Invoice": .ubl, "CreditNote": .ubl,
        "FatturaElettronica": .fatturapa,
    ]

    /// The invoice in a Standard Business Document, as Peppol's network carries it.
    private static func unwrapped(_ root: XMLNode) -> XMLNode {
        guard root.name == "StandardBusinessDocument" else { return root }
        return root.children.first { $0.name != "StandardBusinessDocumentHeader" } ?? root
    }

    private static func invoice(
        _ root: XMLNode, _ syntax: ElectronicInvoice.Syntax
    ) throws(EInvoiceError) -> ElectronicInvoice {
        let others = leaveOneBody(root)
        let reader = TermReader(root, syntax)
        let terms = try reader.fields.all()
        let profile = terms.first { $0.name == "specificationIdentifier" }?.value.text ?? ""
        let kind = kind(of: root, terms)
        var findings = reader.fields.findings
        if others > 0 {
            let message =
                "The file holds \(others + 1) invoices; the first one was read. Send each in a file of its own."
            findings.append(
                Finding(field: "invoice.number", severity: .error, message: message, code: .severalInvoices))
        }
        findings += BusinessRules.findings(TermValues(terms), syntax, profile: profile)
        return ElectronicInvoice(
            syntax: syntax, profile: profile,
            fields: terms.filter { $0.name != "specificationIdentifier" } + [kind] + pricesWithoutTax(of: root, terms),
            findings: findings)
    }

    /// FatturaPA may have several invoices of one supplier to one customer, a body each; how many were taken away.
    private static func leaveOneBody(_ root: XMLNode) -> Int {
        let bodies = root.children.filter { $0.name == "FatturaElettronicaBody" }
        guard bodies.count > 1 else { return 0 }
        root.children.removeAll { $0.name == "FatturaElettronicaBody" && $0 !== bodies[0] }
        return bodies.count - 1
    }

    /// Prices and amounts of lines are without VAT in each of the syntaxes (BT-131, BT-146).
    private static func pricesWithoutTax(of root: XMLNode, _ terms: [Field]) -> [Field] {
        guard terms.contains(where: { $0.name.hasPrefix("lineItems[") }) else { return [] }
        return [
            Field(
                name: "invoice.amountsIncludeTax", value: .flag(false), rawText: root.name, confidence: 0.99,
                source: .einvoice)
        ]
    }

    private static func kind(of root: XMLNode, _ terms: [Field]) -> Field {
        let code = terms.first { $0.name == "invoice.typeCode" }
        let kind = code?.value.text.flatMap(DocumentKind.init(typeCode:))
        let shown = kind ?? (root.name == "CreditNote" ? .creditNote : .invoice)
        return Field(
            name: "invoice.kind", value: .text(shown.rawValue), rawText: code?.rawText ?? root.name, confidence: 0.99,
            source: .einvoice)
    }
}
