import Foundation
import Invoices

/// Quantity and price under headings that we do not know: the numbers of the row that make the amount.
struct ProvenFactors {
    private let cells: [TableRow.Cell]

    /// The row's cells; the factors stand before the amount.
    init(_ cells: [TableRow.Cell], before amount: TableRow.Cell) {
        self.cells = cells.filter { cell in
            cell.box.maxX < amount.box.x && cell.figure.map { !$0.isPercent && $0.value != 0 } == true
        }
    }

    /// Fills what is missing, if one choice multiplies; leaves the item as it is when none does.
    func add(to item: inout ItemDraft) {
        guard item.quantity == nil || item.unitPrice == nil else { return }
        let isFree = item.quantity == nil && item.unitPrice == nil
        for quantity in item.quantity.map({ [$0] }) ?? cells {
            for price in item.unitPrice.map({ [$0] }) ?? cells
            where isFree ? quantity.box.maxX < price.box.x : quantity.box != price.box {
                var proven = item
                (proven.quantity, proven.unitPrice) = (quantity, price)
                proven.settle()
                guard proven.addsUp == true, isWhole(proven) else { continue }
                if isSwapped(proven) { (proven.quantity, proven.unitPrice) = (proven.unitPrice, proven.quantity) }
                item = proven
                return
            }
        }
    }

    /// Takes other numbers of the row for quantity and price where those of their columns do not make the amount: a column
    /// of codes without a heading stands nearer to that of the quantities.
    func replace(in item: inout ItemDraft) {
        var settled = item
        settled.settle()
        guard settled.addsUp == false else { return }
        for (keepsQuantity, keepsPrice) in [(false, true), (true, false), (false, false)] {
            var other = item
            if !keepsQuantity { other.quantity = nil }
            if !keepsPrice { other.unitPrice = nil }
            add(to: &other)
            guard other.addsUp == true, !other.isWithTax else { continue }
            item = other
            return
        }
    }

    /// A price for a hundred may be said by a heading, and this one is unknown.
    private func isWhole(_ item: ItemDraft) -> Bool {
        guard let quantity = item.quantity?.figure?.value, let price = item.unitPrice?.figure?.value else {
            return false
        }
        return item.isWithTax || abs(abs(quantity * price) - abs(item.amountValue)) * 50 <= abs(item.amountValue)
    }

    /// `3184 kWh  0,3127`: the one with the decimals of a price is the price.
    private func isSwapped(_ item: ItemDraft) -> Bool {
        guard let quantity = item.quantity?.figure, let price = item.unitPrice?.figure else { return false }
        return price.value.exponent >= 0 && !price.isMoney && quantity.value.exponent <= -2
    }
}
