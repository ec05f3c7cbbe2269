import Invoices

/// Checks the rows of goods and services: quantity and price make each amount, and the amounts make the net amount or,
/// where prices include the tax, the total.
struct LineItemsCheck {
    private let sums: InvoiceSums
    private let products: [LineProduct?]

    init(_ sums: InvoiceSums) {
        self.sums = sums
        products = sums.lineItems.map { LineProduct($0) }
    }

    var findings: [Finding] {
        var wrong = Set(products.indices.filter { products[$0]?.isRight == false })
        let difference = difference
        // A line whose product is the one that the sum lacks is wrong by a cent, too.
        if wrong.isEmpty, let difference, let culprit = culprit(of: difference) { wrong.insert(culprit) }
        let lines = wrong.sorted().compactMap { index in products[index]?.finding(index) }
        return lines + [difference.flatMap { sum(of: $0, isExplained: !wrong.isEmpty) }].compactMap { $0 }
    }

    /// What the lines lack to the sum that they come nearest to.
    private struct Difference {
        let lines: Amount
        let name: String
        let wanted: Amount
        let missing: Amount
    }

    /// Nil where the lines make one of the sums, and where a line or all sums are missing.
    private var difference: Difference? {
        let amounts = sums.lineItems.compactMap(\.amount)
        guard amounts.count == sums.lineItems.count, !amounts.isEmpty else { return nil }
        let lines = amounts.reduce(Amount(0)) { $0 + $1 }
        let wanted = [("lineTotal", sums.lineTotal), ("subtotal", sums.subtotal), ("total", sums.total)]
            .compactMap { name, sum in sum.map { (name, $0) } }
        let differences = wanted.flatMap { name, sum in
            [lines, lines + sums.surcharge, lines - sums.allowances].map { made in
                Difference(lines: lines, name: name, wanted: sum, missing: sum - made)
            }
        }
        guard let nearest = differences.min(by: { $0.missing.magnitude < $1.missing.magnitude }) else { return nil }
        return nearest.missing.isSameCent(as: Amount(0)) ? nil : nearest
    }

    /// The only line that would make the sum right with its product.
    private func culprit(of difference: Difference) -> Int? {
        let lines = products.indices.filter { index in
            products[index].map { ($0.expected - $0.amount).isSameCent(as: difference.missing) } == true
        }
        return lines.count == 1 ? lines.first : nil
    }

    private func sum(of difference: Difference, isExplained: Bool) -> Finding? {
        // Each line is rounded by itself.
        let slack = 2 + sums.lineItems.count
        guard isExplained || !difference.missing.isNear(Amount(0), within: slack) else { return nil }
        let named =
            difference.name == "total" && sums.subtotal != nil
            ? ("subtotal", sums.subtotal) : (difference.name, difference.wanted)
        guard let said = named.1 else { return nil }
        let names = ["lineTotal": "lines' sum"]
        let message =
            "The line items add up to \(difference.lines.asMoney), but the \(names[named.0] ?? named.0) is "
            + "\(said.asMoney)."
        return Finding(field: "invoice.amounts.\(named.0)", severity: .warning, message: message, code: .lineSum)
    }
}
