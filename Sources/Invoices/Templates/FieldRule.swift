/// Where a template finds one field: by a pattern, in a region, or, with neither, by the template-free reader.
package struct FieldRule: Sendable, Equatable {
    package enum Kind: String, Sendable, CaseIterable {
        case text, number, amount, date, currency, boolean
    }

    /// Which of several matches counts.
    package enum Occurrence: String, Sendable, CaseIterable {
        case first, last
        /// Of amounts or dates.
        case least, greatest
        /// Of amounts.
        case sum
    }

    package struct Limits: Sendable, Equatable {
        package var minLength: Int?
        package var maxLength: Int?
        /// A date pattern like `dd.MM.yyyy`, or email|iban|vat, or a regular expression.
        package var format: String?

        package init(minLength: Int? = nil, maxLength: Int? = nil, format: String? = nil) {
            self.minLength = minLength
            self.maxLength = maxLength
            self.format = format
        }
    }

    package var name: String
    package var kind: Kind
    package var isRequired: Bool
    /// PCRE2; the group named `value`, else group 1, else the whole match.
    package var pattern: String?
    package var coordinates: Box?
    /// From 1; −1 is the last.
    package var page: Int
    package var limits: Limits
    /// What the field always is, whether or not a page shows it.
    package var constant: String?
    package var occurrence: Occurrence

    package init(
        name: String, kind: Kind = .text, isRequired: Bool = false, pattern: String? = nil, coordinates: Box? = nil,
        page: Int = 1, limits: Limits = Limits(), constant: String? = nil, occurrence: Occurrence = .first
    ) {
        self.name = name
        self.kind = kind
        self.isRequired = isRequired
        self.pattern = pattern
        self.coordinates = coordinates
        self.page = page
        self.limits = limits
        self.constant = constant
        self.occurrence = occurrence
    }

    /// Whether the template finds the field itself; else the template-free reader does.
    package var isOwn: Bool { constant != nil || pattern != nil || coordinates != nil }
}
