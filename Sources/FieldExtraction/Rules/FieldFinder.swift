import Invoices
import Patterns

/// Reads one rule of a template on the pages: a constant, by its pattern, in its region, or both.
struct FieldFinder {
    let pages: [Page]
    let budget: MatchingBudget
    private let preparation: TextPreparation
    /// The whole document, prepared once for all rules.
    private let texts: Result<[PrintedText], PatternError>
    /// What the texts take of the budget.
    private let size: Int

    /// `budget` is shared by all rules of the template.
    init(_ pages: [Page], preparation: TextPreparation = TextPreparation(), within budget: MatchingBudget) {
        self.pages = pages
        self.preparation = preparation
        self.budget = budget
        let before = budget.held
        do {
            texts = .success(try Self.texts(of: pages, region: nil, preparation, within: budget))
        } catch {
            budget.giveBack(to: before)
            texts = .failure(error)
        }
        size = budget.held - before
    }

    /// To be called when no more fields are looked for.
    func giveBack() { budget.giveBack(bytes: size) }

    /// Nil where the rule finds nothing; throws when its pattern cannot be used.
    func field(_ rule: FieldRule) throws(PatternError) -> Field? {
        try budget.checkTime()
        let field = try budget.temporarily { () throws(PatternError) in try find(rule) }
        if let field { try budget.spend(bytes: field.size) }
        return field
    }

    private func find(_ rule: FieldRule) throws(PatternError) -> Field? {
        if let constant = rule.constant { return try self.constant(constant, rule) }
        guard let region = rule.coordinates else { return try field(rule, in: texts.get()) }
        guard let page = page(rule.page) else { return nil }
        return try field(rule, in: Self.texts(of: [page], region: region, preparation, within: budget))
    }

    private func page(_ number: Int) -> Page? {
        number < 0 ? pages.dropLast(-number - 1).last : pages.first { $0.number == number }
    }

    /// The texts to look in, one after the other.
    private static func texts(
        of pages: [Page], region: Box?, _ preparation: TextPreparation, within budget: MatchingBudget
    ) throws(PatternError) -> [PrintedText] {
        var texts: [PrintedText] = []
        if preparation.arrangement == .reading {
            for page in pages {
                var text = try PrintedText(reading: page, region: region, within: budget)
                try text.prepare(preparation, within: budget)
                texts.append(text)
            }
        }
        var rows = try PrintedText(rowsOf: pages, region: region, within: budget)
        try rows.prepare(preparation, within: budget)
        return texts + [rows]
    }

    private func field(_ rule: FieldRule, in texts: [PrintedText]) throws(PatternError) -> Field? {
        for text in texts {
            if let field = try field(rule, in: text) { return field }
        }
        return nil
    }

    /// Match after match is made into a value, as far as the rule's occurrence needs, and only the chosen one kept.
    private func field(_ rule: FieldRule, in text: PrintedText) throws(PatternError) -> Field? {
        guard let source = rule.pattern else { return try Self.field(rule, text, 0..<text.bytes.count, within: budget) }
        let pattern = try Pattern(source, within: budget)
        var choice = OccurrenceChoice(rule.occurrence)
        let before = budget.held
        var place = 0
        while !choice.isMade, let match = try pattern.firstMatch(inUTF8: text.bytes, from: place) {
            // A match that is no value of the rule's kind gives way to the next.
            if let field = try Self.field(rule, text, match.value, within: budget) { choice.add(field) }
            budget.giveBack(to: before)
            try budget.spend(bytes: choice.size)
            place = max(match.whole.upperBound, place + 1)
            while place < text.bytes.count, text.bytes[place] & 0xC0 == 0x80 { place += 1 }
            if place >= text.bytes.count { break }
        }
        return choice.field
    }

    private static func field(
        _ rule: FieldRule, _ text: PrintedText, _ range: Range<Int>, within budget: MatchingBudget
    ) throws(PatternError) -> Field? {
        try budget.checkTime()
        try budget.spend(bytes: Field.size(ofText: range.count))
        let raw = text.string(range)
        guard let value = value(of: raw, rule), let place = text.place(of: [range]) else { return nil }
        return Field(
            name: FieldNames.canonical(rule.name), value: value, rawText: raw,
            confidence: max(0.3, 0.98 * place.confidence), page: place.page, box: place.box, source: place.source,
            method: .template)
    }
}
