import Testing

@testable import FieldExtraction
@testable import Invoices

/// Each setting of a template's rules and postprocessing, on a page that shows its effect.
struct TemplateEffectTests {
    private let first = """
        Nordlicht Werkzeuge GmbH                              Rechnungsnummer:   RE-2024-0815
        Hafenstraße 12                                        Rechnungsdatum:    03.04.2024
        24103 Kiel                                            Ansprechpartner:   kontakt@nordlicht.example
                                                              Konto:             DE89 3704 0044 0532 0130 00
                                                              Bezahlt:           ja
                                                              Stichtag:          04/05/24
                                                              Kurs:              1.234,5
                                                              Waehrung:          Euro

        Pos   Beschreibung                    Menge     Einzelpreis     Betrag
        1     Bohrmaschine                    2         89,50           179,00
        2     Schraubensatz                   10        4,20            42,00

                                              Nettobetrag               221,00 EUR
                                              zzgl. 19 % MwSt.          41,99 EUR
                                              Gesamtbetrag              262,99 EUR
        """
    private let last = """
        Seite 2 von 2                                         Freigabe:          erteilt
        """

    private func read(_ template: Template) -> Extraction {
        let pages = [DrawnPage(first).page(1), DrawnPage(last).page(2)]
        return Extractor(template: template).extract(ReadDocument(pages: pages))
    }

    private func read(_ rule: FieldRule) -> Extraction { read(Template(fields: [rule])) }

