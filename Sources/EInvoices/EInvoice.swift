package import Invoices

/// Reads electronic invoices: CII (ZUGFeRD 1 and 2, Factur-X, XRechnung) and UBL.
package enum EInvoice {
    /// The most bytes; an invoice of a thousand lines has a tenth of that.
    package static let maximumSize = 16 << 20

    /// Throws unless the bytes are a well-formed invoice within the limits.
    package static func read(_ bytes: [UInt8]) throws(EInvoiceError) -> ElectronicInvoice {
        let root = Self.unwrapped(try XMLTree.read(bytes))
        return switch root.name {
        case "CrossIndustryInvoice", "CrossIndustryDocument": try invoice(root, .cii)
        case "Invoice", "CreditNote": try invoice(root, .ubl)
        default: throw .notAnInvoice
        }
    }

    /// The invoice in a Standard Business Document, as Peppol's network carries it.
    private static func unwrapped(_ root: XMLNode) -> XMLNode {
        guard root.name == "StandardBusinessDocument" else { return root }
        return root.children.first { $0.name != "StandardBusinessDocumentHeader" } ?? root
    }

    private static func invoice(
        _ root: XMLNode, _ syntax: ElectronicInvoice.Syntax
    ) throws(EInvoiceError) -> ElectronicInvoice {
        let reader = TermReader(root, syntax)
        let terms = try reader.fields.all()
        let profile = terms.first { $0.name == "specificationIdentifier" }?.value.text ?? ""
        let kind = kind(of: root, terms)
        var findings = reader.fields.findings
        findings += BusinessRules.findings(TermValues(terms), isStandard: profile.contains("en16931"))
        return ElectronicInvoice(
            syntax: syntax, profile: profile,
            fields: terms.filter { $0.name != "specificationIdentifier" }.map(InvoiceFields.asContract) + [kind],
            findings: findings)
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

extension EInvoice {
    /// Paths of the elements with text that no term is read from, each once; nil for what is no invoice.
    package static func unread(_ bytes: [UInt8]) -> [String] {
        guard let root = try? XMLTree.read(bytes) else { return [] }
        let reader = TermReader(root, root.name.hasPrefix("CrossIndustry") ? .cii : .ubl)
        var found: Set<String> = []
        func walk(_ node: XMLNode, _ path: String) {
            if node.children.isEmpty, node.text != nil, !reader.used.contains(ObjectIdentifier(node)) {
                found.insert(path)
            }
            for child in node.children { walk(child, path.isEmpty ? child.name : path + "/" + child.name) }
        }
        walk(root, "")
        return found.sorted()
    }
}
