package import Invoices

/// Which statistics are asked for.
package struct StatisticsRequest: Sendable {
    package enum Division: String, Sendable, CaseIterable { case hour, day, supplier, template }

    package let division: Division
    /// The first hour is that of this time; nil: 30 days before the last.
    package let from: Timestamp?
    /// The last hour is that of this time; nil: the present one.
    package let to: Timestamp?

    package init(by division: Division, from: Timestamp? = nil, to: Timestamp? = nil) {
        self.division = division
        self.from = from
        self.to = to
    }
}

/// One hour or day, or all of a supplier or that a template was used for.
package struct StatisticsEntry: Sendable {
    /// When the hour or day began; nil by supplier and by template.
    package let start: Timestamp?
    /// Only by template.
    package let template: Template.ID?
    /// Only by supplier; nil for documents without one.
    package let supplier: Supplier.ID?
    package let counts: StatisticsCounts
}
