import Invoices
import TemplateImport
import Testing

struct Invoice2DataTests {
    private func rules(_ yaml: String) throws -> [FieldRule] {
        try Invoice2Data.read(yaml, name: "file").template.fields
    }

    @Test func `fields become rules of the contract's names and kinds`() throws {
        let rules = try rules(
            """
            issuer: Bergmann Papier
            keywords: [Bergmann]
            fields:
              amount: Gesamt\\s+(\\d+,\\d{2})
              date: vom\\s+(\\d+\\.\\d+\\.\\d{4})
              invoice_number: {parser: regex, regex: 'Nr\\.\\s+(?P<nr>\\w+)'}
              parcels: {parser: regex, regex: ['(\\d+) parcels', 'parcels (\\d+)'], type: int}
              static_vat: DE129274202
            options: {currency: EUR, date_formats: ['%d.%m.%Y']}
            """)
        #expect(
            rules == [
                FieldRule(
                    name: "invoice.amounts.total", kind: .amount, isRequired: true, pattern: "Gesamt\\s+(\\d+,\\d{2})"),
                FieldRule(
                    name: "invoice.date", kind: .date, isRequired: true, pattern: "vom\\s+(\\d+\\.\\d+\\.\\d{4})",
                    limits: .init(format: "dd.MM.yyyy")),
                FieldRule(name: "invoice.number", isRequired: true, pattern: "Nr\\.\\s+(?<nr>\\w+)"),
                FieldRule(name: "parcels", kind: .number, pattern: "(?|(\\d+) parcels|parcels (\\d+))"),
                FieldRule(name: "invoice.supplier.taxId", constant: "DE129274202"),
                FieldRule(name: "invoice.supplier.name", constant: "Bergmann Papier"),
                FieldRule(name: "invoice.amounts.currency", kind: .currency, constant: "EUR"),
            ])
    }

    @Test(arguments: [
        (#"(?P<a>x)(?P=a)\Z"#, #"(?<a>x)\k<a>\z"#), (#"\u20ac\s{,3}"#, #"\x{20ac}\s{0,3}"#),
        (#"(?aiu:x)[^](?P<y>)]"#, #"(?i:x)[^\](?P<y>)]"#), (#"\(?P<a>"#, #"\(?P<a>"#),
    ])
    func `Python's patterns become PCRE2's`(python: String, expected: String) throws {
        let rule = try #require(try rules("keywords: [k]\nfields:\n  iban: '\(python)'").first)
        // What PCRE2 cannot read either is left to the reader, so the pattern is nil there.
        #expect(rule.pattern == expected || rule.pattern == nil && python.hasPrefix("\\("))
    }

    @Test func `a field of its own whose pattern cannot be read is left out`() throws {
        let imported = try Invoice2Data.read("keywords: [k]\nfields:\n  note: 'x (\\d+'\n", name: "file")
        #expect(imported.template.fields.allSatisfy { $0.name != "note" })
        #expect(imported.remarks.contains { $0.hasPrefix("fields.note:") && $0.hasSuffix("The field was left out.") })
    }

    @Test func `an area becomes a region in fractions of the paper`() throws {
        let rule = try #require(
            try rules(
                """
                keywords: [k]
                fields:
                  note: {parser: regex, regex: '(.+)', area: {f: 2, l: 2, r: 144, x: 119, y: 0, W: 595, H: 842}}
                """
            ).first)
        let box = try #require(rule.coordinates)
        #expect(abs(box.x - 0.1) < 0.001 && box.y == 0)
        #expect(abs(box.width - 0.5) < 0.001 && abs(box.height - 0.5) < 0.001)
        #expect(rule.page == 2)
    }

    @Test func `lines become patterns of rows with the contract's columns`() throws {
        let imported = try Invoice2Data.read(
            """
            keywords: [k]
            fields: {}
            lines:
              start: Item
              end: Total
              first_line: (?P<code>\\w+) (?P<name>.+?) (?P<qty>\\d+)
              line: (?P<name>.+)
              skip_line: [carried, brought]
              types: {qty: int}
            """, name: "file")
        let rows = imported.template.lineItems
        #expect(rows.patterns?.firstRow == "(?<code>\\w+) (?<description>.+?) (?<quantity>\\d+)")
        #expect(rows.patterns?.row == "(?<description>.+)")
        #expect(rows.patterns?.skip == "(?J)(?:carried)|(?:brought)")
        #expect(rows.columns.map(\.name) == ["code", "description", "quantity"])
        #expect(imported.remarks.isEmpty)
    }

    @Test func `what cannot be taken over is told with its place`() throws {
        let imported = try Invoice2Data.read(
            """
            keywords: [k]
            fields:
              amount: {parser: regex, regex: 'x (\\d+', type: float}
              vat_rows: {parser: lines, start: a, end: b, line: c}
              note: {parser: regex, regex: 'n', group: join}
            surprise: 1
            """, name: "file")
        #expect(
            imported.remarks.map { $0.prefix { $0 != ":" } } == [
                "fields.vat_rows", "fields.note.group", "surprise", "fields.invoice.amounts.total",
            ])
        // The total is still looked for, by the template-free reader.
        #expect(imported.template.fields.first { $0.name == "invoice.amounts.total" }?.isOwn == false)
    }

    @Test func `of a key given twice the last counts, as in Python`() throws {
        let imported = try Invoice2Data.read(
            "keywords: [k]\nfields:\n  note: a\n  other: b\n  note: c\n", name: "file")
        #expect(imported.template.fields.filter { $0.name == "note" }.map(\.pattern) == ["c"])
        #expect(imported.remarks == ["line 3: note occurs again below. The last one is used."])
    }

    @Test(arguments: ["- a\n- b\n", "a: [", "keywords: [k]\n", ""])
    func `what is no template is refused`(yaml: String) {
        #expect(throws: ImportError.self) { try Invoice2Data.read(yaml, name: "file") }
    }
}
