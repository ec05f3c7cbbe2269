import Foundation
import Invoices

/// The sum of line items that were read.
struct ItemSum {
    private let sum: Decimal
    private let isEmpty: Bool

    init(_ fields: [Field]) {
        let amounts = Extraction(fields: fields).invoice.lineItems.compactMap(\.amount)
        isEmpty = amounts.isEmpty
        sum = amounts.reduce(0) { $0 + $1.decimal }
    }

    /// Whether the rows add up to one of the header's amounts.
    func matches(_ totals: LineItemReader.Totals) -> Bool {
        !isEmpty && ItemTable.matches(sum, totals)
    }
}
