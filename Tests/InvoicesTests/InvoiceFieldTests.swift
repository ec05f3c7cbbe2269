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
        "invoice.totl", "lineItems[10000].amount", "lineItems[0].colour", "taxLines[-1].net", "total", "",
    ])
    func `a name that the contract does not have is no field's`(name: String) {
        #expect(InvoiceField.named(name) == nil)
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
                #expect(InvoiceField.named(name) != nil, "\(file.lastPathComponent) names \(name)")
            }
        }
        #expect(count > 50)
    }

    /// The literals that are a whole name, with a party and a row in place of those that are told when the program runs.
    private static func names(in text: String) -> [String] {
        let beginnings = ["invoice."] + InvoiceField.tables.map { $0.name + "[" }
        return text.split(separator: "\"").compactMap { piece in
            guard beginnings.contains(where: piece.hasPrefix), !piece.contains(" "), !piece.hasSuffix(".") else {
                return nil
            }
            let name = piece.replacing("\\(role)", with: "customer").replacing("\\(index)", with: "0")
            return name.contains("\\(") || !name.contains(".") ? nil : String(name)
        }
    }
}
