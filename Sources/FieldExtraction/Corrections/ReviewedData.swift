package import Invoices

/// The data of an invoice as a person gives it: what is not named stays as it is.
package struct ReviewedData: Sendable {
    /// One value, as it was read and as it was written.
    package struct Given: Sendable, Equatable {
        package let value: Field.Value
        package let text: String

        package init(value: Field.Value, text: String) {
            self.value = value
            self.text = text
        }
    }

    /// Cells by the names of their columns.
    package typealias Row = [String: Given]

    /// By the fields' names; `.some(nil)` where the document has no such value.
    package var values: [String: Given?] = [:]
    /// All rows of the tables that are given, by the tables' names.
    package var tables: [String: [Row]] = [:]

    package init() {}
}
