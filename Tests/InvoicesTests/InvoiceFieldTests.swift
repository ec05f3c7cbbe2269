import Foundation
import Invoices
import Testing

/// The table of fields in itself, and what the sources say of fields.
struct InvoiceFieldTests {
    private func isUnique(_ names: [String]) -> Bool { Set(names).count == names.count }

    @Test func `no two fields share a name, a column or an alias`() {
        let header = InvoiceField.header
        #expect(isUnique(header.map(\.name)))
        #expect(isUnique(header.map(\.shortName)))
        #expect(isUnique(header.compactMap { $0.column?.name }))
        #expect(isUnique(header.flatMap(\.imported)))
        #expect(isUnique(InvoiceField.tables.map(\.name)))
        for table in InvoiceField.tables {
            #expect(isUnique(table.columns.map(\.name)))
            #expect(isUnique(table.columns.flatMap(\.imported)))
        }
    }

    @Test func `every name and alias leads to its field`() {
        for field in InvoiceField.header {
            #expect(InvoiceField.named(field.name) == field)
            for name in [field.name] + field.aliases {
                #expect(FieldNames.canonical(name) == field.name)
                #expect(FieldNames.canonical(name.uppercased()) == field.name || name == field.name)
            }
        }
        for table in InvoiceField.tables {
            for column in table.columns { #expect(InvoiceField.named(table.cell(9999, column)) == column) }
        }
    }

    @Test(arguments: [
        "invoice.totl", "lineItems[10000].amount", "lineItems[0].colour", "invoice.taxLines[-1].net", "taxLines[0].net",
        "iban", "total", "",
    ])
    func `a name that the contract does not have is no field's`(name: String) {
        #expect(InvoiceField.named(name) == nil)
    }

    @Test(arguments: [
        ("iban", "invoice.payment.iban"), ("bic", "invoice.payment.bic"), ("amountDue", "invoice.amounts.amountDue"),
        ("discount", "invoice.amounts.allowances"), ("shipping", "invoice.amounts.charges"),
        ("customerNumber", "invoice.customer.number"), ("purchaseOrder", "invoice.purchaseOrder"),
        ("paymentTerms", "invoice.payment.terms"), ("paymentReference", "invoice.payment.reference"),
        ("taxLines[3].rate", "invoice.taxLines[3].rate"),
    ])
    func `a former name still leads to its field, and stays the short one`(former: String, name: String) {
        #expect(FieldNames.current(former) == name && FieldNames.canonical(former) == name)
        #expect(FieldNames.current(name) == name && FieldNames.canonical(name) == name)
        #expect(InvoiceField.shortName(of: name) == former)
        #expect(InvoiceField.named(name) != nil && InvoiceField.named(former) == nil)
    }

    @Test(arguments: [
        "IBAN", "reference", "terms", "allowances", "charges", "mine", "taxLines", "lineItems[0].discount",
    ])
    func `a name that was none of the contract's stays a template's own`(name: String) {
        #expect(FieldNames.current(name) == name && FieldNames.canonical(name) == name)
    }

    @Test func `what is taken off or added has no sign, and every other amount keeps its own`() throws {
        for name in [
            "invoice.amounts.allowances", "invoice.amounts.charges", "invoice.amounts.prepaid", "invoice.amounts.total",
            "lineItems[2].discount", "lineItems[2].charge", "lineItems[2].amount", "mine",
        ] {
            let field = Field(name: name, value: .amount(Amount(-3)), rawText: "-3", confidence: 1, source: .ocr)
            let isSigned = ["invoice.amounts.total", "lineItems[2].amount", "mine"].contains(name)
            let bare = field.withoutNeedlessSign
            #expect(bare.value.amount == Amount(isSigned ? -3 : 3) && bare.rawText == "-3", "\(name)")
            var said = field
            said.source = .einvoice
            #expect(said.withoutNeedlessSign == said, "an e-invoice's sign is its own: \(name)")
        }
    }

    @Test func `a short name that several fields have means the first`() {
        #expect(FieldNames.canonical("taxId") == "invoice.supplier.taxId")
        #expect(FieldNames.canonical("customer.taxId") == "invoice.customer.taxId")
        #expect(FieldNames.canonical("name") == "name")
    }

    @Test(arguments: FieldKind.allCases)
    func `a value is of one kind of template rule, and of its own kind`(kind: FieldKind) {
        let values: [Field.Value] = [
            .text("a"), .amount(Amount(1)), .date(CalendarDate(daysSince1970: 0)), .flag(true),
        ]
        #expect(values.count(where: kind.holds) == 1)
        for value in values where kind.holds(value) { #expect(FieldKind(of: value).holds(value)) }
    }

    /// A finder or a check that says `invoice.totl` would be silent for ever.
    @Test func `every field that the sources name is in the table`() throws {
        let folder = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
            .deletingLastPathComponent().appending(path: "Sources")
        let files = try #require(FileManager.default.enumerator(at: folder, includingPropertiesForKeys: nil))
        var count = 0
        for case let file as URL in files
        where file.pathExtension == "swift" && file.lastPathComponent != "OpenAPIDocument.swift"
            // The terms of e-invoices have names of their own, and more lists than results.
            && !file.path.contains("/EInvoices/")
        {
            for name in try Self.names(in: String(contentsOf: file, encoding: .utf8)) {
                count += 1
                let isKnown = InvoiceField.named(name) != nil || InvoiceField.tables.contains { $0.name == name }
                #expect(isKnown, "\(file.lastPathComponent) names \(name)")
            }
        }
        #expect(count > 50)
    }

    /// The literals that are a whole name, with a party and a row in place of those that are told when the program runs.
    private static func names(in text: String) -> [String] {
        let beginnings = ["invoice."] + InvoiceField.tables.map { $0.name + "[" }
        return text.split(separator: "\"").compactMap { piece in
            guard beginnings.contains(where: piece.hasPrefix), !piece.contains(" "), !piece.hasSuffix("."),
                !piece.hasSuffix("[")
            else {
                return nil
            }
            let name = piece.replacing("\\(role)", with: "customer").replacing("\\(index)", with: "0")
            return name.contains("\\(") || !name.contains(".") ? nil : String(name)
        }
    }
}
