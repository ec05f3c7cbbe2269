import Foundation
import Invoices

/// Mends what recognition misread or lost in a row, where the other two numbers and the printed digits prove it.
struct ItemRepair {
    /// Whether the rows' amounts add up to the header's: then an amount is never the one to mend.
    let amountsAreProven: Bool
    let hasQuantityColumn: Bool

    func mend(_ item: inout ItemDraft) {
        guard item.addsUp != true, let price = item.unitPrice?.figure?.value, price != 0 else { return }
        let amount = item.amountValue
        guard let quantity = item.quantity?.figure else {
            addQuantity(amount / price, price: price, to: &item)
            return
        }
        if let better = nearMiss(quantity.text, amount / price) {
            item.repair(quantity: better)
        } else if quantity.value != 0, let better = nearMiss(item.unitPrice?.text ?? "", amount / quantity.value) {
            item.repair(unitPrice: better)
        } else if !amountsAreProven, let better = nearMiss(item.amount.text, quantity.value * price) {
            item.repair(amount: better)
        }
    }

    /// A lone number is what recognition loses first; the column says that there was one. A small price divides almost
    /// any amount into a round quantity, so it proves nothing.
    private func addQuantity(_ quotient: Decimal, price: Decimal, to item: inout ItemDraft) {
        let quantity = quotient.rounded(2)
        guard hasQuantityColumn, quantity > 0, quantity < 1000, quantity.rounded(0) == quantity || abs(price) >= 2,
            (quantity * price).rounded(2) == item.amountValue
        else { return }
        item.repair(quantity: quantity)
    }

    /// The value, if it is printed like `text` with one character read wrongly, lost or added.
    private func nearMiss(_ text: String, _ value: Decimal) -> Decimal? {
        guard PrintedNumber(text) != nil else { return nil }
        let places = text.decimalPlaces
        let rounded = value.rounded(places)
        guard
            abs(rounded - value) <= Decimal(sign: .plus, exponent: -6, significand: 1)
                || abs(rounded - value) < abs(value) / 5000
        else { return nil }
        return text.digits.isOneSlip(from: rounded.digits(places: places)) ? rounded : nil
    }
}

extension Decimal {
    fileprivate func rounded(_ places: Int) -> Decimal {
        var (rounded, exact) = (Decimal(), self)
        NSDecimalRound(&rounded, &exact, places, .plain)
        return rounded
    }

    /// All digits without the mark: 5.5 with two places is `550`.
    fileprivate func digits(places: Int) -> [Character] {
        let scaled = abs(self) * (0..<places).reduce(Decimal(1)) { product, _ in product * 10 }
        return Array(scaled.description.prefix { $0 != "." })
    }
}

extension String {
    fileprivate var digits: [Character] { filter { $0 >= "0" && $0 <= "9" }.map { $0 } }

    /// Digits behind the last mark; none for a whole number and for groups of thousands.
    fileprivate var decimalPlaces: Int {
        let core = filter { $0.isFastNumber || $0 == "." || $0 == "," }
        guard let mark = core.lastIndex(where: { $0 == "." || $0 == "," }) else { return 0 }
        let behind = core.distance(from: mark, to: core.endIndex) - 1
        return behind == 3 ? 0 : behind
    }
}

extension [Character] {
    /// One digit changed, lost or added.
    fileprivate func isOneSlip(from other: [Character]) -> Bool {
        if count == other.count { return zip(self, other).count { $0 != $1 } == 1 }
        let (long, short) = count > other.count ? (self, other) : (other, self)
        guard long.count == short.count + 1 else { return false }
        return long.indices.contains { index in Array(long[..<index] + long[(index + 1)...]) == short }
    }
}
