import Invoices

/// Checks the rows of goods and services: quantity and price make each amount, and the amounts make the net amount or,
/// where prices include the tax, the total.
struct LineItemsCheck {
    private let sums: InvoiceSums
    private let products: [LineProduct?]

    init(_ sums: InvoiceSums) {
        self.sums = sums
        products = sums.lineItems.map { LineProduct($0, isElectronic: sums.isElectronic) }
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
        guard
            let nearest = wanted.flatMap({ differences(of: lines, to: $0) })
                .min(by: { $0.missing.magnitude < $1.missing.magnitude })
        else { return nil }
        // A credit note may print its lines without their minus.
        let isReversed = wanted.contains { $0.sum.isSameCent(as: -lines) }
        return isReversed || nearest.missing.isSameCent(as: Amount(0)) ? nil : nearest
    }

    /// The sums that lines may make. A total without a known tax says nothing of lines without tax.
    private var wanted: [(name: String, sum: Amount)] {
        if sums.isElectronic, let lineTotal = sums.lineTotal { return [("lineTotal", lineTotal)] }
        let gross = sums.subtotal == nil && sums.tax == nil ? nil : sums.total
        let net = sums.subtotal == nil ? gross.flatMap { gross in sums.tax.map { gross - $0 } } : nil
        return [("lineTotal", sums.lineTotal), ("subtotal", sums.subtotal), ("total", gross), ("total", net)]
            .compactMap { name, sum in sum.map { (name, $0) } }
    }

    private func differences(of lines: Amount, to wanted: (name: String, sum: Amount)) -> [Difference] {
        // An e-invoice's sum of lines is before allowances and charges (BR-CO-10).
        let isBare = sums.isElectronic && wanted.name == "lineTotal"
        return (isBare ? [lines] : [lines, sums.surcharged(lines)]).map { made in
            Difference(lines: lines, name: wanted.name, wanted: wanted.sum, missing: wanted.sum - made)
        }
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
        // A total alone does not tell what was added to the lines.
        guard sums.subtotal != nil || sums.lineTotal != nil else { return nil }
        guard isExplained || !difference.missing.isNear(Amount(0), within: slack) else { return nil }
        // Prices hardly ever include the tax where a net amount is printed.
        let name = difference.name == "total" && sums.subtotal != nil ? "subtotal" : difference.name
        let said = name == "subtotal" ? sums.subtotal ?? difference.wanted : difference.wanted
        let word = name == "lineTotal" ? "lines' sum" : name
        let message =
            "The line items add up to \(difference.lines.asMoney), but the \(word) is "
            + "\(said.asMoney)."
        return Finding(field: "invoice.amounts.\(name)", severity: .warning, message: message, code: .lineSum)
    }
}
