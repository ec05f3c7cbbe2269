import Invoices

/// Finds the supplier's number in a register (`HRB 1234`, SIRET, KvK) and its tax number that is no VAT number.
struct RegistrationFinder {
    private let analysis: DocumentAnalysis
    private let place: PartyPlace
    private var layout: Layout { analysis.layout }

    init(_ analysis: DocumentAnalysis, _ place: PartyPlace) {
        self.analysis = analysis
        self.place = place
    }

    private static let score = 2.4

    // MARK: Registers

    /// - Parameter taken: Numbers that are given as something else; letters and digits alone.
    func registrationNumber(besides taken: Set<String>) -> Candidate<String>? {
        analysis.labels(.registrationNumber).lazy.compactMap { label -> Candidate<String>? in
            guard !place.isCustomers(label.tokens), let found = number(at: label),
                !taken.contains(IdentifierFinder.key(found.value))
            else { return nil }
            return found
        }.first
    }

    private func number(at label: Label) -> Candidate<String>? {
        analysis.slots(for: label).lazy.filter { $0.placement != .below }.compactMap { slot -> Candidate<String>? in
            guard let (text, tokens) = digits(in: slot) else { return nil }
            // The letters name the register's part, and belong to the number.
            let part = (label.tokens.lowerBound..<tokens.lowerBound).last { Self.parts.contains(register($0)) }
            if let part {
                return Candidate(
                    value: register(part) + " " + text, score: Self.score, tokens: part..<tokens.upperBound)
            }
            return text.count(where: \.isPlainDigit) < Self.fewestDigits
                ? nil : Candidate(value: text, score: Self.score, tokens: tokens)
        }.first
    }

    private func register(_ token: Int) -> String { layout.tokens[token].text.trimmingPunctuation }

    /// Parts of the German commercial register.
    private static let parts: Set<String> = ["HRB", "HRA"]
    /// Digits of a number in any register: `HRB 12` is short, a SIRET has fourteen.
    private static let digitCounts = 2...15
    /// Where no register is named.
    private static let fewestDigits = 4
    /// `RCS Paris B 123 456 789`: words between the register's name and the number.
    private static let mostWordsBefore = 3

    /// Groups of digits as one number; a letter of its own behind them belongs to it: `HRB 12345 B`.
    private func digits(in slot: DocumentAnalysis.ValueSlot) -> (String, Range<Int>)? {
        let start = slot.tokens.prefix(Self.mostWordsBefore + 1).first { word($0, in: slot).hasPlainDigit }
        guard let start, isNumber(word(start, in: slot)) else { return nil }
        var (text, end) = (word(start, in: slot), start + 1)
        while end < slot.tokens.upperBound, text.allSatisfy(\.isPlainDigit), isGroup(layout.tokens[end].text) {
            text += layout.tokens[end].text.trimmingPunctuation
            end += 1
        }
        if end < slot.tokens.upperBound, layout.tokens[end].text.count == 1,
            layout.tokens[end].text.first?.isFastUppercase == true
        {
            text += " " + layout.tokens[end].text
            end += 1
        }
        guard Self.digitCounts.contains(text.count(where: \.isPlainDigit)), !analysis.hasDate(in: start..<end) else {
            return nil
        }
        return (text, start..<end)
    }

    private func word(_ token: Int, in slot: DocumentAnalysis.ValueSlot) -> String {
        analysis.text(of: token, in: slot).trimmingPunctuation
    }

    /// `12345`, `J40/1234/2019`, `123456-A`, `01-09-123456`
    private func isNumber(_ text: String) -> Bool {
        text.count <= 20 && text.count(where: \.isFastLetter) <= 3
            && text.allSatisfy { $0.isFastLetter || $0.isFastNumber || "-/.".contains($0) }
    }

    private func isGroup(_ text: String) -> Bool {
        let core = text.trimmingPunctuation
        return (2...6).contains(core.count) && core.allSatisfy(\.isPlainDigit)
    }

    // MARK: Tax numbers

    /// - Parameter taxIds: All that were found on the pages.
    func taxNumber(among taxIds: [TaxIdFinder.TaxId]) -> Candidate<String>? {
        analysis.labels(.taxNumber).lazy.compactMap { label -> Candidate<String>? in
            let slots = analysis.slots(for: label)
            let found = taxIds.first { id in
                !id.isVAT && !id.isCustomers && !place.isCustomers(id.tokens)
                    && slots.contains { $0.tokens.overlaps(id.tokens) && $0.placement != .below }
            }
            return found.map { Candidate(value: $0.value, score: $0.score, tokens: $0.tokens) }
        }.first
    }
}
