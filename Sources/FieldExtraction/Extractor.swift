package import Invoices
package import Patterns

/// Finds an invoice's fields on its pages: pure, the same answer for the same pages.
package struct Extractor: Sendable {
    private let template: Template
    private let words: (any WordList)?
    private let keepsFeatures: Bool
    private let memory: SupplierMemory?

    /// - Parameters:
    ///   - words: What a template's spellCheck looks words up in; nil: nothing is looked up.
    ///   - keepsFeatures: Whether the result has what the models of confidence weighed.
    ///   - memory: What was learnt from the reviewed documents of the document's supplier.
    package init(
        template: Template = .anyInvoice, words: (any WordList)? = nil, keepsFeatures: Bool = false,
        memory: SupplierMemory? = nil
    ) {
        self.template = template
        self.words = words
        self.keepsFeatures = keepsFeatures
        self.memory = memory
    }

    package func extract(_ whole: ReadDocument, within budget: MatchingBudget = MatchingBudget()) -> Extraction {
        extract(prepare(whole), within: budget)
    }

    /// What is seen on the pages; of it extractions with the same languages and columns may be made.
    package func prepare(_ whole: ReadDocument) -> PreparedDocument {
        let first = FirstInvoice(whole, languages: template.languages)
        let reader = TemplateFreeExtractor(first, lineItems: freeItems, keepsFeatures: keepsFeatures)
        return PreparedDocument(
            whole: whole, first: first, reading: reader.reading(), outOfRange: reader.outOfRange(),
            languages: template.languages, lineItems: freeItems)
    }

    /// Whether it was prepared for such an extraction.
    package func canUse(_ prepared: PreparedDocument) -> Bool {
        prepared.languages == template.languages && prepared.lineItems == freeItems
    }

    /// The e-invoice first, then the template's rules, payment codes, what memory finds, then what the free reader finds.
    /// What people correct is put over it by `CorrectedExtraction`.
    ///
    /// - Parameter budget: What the template's rules may take, together.
    package func extract(_ prepared: PreparedDocument, within budget: MatchingBudget = MatchingBudget()) -> Extraction {
        let first = prepared.first
        let document = first.document
        let electronic = document.electronicInvoice?.fields ?? []
        var extraction = Extraction(fields: electronic)
        budget.counting {
            addTemplateFields(document, to: &extraction, within: budget)
            addTemplateRows(document, to: &extraction, within: budget)
        }
        let reading = prepared.reading
        let free = reading.fields
        let code = PaymentCodeReading(document.pages)
        add(code?.fields(beside: free) ?? [], to: &extraction)
        let remembered = remembered(first, free, isElectronic: !electronic.isEmpty)
        add(withoutOtherRows(remembered, beside: extraction, electronic), to: &extraction)
        extraction.findings += DocumentFindings(prepared.whole, first).findings + (code?.findings(beside: free) ?? [])
        extraction.findings += prepared.outOfRange.filter { extraction[$0.field] == nil }
        // Before the checks, which quote what is found.
        extraction = ResultBounds.bounded(extraction)
        extraction.fields = extraction.fields.map(\.withoutNeedlessSign)
        checkSpelling(on: document.pages, in: &extraction)
        extraction.findings += LimitsCheck.findings(of: template, extraction, within: budget).ofChecks
        if !electronic.isEmpty { extraction.findings += CrossCheck(electronic: electronic, page: free).findings }
        extraction.findings += Validator(template: template).findings(for: extraction, within: budget).ofChecks
        return checked(extraction, reading)
    }

    /// What memory finds, and what the free reader finds besides.
    private func remembered(_ first: FirstInvoice, _ free: [Field], isElectronic: Bool) -> [Field] {
        guard let memory, !isElectronic else { return free }
        let reading = MemoryReader(memory, PrintedDocument(first.analysis), free: free).reading()
        return reading.merged(with: free, items: template.lineItems.columns.isEmpty)
    }

    /// With what each field's checks say, and what the models weighed.
    private func checked(_ found: Extraction, _ reading: FreeReading) -> Extraction {
        var extraction = found
        extraction.fields = FieldChecks(found).attached(to: found.fields)
        if keepsFeatures { extraction.features = reading.features(with: extraction) }
        return extraction
    }

    /// Rows of two sources are not mixed: the page's may be in another order. A template may have one cell of a tax read by a
    /// rule, and the others found.
    private func withoutOtherRows(_ free: [Field], beside extraction: Extraction, _ electronic: [Field]) -> [Field] {
        let (items, taxes) = ("lineItems[", "invoice.taxLines[")
        let hasItems = extraction.fields.contains { $0.name.hasPrefix(items) } || !template.lineItems.isEnabled
        let hasTaxes = electronic.contains { $0.name.hasPrefix(taxes) }
        return free.filter { !(hasItems && $0.name.hasPrefix(items)) && !(hasTaxes && $0.name.hasPrefix(taxes)) }
    }

    /// Where rows are told by patterns, the columns only say of what kind each group is.
    private var freeItems: LineItemRule {
        var rule = template.lineItems
        if rule.patterns != nil { rule.columns = [] }
        return rule
    }

    private func checkSpelling(on pages: [Page], in extraction: inout Extraction) {
        guard template.postprocessing.spellCheck, let words else { return }
        let check = SpellCheck(words, pages: pages, threshold: template.postprocessing.confidenceThreshold)
        extraction.fields = extraction.fields.map(check.mended)
    }

    private func add(_ fields: [Field], to extraction: inout Extraction) {
        let known = Set(extraction.fields.map(\.name))
        extraction.fields += fields.filter { !known.contains($0.name) }
    }

    private func addTemplateFields(
        _ document: ReadDocument, to extraction: inout Extraction, within budget: MatchingBudget
    ) {
        let rules = template.fields.filter(\.isOwn)
        // The pages' text is laid out for rules alone.
        guard !rules.isEmpty else { return }
        let finder = FieldFinder(document.pages, preparation: template.text, within: budget)
        for rule in rules {
            do {
                guard let field = try finder.field(rule) else { continue }
                add([field], to: &extraction)
            } catch {
                let subject = rule.pattern == nil ? "The rule" : "The pattern"
                let message = "\(subject) of \(rule.name) \(error.reason) and was skipped."
                extraction.findings.append(
                    Finding(field: FieldNames.canonical(rule.name), severity: .warning, message: message))
            }
        }
        finder.giveBack()
    }

    private func addTemplateRows(
        _ document: ReadDocument, to extraction: inout Extraction, within budget: MatchingBudget
    ) {
        guard !extraction.fields.contains(where: { $0.name.hasPrefix("lineItems[") }) else { return }
        let before = budget.held
        do {
            let reader = try RowPatternReader(
                template.lineItems, preparation: template.text, pages: document.pages, within: budget)
            extraction.fields += try reader?.fields() ?? []
        } catch {
            budget.giveBack(to: before)
            let message = "The patterns of the line items \(error.reason) and were skipped."
            extraction.findings.append(Finding(field: "lineItems", severity: .warning, message: message))
        }
    }
}

extension PatternError {
    /// Why a rule was given up, as the end of a sentence about it.
    fileprivate var reason: String {
        switch self {
        case .gaveUp(.time): "took too long on this document"
        case .gaveUp(.memory): "took too much memory on this document"
        case .gaveUp(.matches): "matched too often on this document"
        case .malformed, .tooLong: "cannot be read"
        }
    }
}
