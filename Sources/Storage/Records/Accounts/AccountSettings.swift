package import Invoices

/// What an account's administrators set for all of its documents.
package struct AccountSettings: Sendable, Equatable {
    /// The overall confidence from which on new results need no review, 0…1; nil: the standard one.
    package var reviewThreshold: Double?
    /// Nil if the account exports no bookings.
    package var datev: DATEVSettings?

    package init(reviewThreshold: Double? = nil, datev: DATEVSettings? = nil) {
        self.reviewThreshold = reviewThreshold
        self.datev = datev
    }
}
