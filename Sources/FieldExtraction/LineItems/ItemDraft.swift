import Foundation
import Invoices

/// One row of a table while it is being read.
struct ItemDraft: Sendable {
    /// What stands in its row under a heading of a further term.
    struct Term: Sendable {
        let kind: ColumnKind
        let heading: String
        let cell: TableRow.Cell
    }

    var page: Int
    /// Where its amount stands.
    var amount: TableRow.Cell
    var quantity: TableRow.Cell?
    var unitPrice: TableRow.Cell?
    var discount: TableRow.Cell?
    /// The rate of its tax or the tax itself.
    var tax: TableRow.Cell?
    var lines: [TableRow.Cell] = []
    var terms: [Term] = []
    /// Words behind the quantity.
    var besideQuantity: TableRow.Cell?
    /// Cells of columns that only a template knows, by its name for them.
    var others: [String: TableRow.Cell] = [:]

    var amountValue: Decimal { amount.figure?.value ?? 0 }

    /// Whether quantity × price, less the discount, is the amount, maybe with the tax; nil when one of them is missing.
    private(set) var addsUp: Bool?

    /// Whether it is the amount only with the tax.
    private(set) var isWithTax = false

    /// Names of the fields that were mended, e.g. `quantity`.
    private(set) var repairs: Set<String> = []

    mutating func repair(quantity value: Decimal) {
        quantity = (quantity ?? amount).holding(value)
        repairs.insert("quantity")
        addsUp = true
    }

    mutating func repair(unitPrice value: Decimal) {
        unitPrice = unitPrice?.holding(value)
        repairs.insert("unitPrice")
        addsUp = true
    }

    mutating func repair(amount value: Decimal) {
        amount = amount.holding(value)
        repairs.insert("amount")
        addsUp = true
    }

    /// Whether it is named, or multiplies: a row of sums has neither.
    var isItem: Bool { lines.contains { $0.text.contains(where: \.isFastLetter) } || addsUp == true }

    /// Chooses the readings of quantity, price and amount that multiply; leaves them as they are when none do.
    mutating func settle() {
        guard let quantities = quantity?.figure?.readings, let prices = unitPrice?.figure?.readings,
            let amounts = amount.figure?.readings
        else { return }
        addsUp = false
        let combinations = Self.combinations(quantities, prices, amounts)
        for way in Way.allCases {
            guard let (q, p, a) = combinations.first(where: { makes($0, $1, $2, way) }) else { continue }
            quantity?.figure?.readings = [q]
            unitPrice?.figure?.readings = [p]
            amount.figure?.readings = [a]
            (addsUp, isWithTax) = (true, way == .withTax)
            return
        }
    }

    private static func combinations(
        _ quantities: [Decimal], _ prices: [Decimal], _ amounts: [Decimal]
    ) -> [(Decimal, Decimal, Decimal)] {
        amounts.flatMap { a in prices.flatMap { p in quantities.map { ($0, p, a) } } }
    }

    /// How quantity and price make the amount, the likeliest first: `2.074 kg` is a thousandth of its other reading, which
    /// makes the amount with a price for a thousand.
    private enum Way: CaseIterable { case plain, withBasis, withTax }

    private func makes(_ quantity: Decimal, _ price: Decimal, _ amount: Decimal, _ way: Way) -> Bool {
        switch way {
        case .plain: multiplies(quantity, price, amount, withBasis: false)
        case .withBasis: multiplies(quantity, price, amount, withBasis: true)
        case .withTax: multipliesWithTax(quantity, price, amount)
        }
    }

    private static let cent = Decimal(sign: .plus, exponent: -3, significand: 11)

    /// A printed price is rounded, so the product may be off by half its last digit for every piece.
    private static func slack(_ quantity: Decimal, _ price: Decimal) -> Decimal {
        max(cent, abs(quantity) * Decimal(sign: .plus, exponent: min(price.exponent, -2) - 1, significand: 5))
    }

    /// The price is without tax, the amount with it.
    private func multipliesWithTax(_ quantity: Decimal, _ price: Decimal, _ amount: Decimal) -> Bool {
        guard let tax = tax?.figure, tax.value > 0 else { return false }
        let product = quantity * price
        let sums = [product * (100 + tax.value) / 100] + (tax.isPercent ? [] : [product + tax.value])
        return sums.contains { abs($0 - amount) <= Self.slack(quantity, price) }
    }

    /// - Parameter withBasis: Whether the price may be for a hundred or a thousand.
    private func multiplies(
        _ quantity: Decimal, _ price: Decimal, _ amount: Decimal, withBasis: Bool
    ) -> Bool {
        let slack = Self.slack(quantity, price)
        let product = quantity * price
        if abs(product - amount) <= slack || abs(product + amount) <= slack { return true }
        for basis in withBasis ? [Decimal(100), Decimal(1000)] : [] where abs(product / basis - amount) <= Self.cent {
            return true
        }
        guard let discount = discount?.figure?.value else { return false }
        let share = product * (100 - abs(discount)) / 100
        return abs(share - amount) <= slack || abs(product - abs(discount) - amount) <= slack
    }
}

extension TableRow.Cell {
    /// The same place with another value.
    fileprivate func holding(_ value: Decimal) -> TableRow.Cell {
        var cell = self
        cell.figure?.readings = [value]
        return cell
    }
}
