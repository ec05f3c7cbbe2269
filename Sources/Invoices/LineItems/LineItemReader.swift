/// Finds the tables of line items on the pages and reads their rows. (Being written by the lead on branch `chief`:
/// headers and columns, rows over several lines and pages, quantity × price = amount. The header's fields, totals,
/// languages and everything else of the extraction stay with Extractor.)
package struct LineItemReader: Sendable {
    /// `totals` are the header's amounts as far as they are known: they choose between readings of the rows.
    package struct Totals: Sendable {
        package var subtotal: Amount?
        package var tax: Amount?
        package var total: Amount?

        package init(subtotal: Amount? = nil, tax: Amount? = nil, total: Amount? = nil) {
            self.subtotal = subtotal
            self.tax = tax
            self.total = total
        }
    }

    package init() {}

    /// Fields named `lineItems[i].description|quantity|unitPrice|amount`, in reading order; empty when no table is found.
    package func fields(on pages: [Page], totals: Totals) -> [Field] { [] }
}
