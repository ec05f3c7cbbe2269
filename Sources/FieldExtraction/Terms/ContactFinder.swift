import Invoices

/// Finds the supplier's mail address and telephone number: not the customer's, and no fax.
struct ContactFinder {
    private let analysis: DocumentAnalysis
    private let place: PartyPlace
    private var layout: Layout { analysis.layout }

    init(_ analysis: DocumentAnalysis, _ place: PartyPlace) {
        self.analysis = analysis
        self.place = place
    }

    private enum Score {
        static let byPlace = 2.6
        static let elsewhere = 1.6
    }

    /// The one beneath the supplier's name, or else the first on the pages.
    func email() -> Candidate<String>? {
        let found = layout.tokens.indices.compactMap { token in
            Self.address(in: layout.tokens[token].text).map { (value: $0, tokens: token..<token + 1) }
        }
        return chosen(found)
    }

    func phone() -> Candidate<String>? {
        let found = analysis.labels(.phone).compactMap { label in
            analysis.slots(for: label).first { $0.placement != .below }.flatMap { number(in: $0) }
        }
        return chosen(found)
    }

    private func chosen(_ found: [(value: String, tokens: Range<Int>)]) -> Candidate<String>? {
        let own = found.filter { !place.isCustomers($0.tokens) }
        let near = own.first { place.isSuppliers($0.tokens) }
        return (near ?? own.first).map { one in
            Candidate(value: one.value, score: near == nil ? Score.elsewhere : Score.byPlace, tokens: one.tokens)
        }
    }

    /// `E-Mail:info@example.org` is set without a blank.
    static func address(in word: String) -> String? {
        guard word.utf8.contains(UInt8(ascii: "@")) else { return nil }
        let core = word.split { ":;,()<>|\"".contains($0) }.first { $0.contains("@") }
        guard let core else { return nil }
        let text = String(core).trimmingPunctuation
        let parts = text.split(separator: "@", omittingEmptySubsequences: false)
        guard parts.count == 2, !parts[0].isEmpty, parts[1].contains("."), !parts[1].hasPrefix("."),
            text.allSatisfy({ $0.isFastLetter || $0.isFastNumber || "@._-+".contains($0) })
        else { return nil }
        return text
    }

    /// Digits in groups with the marks between them: `+49 (0)89 123456-0`.
    private func number(in slot: DocumentAnalysis.ValueSlot) -> (value: String, tokens: Range<Int>)? {
        var (parts, end) = ([String](), slot.tokens.lowerBound)
        while end < slot.tokens.upperBound, parts.count < Self.mostGroups {
            let text = analysis.text(of: end, in: slot)
            let core = text.last.map { ",;|".contains($0) } == true ? String(text.dropLast()) : text
            guard !core.isEmpty, core.allSatisfy({ $0.isPlainDigit || "+-()/.–".contains($0) }) else { break }
            parts.append(core)
            end += 1
            if core != text { break }
        }
        while let last = parts.last, !last.hasPlainDigit { parts.removeLast() }
        let value = parts.joined(separator: " ")
        guard (6...15).contains(value.count(where: \.isPlainDigit)),
            value.first.map({ "+(0123456789".contains($0) }) == true
        else { return nil }
        let tokens = slot.tokens.lowerBound..<end
        return analysis.hasDate(in: tokens) ? nil : (value, tokens)
    }

    private static let mostGroups = 7
}
