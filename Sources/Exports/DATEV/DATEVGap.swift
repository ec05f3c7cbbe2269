package import Invoices

/// Something without which a group's bookings cannot be written.
package struct DATEVGap: Sendable, Equatable {
    /// Stable words (docs/datev.md).
    package enum Code: String, Sendable, CaseIterable {
        case settingsMissing = "settings_missing"
        case reviewNeeded = "review_needed"
        case valueMissing = "value_missing"
        case valueOutOfRange = "value_out_of_range"
        case totalsDiffer = "totals_differ"
        case currencyUnsupported = "currency_unsupported"
        case accountMissing = "account_missing"
        case accountInvalid = "account_invalid"
        case taxKeyMissing = "tax_key_missing"
        case fiscalYearDiffers = "fiscal_year_differs"
        case bookedTwice = "booked_twice"
        case tooManyBookings = "too_many_bookings"
        case nothingToBook = "nothing_to_book"
    }

    package let code: Code
    /// Nil if it is about the account's settings or the whole group.
    package let job: Job.ID?
    /// What is missing: a path of extractedData such as `invoice.date`, `datev.taxKeys` of the settings, or
    /// `creditorAccount` of the supplier's metadata.
    package let place: String
    /// A sentence that says what to do.
    package let detail: String

    package init(_ code: Code, job: Job.ID? = nil, _ place: String, _ detail: String) {
        self.code = code
        self.job = job
        self.place = place
        self.detail = detail
    }
}
