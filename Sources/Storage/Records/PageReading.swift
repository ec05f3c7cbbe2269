package import Invoices

/// What was found on one page of a job that has results, with what people corrected.
package struct PageReading: Sendable {
    /// Nil where the page was not read.
    package let text: String?
    package let fields: [Field]
}