    @Test(
        arguments: [
            ("Stichtag:\\s+(?<value>\\S+)", FieldRule.Kind.date, "dd/MM/yy", "2024-05-04"),
            ("Stichtag:\\s+(?<value>\\S+)", .date, "MM/dd/yy", "2024-04-05"),
            ("Kurs:\\s+(?<value>\\S+)", .number, nil, "1234.5"), ("Kurs:\\s+(\\S+)", .amount, nil, "1234.5"),
            ("Kurs:\\s+\\S+", .text, nil, "Kurs: 1.234,5"), ("Waehrung:\\s+(\\S+)", .currency, nil, "EUR"),
            ("Bezahlt:\\s+(\\S+)", .boolean, nil, "true"), ("Freigabe:\\s+(\\S+)", .boolean, nil, "false"),
        ] as [(String, FieldRule.Kind, String?, String)])
    func `a field's type and format say how its text is read`(
        pattern: String, kind: FieldRule.Kind, format: String?, expected: String
    ) throws {
        let rule = FieldRule(name: "own", kind: kind, pattern: pattern, limits: .init(format: format))
        let text =
            switch try #require(read(rule)["own"]).value {
            case .text(let text): text
            case .amount(let amount): amount.literal
            case .date(let date): date.text
            case .flag(let flag): "\(flag)"
            }
        #expect(text == expected)
    }

    @Test(arguments: [(1, "Rechnungsnummer:"), (2, "Freigabe:"), (-1, "Freigabe:"), (3, nil)] as [(Int, String?)])
    func `a region is read on its page, and -1 is the last`(page: Int, expected: String?) {
        let region = Box(x: 0.5, y: 0.04, width: 0.2, height: 0.02)
        #expect(read(FieldRule(name: "own", coordinates: region, page: page))["own"]?.value.text == expected)
    }

    @Test func `a required field that is not there is an error, another is none`() {
        for isRequired in [true, false] {
            let found = read(FieldRule(name: "own", isRequired: isRequired, pattern: "Kostenstelle (\\d+)")).findings
            #expect(found.contains { $0.field == "own" && $0.severity == .error } == isRequired)
        }
    }

    @Test(arguments: [
        (FieldRule.Limits(minLength: 13), false), (.init(minLength: 12), true), (.init(maxLength: 11), false),
        (.init(maxLength: 12), true), (.init(format: "RE-\\d{4}-\\d{4}"), true), (.init(format: "RE-\\d{4}"), false),
        (.init(format: "email"), false), (.init(format: "iban"), false), (.init(format: "vat"), false),
    ])
    func `lengths and form are held, also of what the reader found by itself`(limits: FieldRule.Limits, fits: Bool) {
        for pattern in [nil, "Rechnungsnummer:\\s+(\\S+)"] {
            let extraction = read(FieldRule(name: "number", pattern: pattern, limits: limits))
            #expect(extraction["invoice.number"]?.value.text == "RE-2024-0815")
            #expect(extraction.findings.contains { $0.field == "invoice.number" && $0.severity == .error } != fits)
        }
    }

    @Test(arguments: [
        ("own", "email", "Ansprechpartner:\\s+(\\S+)", true), ("own", "email", "Rechnungsdatum:\\s+(\\S+)", false),
        ("own", "iban", "Konto:\\s+([A-Z0-9 ]+)", true), ("own", "iban", "Konto:\\s+([A-Z0-9]+)", false),
        ("own", "date", "Rechnungsdatum:\\s+(\\S+)", true), ("own", "date", "Rechnungsnummer:\\s+(\\S+)", false),
        ("own", "vat", "Rechnungsnummer:\\s+(\\S+)", false), ("own", "regex:^RE", "Rechnungsnummer:\\s+(\\S+)", true),
        ("own", "regex:^XX", "Rechnungsnummer:\\s+(\\S+)", false), ("own", "required", "Kurs:\\s+(\\S+)", true),
        ("own", "required", "Kostenstelle (\\d+)", false), ("total", "sum:subtotal+tax", "a", true),
        ("subtotal", "sum:total+tax", "a", false), ("total", "positive", "a", true),
    ])
    func `each validation rule finds what breaks it and nothing else`(
        field: String, rule: String, pattern: String, isKept: Bool
    ) {
        let postprocessing = PostprocessingSettings(
            validationRules: [.init(field: field, rule: rule, message: "That is not right.")])
        let template = Template(
            fields: [FieldRule(name: "own", pattern: pattern)], postprocessing: postprocessing)
        let extraction = read(template)
        #expect(extraction.findings.contains { $0.message == "That is not right." } != isKept)
    }

    @Test func `below the threshold a field gets a warning`() {
        let rule = FieldRule(name: "own", pattern: "Kurs:\\s+(\\S+)")
        for (threshold, isWarned) in [(0.99, true), (0.5, false)] {
            let template = Template(fields: [rule], postprocessing: .init(confidenceThreshold: threshold))
            let doubtful = read(template).findings.filter { $0.code == .lowConfidence }
            #expect(doubtful.allSatisfy { $0.severity == .warning })
            let warned = doubtful.map(\.field)
            #expect(warned.contains("own") == isWarned)
            #expect(!warned.contains { $0.hasPrefix("lineItems[") })
        }
    }

    @Test func `line items can be left out`() {
        for isEnabled in [true, false] {
            let extraction = read(Template(lineItems: LineItemRule(isEnabled: isEnabled)))
            #expect(extraction.fields.contains { $0.name.hasPrefix("lineItems[") } == isEnabled)
        }
    }

    @Test func `nobody misses a number on a receipt`() {
        for (kind, isMissed) in [(Template.DocumentKind.invoice, true), (.bill, true), (.receipt, false)] {
            let page = DrawnPage("Gesamtbetrag 5,00 EUR").page(1)
            let found = Extractor(template: Template(documentKind: kind)).extract(ReadDocument(pages: [page])).findings
            #expect(found.contains { $0.field == "invoice.number" } == isMissed)
        }
    }

    @Test func `rules for fields that are never found are refused with their place`() {
        let rules = ["required", "sum:subtotal+taxx", "sum:", "regex:(", "nonsense"].map {
            PostprocessingSettings.Rule(field: $0 == "required" ? "totl" : "total", rule: $0)
        }
        let table = LineItemRule(
            headerRow: 2, dataStartRow: 2,
            columns: [.init(name: "a", index: 0, kind: .text), .init(name: "b", index: 0, kind: .text)])
        let template = Template(
            lineItems: table, postprocessing: PostprocessingSettings(validationRules: rules))
        let place = "/postprocessingSettings/validationRules"
        #expect(
            Set(TemplateCheck().faults(in: template).map(\.pointer)) == [
                "\(place)/0/field", "\(place)/1/rule", "\(place)/2/rule", "\(place)/3/rule", "\(place)/4/rule",
                "/extractionRules/lineItems/tableStructure/dataStartRow",
                "/extractionRules/lineItems/tableStructure/columns/1/index",
            ])
    }
}
