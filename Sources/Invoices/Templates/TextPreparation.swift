/// How a template wants the text in which its patterns are looked for.
package struct TextPreparation: Sendable, Equatable {
    package enum Arrangement: String, Sendable, CaseIterable {
        /// Block by block; if that has no match, row by row across the page.
        case reading
        /// Row after row, columns held apart by spaces, all pages in one text.
        case rows
    }

    package struct Replacement: Sendable, Equatable {
        package var pattern: String
        /// `\1` and `\g<name>` stand for groups of the pattern.
        package var with: String

        package init(pattern: String, with: String) {
            self.pattern = pattern
            self.with = with
        }
    }

    package var arrangement: Arrangement
    package var removesSpaces: Bool
    package var removesAccents: Bool
    package var lowercases: Bool
    package var replacements: [Replacement]

    package init(
        arrangement: Arrangement = .reading, removesSpaces: Bool = false, removesAccents: Bool = false,
        lowercases: Bool = false, replacements: [Replacement] = []
    ) {
        self.arrangement = arrangement
        self.removesSpaces = removesSpaces
        self.removesAccents = removesAccents
        self.lowercases = lowercases
        self.replacements = replacements
    }
}
