import FieldExtraction
import Invoices
import Testing

/// Constants, occurrences, prepared texts and rows by pattern.
struct TemplateTextTests {
    private static let drawing = """
        Papeterie Générale SARL                    Facture   F-2041
        Article             Quantité      Prix      Montant
        A1   Papier                 2     10,00       20,00
             blanc, 80 g
        A2   Crayon                 4      1,50        6,00
        Report                                        26,00
        Frais  1,20      Frais  3,40
        Total                                         30,60
        """

    private func read(_ template: Template, _ drawing: String = drawing) -> Extraction {
        Extractor(template: template).extract(ReadDocument(pages: [DrawnPage(drawing).page(1)]))
    }

    @Test func `a constant has its place where the page shows it`() throws {
        let rule = FieldRule(name: "invoice.supplier.name", constant: "Papeterie générale SARL")
        let field = try #require(read(Template(fields: [rule]))["invoice.supplier.name"])
        #expect(field.value.text == "Papeterie générale SARL")
        #expect(field.page == 1 && field.method == .template)
        #expect(try #require(field.box).width > 0.2)
    }

    @Test func `a constant that no page shows has no place and less confidence`() throws {
        let rule = FieldRule(name: "invoice.supplier.name", constant: "Someone Else")
        let field = try #require(read(Template(fields: [rule]))["invoice.supplier.name"])
        #expect(field.box == nil && field.page == nil && field.confidence < 0.9)
    }

    @Test(arguments: [
        (FieldRule.Occurrence.first, "1.2"), (.last, "3.4"), (.least, "1.2"), (.greatest, "3.4"), (.sum, "4.6"),
    ])
    func `of several matches the one that is wanted counts`(occurrence: FieldRule.Occurrence, expected: String) {
        let rule = FieldRule(name: "fees", kind: .amount, pattern: "Frais\\s+([\\d,]+)", occurrence: occurrence)
        #expect(read(Template(fields: [rule]))["fees"]?.value.amount == Amount(literal: expected))
    }

    @Test func `a pattern is looked for in the text as the template wants it`() {
        var template = Template(fields: [FieldRule(name: "a", pattern: "papeteriegenerale(\\w{4})")])
        template.text = TextPreparation(
            removesSpaces: true, removesAccents: true, lowercases: true,
            replacements: [.init(pattern: "s(ar)l", with: "S\\1\\g<1>")])
        template.fields[0].pattern = "papeteriegenerale(\\w{5})"
        let field = read(template)["a"]
        #expect(field?.value.text == "Sarar")
        #expect(field?.box != nil)
    }

    @Test func `a replacement that matches nothing long comes to an end`() {
        var template = Template(fields: [FieldRule(name: "a", pattern: "-F-a-c")])
        template.text.replacements = [.init(pattern: "x*", with: "-")]
        #expect(read(template)["a"]?.value.text == "-F-a-c")
    }

    @Test func `a replacement names groups, line ends and what it has no group for`() {
        var template = Template(fields: [FieldRule(name: "a", pattern: "(?s)<.*>")])
        template.text.replacements = [
            .init(
                pattern: "(?s).*(?<kind>Facture)\\s+(x)?F-(\\d+).*", with: "<\\g<kind>\\n\\3\\t\\2\\g<9>\\g<no>\\\\\\q>"
            )
        ]
        #expect(read(template)["a"]?.rawText == "<Facture\n2041\t\\\\q>")
    }

    @Test(arguments: [-0.2, -1e300, 1e300])
    func `a word beyond the page's edge does no harm`(_ left: Double) {
        let word = Word(text: "Beyond", box: Box(x: left, y: 0.3, width: 0.1, height: 0.01))
        let page = Page(number: 1, width: 595, height: 842, source: .textLayer, lines: [TextLine(words: [word])])
        var template = Template(fields: [FieldRule(name: "a", pattern: "Beyond")])
        template.text.arrangement = .rows
        let extraction = Extractor(template: template).extract(ReadDocument(pages: [page]))
        // What no page can hold is not laid out in rows.
        #expect(extraction["a"]?.value.text == (left > -1 && left < 2 ? "Beyond" : nil))
    }

    @Test func `a pattern that spans columns is found in rows`() {
        let split = Page(
            number: 1, width: 595, height: 842, source: .textLayer,
            lines: [
                TextLine(words: [Word(text: "Total", box: Box(x: 0.1, y: 0.5, width: 0.1, height: 0.01))], block: 0),
                TextLine(words: [Word(text: "note", box: Box(x: 0.1, y: 0.6, width: 0.1, height: 0.01))], block: 0),
                TextLine(words: [Word(text: "9,50", box: Box(x: 0.7, y: 0.5, width: 0.1, height: 0.01))], block: 1),
            ])
        let rule = FieldRule(name: "invoice.amounts.total", kind: .amount, pattern: "Total\\s{2,}(\\d+,\\d+)")
        let extraction = Extractor(template: Template(fields: [rule])).extract(ReadDocument(pages: [split]))
        #expect(extraction["invoice.amounts.total"]?.value.amount == Amount(literal: "9.5"))
    }

    @Test func `rows are told by their patterns`() {
        let patterns = RowPatterns(
            start: "Montant", end: "Total", row: "^\\s+(?<description>\\S.+)$",
            firstRow: "^(?<code>A\\d)\\s+(?<description>\\w+)\\s+(?<quantity>\\d+)\\s+\\S+\\s+(?<amount>[\\d,]+)$",
            skip: "Report|Frais")
        let invoice = read(Template(lineItems: LineItemRule(patterns: patterns))).invoice
        #expect(invoice.lineItems.map(\.description) == ["Papier blanc, 80 g", "Crayon"])
        #expect(invoice.lineItems.map(\.amount) == [Amount(literal: "20"), Amount(literal: "6")])
        #expect(invoice.lineItems.map(\.quantity) == [Amount(literal: "2"), Amount(literal: "4")])
    }

    @Test func `patterns of rows that take for ever are given up with a finding`() {
        let patterns = RowPatterns(start: "(?:a|aa)+$", end: "b", row: "c")
        let extraction = read(
            Template(lineItems: LineItemRule(patterns: patterns)), String(repeating: "a", count: 90) + "!")
        #expect(extraction.findings.contains { $0.field == "lineItems" })
    }
}
