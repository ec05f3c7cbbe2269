import FieldExtraction
import Invoices
import Testing

/// What people corrected is judged like what was read.
struct CorrectedExtractionTests {
    private func amount(_ name: String, _ value: Double, _ source: Field.Source = .ocr) -> Field {
        Field(
            name: name, value: .amount(Amount(nearest: "\(value)") ?? Amount(0)), rawText: "\(value)", confidence: 0.9,
            source: source)
    }

    private func text(_ name: String, _ value: String) -> Field {
        Field(name: name, value: .text(value), rawText: value, confidence: 0.9, source: .ocr)
    }

    /// Net, tax and total that add up, with a date and one line.
    private var right: Extraction {
        let date = Field(
            name: "invoice.date", value: .date(CalendarDate(daysSince1970: 20_000)), rawText: "4 Oct 2024",
            confidence: 0.9, source: .ocr)
        var extraction = Extraction(fields: [
            text("invoice.number", "A-1"), date, text("invoice.supplier.name", "Baker & Sons"),
            amount("invoice.amounts.subtotal", 200), amount("invoice.amounts.tax", 38),
            amount("invoice.amounts.total", 238), amount("lineItems[0].amount", 200),
        ])
        extraction.findings = Validator().findings(for: extraction).ofChecks
        return extraction
    }

    private func corrected(
        _ read: Extraction, _ corrections: [(String, String)], template: Template = .anyInvoice
    ) -> Extraction {
        let made = corrections.map { Correction(field: $0.0, text: $0.1, page: 1) }
        return CorrectedExtraction(read, with: made, template: template).judged()
    }

    @Test func `a corrected total that does not add up is an error`() {
        #expect(right.isValid)
        let wrong = corrected(right, [("invoice.amounts.total", "9999.99")])
        #expect(!wrong.isValid)
        #expect(wrong.findings.contains { $0.field == "invoice.amounts.total" && $0.severity == .error })
    }

    @Test func `a correction that mends the sum takes the finding away`() {
        var read = right
        read.fields[5] = amount("invoice.amounts.total", 283)
        read.findings = Validator().findings(for: read).ofChecks
        #expect(!read.isValid)
        let mended = corrected(read, [("invoice.amounts.total", "238,00 EUR")])
        #expect(mended.isValid)
        #expect(mended.findings.filter { $0.field == "invoice.amounts.total" }.isEmpty)
    }

    @Test func `findings that an older program stored are judged anew, too`() {
        var read = right
        read.fields[5] = amount("invoice.amounts.total", 283)
        read.findings = Validator().findings(for: read)
        #expect(corrected(read, [("invoice.amounts.total", "238")]).isValid)
    }

    @Test func `dates and accounts are judged`() {
        let due = corrected(right, [("invoice.dueDate", "2020-01-01")])
        #expect(due.findings.contains { $0.field == "invoice.dueDate" && $0.severity == .error })
        let iban = InvoiceField.header.first { $0.kind == .iban }?.name ?? ""
        let account = corrected(right, [(iban, "CH00 WRONG")])
        #expect(account.findings.contains { $0.field == iban && $0.severity == .error })
        #expect(corrected(right, [(iban, "DE89 3704 0044 0532 0130 00")]).isValid)
    }

    @Test func `a template's rules judge corrections`() {
        var template = Template.anyInvoice
        template.postprocessing.validationRules = [.init(field: "invoice.number", rule: "regex:^B-", message: nil)]
        #expect(!corrected(right, [("invoice.number", "C-7")], template: template).isValid)
        #expect(corrected(right, [("invoice.number", "B-7")], template: template).isValid)
    }

    @Test func `what was said of a value ends with the value, what was said of the document stays`() {
        var read = right
        read.findings.append(Finding(field: "invoice.number", severity: .warning, message: "Was cut.", code: .textCut))
        read.findings.append(Finding(field: "", severity: .warning, message: "Two invoices.", code: .severalInvoices))
        let shown = corrected(read, [("invoice.number", "A-2")])
        #expect(!shown.findings.contains { $0.code == .textCut })
        #expect(shown.findings.contains { $0.code == .severalInvoices })
    }

    @Test func `sums of an e-invoice are judged anew once an amount is corrected`() {
        var read = right
        read.fields[5] = amount("invoice.amounts.total", 283, .einvoice)
        let rule = Finding(
            field: "invoice.amounts.total", severity: .error, message: "Not the sum.", code: .totals, rule: "BR-CO-15")
        read.findings = [rule]
        let mended = corrected(read, [("invoice.amounts.tax", "83")])
        #expect(mended.isValid)
        let other = corrected(read, [("invoice.number", "A-2")])
        #expect(other.findings.contains { $0.rule == "BR-CO-15" })
    }

    @Test func `an e-invoice's allowance that a correction takes back keeps its minus`() {
        var read = right
        let taken = [("invoice.amounts.allowances", "-12.50")]
        #expect(corrected(read, taken)["invoice.amounts.allowances"]?.value.amount?.literal == "12.5")
        read.fields[5] = amount("invoice.amounts.total", 238, .einvoice)
        #expect(corrected(read, taken)["invoice.amounts.allowances"]?.value.amount?.literal == "-12.5")
    }

    @Test func `a value that the document does not have is missing`() throws {
        let missing = [Correction(field: "invoice.amounts.total", text: "", isMissing: true, page: 1)]
        let shown = CorrectedExtraction(right, with: missing).judged()
        #expect(shown["invoice.amounts.total"] == nil)
        #expect(shown.findings.contains { $0.field == "invoice.amounts.total" && $0.severity == .error })
    }

    @Test func `rows are added one after the other, and a row beyond is told`() {
        let shown = corrected(
            right, [("lineItems[2].amount", "3"), ("lineItems[1].amount", "2"), ("lineItems[9].amount", "9")])
        #expect(shown.invoice.lineItems.compactMap(\.amount) == [Amount(200), Amount(2), Amount(3)])
        #expect(shown.findings.contains { $0.field == "lineItems[9].amount" && $0.severity == .warning })
    }

    @Test func `a correction that an older program stored and that cannot be read is told`() {
        let shown = corrected(right, [("invoice.amounts.total", "twelve")])
        #expect(shown["invoice.amounts.total"]?.value.amount == Amount(238))
        #expect(shown.findings.contains { $0.field == "invoice.amounts.total" && $0.message.contains("twelve") })
    }

    @Test func `a saved value that is none of the field's kind is read anew, as the document writes numbers`() {
        let said = Correction(field: "invoice.amounts.total", text: "1,250", value: "2025-03-04", page: 1)
        let fields = CorrectedExtraction(right, with: [said]).fields
        #expect(fields.first { $0.name == said.field }?.value.amount == Amount(1250))
    }

    @Test func `the last correction of a field counts`() {
        let shown = corrected(right, [("invoice.number", "A-2"), ("invoice.number", "A-3")])
        #expect(shown["invoice.number"]?.value == .text("A-3"))
        #expect(shown.fields.filter { $0.name == "invoice.number" }.count == 1)
    }
}
