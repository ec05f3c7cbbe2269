import FieldExtraction
import Invoices
import Patterns
import Testing

/// What a template may take on one document: never more, whatever its rules are.
@Suite(.timeLimit(.minutes(20)))
struct TemplateBudgetTests {
    private static let mebibyte = 1 << 20

    /// 1,500 lines of 40 letters.
    private static let long = ReadDocument(
        pages: (1...25).map { number in
            DrawnPage(Array(repeating: "Screws, zinc plated  lot 47    12,50 EUR", count: 60).joined(separator: "\n"))
                .page(number)
        })

    private func template(_ rules: [FieldRule], _ replacements: [TextPreparation.Replacement] = []) -> Template {
        var template = Template(fields: rules)
        template.text = TextPreparation(arrangement: .rows, replacements: replacements)
        template.lineItems.isEnabled = false
        return template
    }

    private func messages(_ extraction: Extraction, of field: String) -> [String] {
        extraction.findings.filter { $0.field == field && $0.severity == .warning }.map(\.message)
    }

    @Test func `replacements that multiply the text are given up before they take the memory`() {
        let bomb = TextPreparation.Replacement(pattern: "(?s).+", with: String(repeating: "\\0", count: 250))
        let rules = [FieldRule(name: "a", pattern: "."), FieldRule(name: "b", constant: "Screws")]
        let budget = MatchingBudget()
        let extraction = Extractor(template: template(rules, Array(repeating: bomb, count: 4)))
            .extract(ReadDocument(pages: [DrawnPage("Screws").page(1)]), within: budget)
        #expect(
            messages(extraction, of: "a") == [
                "The pattern of a took too much memory on this document and was skipped."
            ])
        #expect(extraction["b"]?.value.text == "Screws")
        #expect(budget.most <= 64 * Self.mebibyte)
        #expect(budget.held < Self.mebibyte)
    }

    @Test(arguments: FieldRule.Occurrence.allCases.filter { $0 != .first })
    func `a match at every letter whose value is all that follows is given up`(_ occurrence: FieldRule.Occurrence) {
        let rule = FieldRule(name: "note", pattern: "(?s)(?=(.+))", occurrence: occurrence)
        let budget = MatchingBudget(time: .milliseconds(100), memory: 8 * Self.mebibyte)
        let extraction = Extractor(template: template([rule])).extract(Self.long, within: budget)
        #expect(extraction["note"] == nil)
        #expect(messages(extraction, of: "note").contains { $0.hasSuffix("on this document and was skipped.") })
        #expect(budget.most <= 8 * Self.mebibyte)
    }

    @Test func `values that are kept count until the document is done`() {
        let rules = (0..<100).map { FieldRule(name: "note\($0)", pattern: "(?s).+") }
        let budget = MatchingBudget(memory: 8 * Self.mebibyte)
        let extraction = Extractor(template: template(rules)).extract(Self.long, within: budget)
        #expect(extraction["note0"] != nil && extraction["note99"] == nil)
        #expect(
            messages(extraction, of: "note99") == [
                "The pattern of note99 took too much memory on this document and was skipped."
            ])
        let kept = extraction.fields.reduce(0) { $0 + $1.rawText.utf8.count + ($1.value.text?.utf8.count ?? 0) }
        #expect(kept <= budget.held && budget.most <= 8 * Self.mebibyte)
    }

    @Test func `what a region's text takes is free for the next region`() {
        let rules = (0..<100).map { FieldRule(name: "r\($0)", coordinates: Box(x: 0, y: 0, width: 1, height: 0.1)) }
        let budget = MatchingBudget(memory: Self.mebibyte)
        let document = ReadDocument(pages: [Self.long.pages[0]])
        let extraction = Extractor(template: template(rules)).extract(document, within: budget)
        #expect(rules.allSatisfy { extraction[$0.name] != nil })
        #expect(budget.held < budget.most)
    }

    @Test func `once the time is used up every rule gives up, and the free reader goes on`() {
        let rules = [
            FieldRule(name: "a", pattern: "Screws"), FieldRule(name: "b", constant: "Screws"),
            FieldRule(name: "c", coordinates: Box(x: 0, y: 0, width: 1, height: 1)),
        ]
        var template = template(rules)
        template.lineItems = LineItemRule(patterns: RowPatterns(start: "a", end: "b", row: "c"))
        let page = DrawnPage("Invoice no. 4711\n\nTotal EUR     12,50").page(1)
        let extraction = Extractor(template: template)
            .extract(ReadDocument(pages: [page]), within: MatchingBudget(time: .zero))
        for name in ["a", "b", "c"] { #expect(messages(extraction, of: name).count == 1) }
        #expect(messages(extraction, of: "lineItems").first?.contains("took too long") == true)
        #expect(extraction["invoice.amounts.total"]?.value.amount == Amount(literal: "12.5"))
    }

    @Test func `a form that there is no time to check is not said to be missed`() {
        var rule = FieldRule(name: "purchaseOrder", limits: FieldRule.Limits(format: "[0-9]+"))
        rule.kind = .text
        let said = Field(
            name: "invoice.purchaseOrder", value: .text("4711"), rawText: "4711", confidence: 1, source: .einvoice)
        let invoice = ElectronicInvoice(syntax: .ubl, fields: [said])
        let extraction = Extractor(template: template([rule])).extract(
            ReadDocument(pages: [], electronicInvoice: invoice), within: MatchingBudget(time: .zero))
        let found = extraction.findings.filter { $0.field == "invoice.purchaseOrder" }.map(\.message)
        #expect(found == ["purchaseOrder “4711” could not be checked against the format [0-9]+."])
    }

    @Test(arguments: [(100, 10_000), (101, 0)])
    func `rows are read up to ten thousand`(_ letters: Int, _ expected: Int) {
        var template = template(
            [],
            [
                .init(
                    pattern: "x",
                    with: String(repeating: "r\\n", count: 100)
                )
            ])
        template.lineItems = LineItemRule(patterns: RowPatterns(start: "S", end: "E", row: "^ ?(?<description>r)$"))
        let page = DrawnPage("S " + String(repeating: "x", count: letters) + " E").page(1)
        let extraction = Extractor(template: template).extract(ReadDocument(pages: [page]))
        #expect(extraction.fields.count { $0.method == .template } == expected)
        #expect(messages(extraction, of: "lineItems").contains { $0.contains("too often") } == (expected == 0))
    }

    @Test func `groups of very many rows are given up before they take the memory`() {
        let groups = (0..<150).map { "(?<g\($0)>)" }.joined()
        var template = template([], [.init(pattern: "x", with: String(repeating: "r\\n", count: 100))])
        template.lineItems = LineItemRule(patterns: RowPatterns(start: "S", end: "E", row: "^\(groups)(?<d>r)$"))
        let page = DrawnPage("S " + String(repeating: "x", count: 90) + " E").page(1)
        let budget = MatchingBudget(memory: 16 * Self.mebibyte)
        let extraction = Extractor(template: template).extract(ReadDocument(pages: [page]), within: budget)
        #expect(messages(extraction, of: "lineItems").contains { $0.contains("too much memory") })
        #expect(budget.most <= 16 * Self.mebibyte)
    }

    @Test func `a pattern that cannot be read is said to be that`() {
        let extraction = Extractor(template: template([FieldRule(name: "a", pattern: "(")]))
            .extract(ReadDocument(pages: [DrawnPage("Screws").page(1)]))
        #expect(messages(extraction, of: "a") == ["The pattern of a cannot be read and was skipped."])
    }

    @Test func `what takes memory for a while gives it back, also by an error`() {
        let budget = MatchingBudget(memory: 100)
        #expect(throws: PatternError.gaveUp(.memory)) {
            try budget.temporarily { () throws(PatternError) in
                try budget.spend(bytes: 60)
                try budget.spend(bytes: 60)
            }
        }
        #expect(budget.held == 0 && budget.most == 60)
    }
}
