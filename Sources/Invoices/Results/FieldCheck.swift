/// What a check says of a field's value: sums, check digits, the order of dates, agreement with other fields.
package struct FieldCheck: Sendable, Equatable {
    /// Stable words that tell which check it is (docs/contract.md section 3).
    package enum Name: String, Sendable, CaseIterable {
        case totals
        case lineSum = "line_sum"
        case dates
        case ibanChecksum = "iban_checksum"
        case vatChecksum = "vat_checksum"
        case currencyCountry = "currency_country"
    }

    package let name: Name
    package let passed: Bool
    /// A sentence with the figures.
    package let message: String

    package init(_ name: Name, passed: Bool, message: String) {
        self.name = name
        self.passed = passed
        self.message = message
    }
}
