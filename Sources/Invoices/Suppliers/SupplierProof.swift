/// One thing on a document that tells who its supplier is, in a form that compares.
package struct SupplierProof: Sendable, Hashable {
    /// The strongest first: if two kinds speak for two suppliers, the stronger one decides.
    package enum Kind: String, Sendable, CaseIterable {
        case vatNumber, taxNumber, registrationNumber, iban, domain, nameWithPlace
        /// A name alone only proposes: many bear the same.
        case name

        /// Whether a confirmed one tells who the supplier is.
        package var identifies: Bool { self != .name }

        /// Whether an authority gives it to one holder only. Accounts and domains may be shared: by the customers of a
        /// factoring bank, by the companies of a group.
        package var isExclusive: Bool {
            switch self {
            case .vatNumber, .taxNumber, .registrationNumber: true
            case .iban, .domain, .nameWithPlace, .name: false
            }
        }
    }

    package let kind: Kind
    /// Normalised; never empty, at most `SupplierProof.longest` scalars.
    package let value: String

    static let longest = 255

    /// Nil for a text that cannot be a proof of that kind. A `nameWithPlace` is made by `SupplierProofs`.
    package init?(_ kind: Kind, _ text: String) {
        guard let value = SupplierProof.normalised(kind, text), !value.isEmpty,
            value.unicodeScalars.count <= Self.longest
        else {
            return nil
        }
        self.kind = kind
        self.value = value
    }

    private static func normalised(_ kind: Kind, _ text: String) -> String? {
        switch kind {
        case .vatNumber: vatNumber(text)
        case .taxNumber, .registrationNumber: plain(text).atLeast(shortestNumber)
        case .iban: plain(text).atLeast(shortestIBAN)
        case .domain: MailDomain.proving(text)
        case .nameWithPlace: text
        case .name: comparable(text)
        }
    }

    /// Shorter ones are no authority's.
    private static let shortestNumber = 4
    /// Norway's.
    private static let shortestIBAN = 15

    /// `DE 123 456 789` → `DE123456789`; `GR` → `EL`, as EU law writes it; `CHE-123.456.789 MWST` → `CHE123456789`.
    private static func vatNumber(_ text: String) -> String? {
        var number = plain(text)
        if number.hasPrefix("GR") { number = "EL" + number.dropFirst(2) }
        if number.hasPrefix("CHE") {
            for suffix in ["MWST", "TVA", "IVA"] where number.hasSuffix(suffix) {
                number.removeLast(suffix.count)
            }
        }
        return number.atLeast(shortestVATNumber)
    }

    /// Romania's may have two digits, but those are too easily something else.
    private static let shortestVATNumber = 7

    /// A name or place: letters and digits, folded; nil if it has none.
    static func comparable(_ text: String) -> String? {
        let plain = TextFolding.fold(text).filter { $0.isLetter || $0.isNumber }
        return plain.isEmpty ? nil : plain
    }

    /// Letters and digits, upper case.
    static func plain(_ text: String) -> String {
        TextFolding.fold(text).uppercased().filter { $0.isLetter || $0.isNumber }
    }
}

extension String {
    fileprivate func atLeast(_ length: Int) -> String? { count >= length ? self : nil }
}
