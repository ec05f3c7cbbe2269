import Invoices

/// The names in web and mail addresses and the word in a letterhead's logo, which mostly are the supplier's.
struct WebName {
    private let names: Set<String>
    private let logos: Set<String>

    init(_ layout: Layout) {
        var names: Set<String> = []
        for token in layout.tokens
        where token.folded.holds("@") || token.folded.holds("www.") || token.folded.holds("://") {
            let host = token.folded.split(whereSeparator: { "@/:".contains($0) }).last { $0.contains(".") } ?? ""
            let labels = host.split(separator: ".").filter { $0 != "www" }
            if labels.count >= 2 { names.formUnion(Self.names(in: labels[labels.count - 2])) }
        }
        self.names = names
        logos = Self.logos(layout)
    }

    /// The whole name of a domain, and its longer parts: `mueller-shop.de` may be the address of Müller GmbH.
    private static func names(in domain: Substring) -> [String] {
        let whole = domain.filter { $0.isFastLetter || $0.isFastNumber }
        let parts = domain.split(separator: "-").filter { $0.count >= lettersOfPart }.map(String.init)
        return ([String(whole)] + parts).filter { $0.count >= 3 && !general.contains($0) }
    }

    private static let lettersOfPart = 5

    /// What says nothing of whose the address is.
    private static let general: Set<String> = [
        "gmail", "hotmail", "yahoo", "outlook", "web", "gmx", "icloud", "example", "online", "freenet", "orange",
        "group", "service", "services", "store", "office", "international", "invoice", "billing",
    ]

    /// Words by themselves at the head of the first page.
    private static func logos(_ layout: Layout) -> Set<String> {
        Set(
            layout.segments.lazy.filter { segment in
                segment.page == 0 && segment.tokens.count == 1 && segment.top < 0.12 * layout.sheets[0].height
            }.map { segment in TextFolding.fold(segment.text).filter(\.isFastLetter) }.filter { $0.count >= 5 })
    }

    func supports(_ name: String?) -> Bool {
        guard let name else { return false }
        return Self.spellings(of: name).contains { isTold(by: $0) }
    }

    /// Without accents, and with German umlauts as domains spell them.
    private static func spellings(of name: String) -> Set<String> {
        let written = umlauts.reduce(name.lowercased()) { $0.replacing($1.key, with: $1.value) }
        return Set([name, written].map { TextFolding.fold($0).filter { $0.isFastLetter || $0.isFastNumber } })
    }

    private static let umlauts = ["ä": "ae", "ö": "oe", "ü": "ue", "ß": "ss"]

    private func isTold(by folded: String) -> Bool {
        guard folded.count >= 4 else { return false }
        if logos.contains(where: { folded.contains($0) && folded != $0 }) { return true }
        return names.contains { name in
            (folded.contains(name) && name.count >= 4) || (name.contains(folded) && folded.count * 2 >= name.count)
        }
    }
}
