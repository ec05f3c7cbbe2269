import Foundation
import Invoices

/// What a line says besides its description, quantity, price and amount, by the contract's names of columns.
struct LineTerms {
    struct Term {
        let name: String
        let value: Field.Value
        let cell: TableRow.Cell
        /// Whether it was reckoned from what is printed: a discount in per cent is an amount.
        var isComputed = false
    }

    private let item: ItemDraft

    init(_ item: ItemDraft) { self.item = item }

    var terms: [Term] {
        [position, code, gtin].compactMap { $0 } + units + [discount, rate, tax, gross].compactMap { $0 }
    }

    private func cells(_ kind: ColumnKind) -> [ItemDraft.Term] { item.terms.filter { $0.kind == kind } }

    // MARK: What identifies it

    private var position: Term? {
        guard let cell = cells(.position).first?.cell, cell.words.count == 1, cell.text.hasPlainDigit else {
            return nil
        }
        return Term(name: "position", value: .text(cell.text.trimmingPunctuation), cell: cell)
    }

    /// An article's number is one word with a digit, or of capitals.
    private var code: Term? {
        guard let cell = cells(.code).first?.cell, cell.words.count == 1,
            cell.text.hasPlainDigit || cell.text == cell.text.uppercased(),
            cell.text.contains(where: \.isFastLetter) || cell.text.hasPlainDigit
        else { return nil }
        return Term(name: "code", value: .text(cell.text), cell: cell)
    }

    private var gtin: Term? {
        guard let cell = cells(.gtin).first?.cell, GTIN.isOne(cell.text) else { return nil }
        return Term(name: "gtin", value: .text(cell.text), cell: cell)
    }

    /// Under a heading for units, or the word behind the quantity; its code where the word is known.
    private var units: [Term] {
        if let cell = cells(.unit).first?.cell, cell.figure == nil, cell.words.count <= 2 { return units(cell) }
        guard let cell = item.besideQuantity, let word = cell.words.first, UnitWords.code(word.text) != nil else {
            return []
        }
        return units(TableRow.Cell(text: word.text, box: word.box, figure: nil, words: [word]))
    }

    private func units(_ cell: TableRow.Cell) -> [Term] {
        let code = UnitWords.code(cell.text).map { Term(name: "unitCode", value: .text($0), cell: cell) }
        return [Term(name: "unit", value: .text(cell.text), cell: cell)] + [code].compactMap { $0 }
    }

    // MARK: Amounts

    /// What is taken off, positive whatever sign is printed; of per cent the amount.
    private var discount: Term? {
        guard let term = cells(.discount).first ?? provingDiscount, let figure = term.cell.figure, figure.value != 0
        else { return nil }
        let printed = abs(figure.value)
        guard let product else {
            return figure.isPercent ? nil : Term(name: "discount", value: .amount(Amount(printed)), cell: term.cell)
        }
        let share = (product * printed / 100).roundedToCents
        let isShare =
            figure.isPercent || term.heading.contains("%")
            || abs(product - share - abs(item.amountValue)) < abs(product - printed - abs(item.amountValue))
        // What the line's own amount says is rounded as the issuer rounds.
        let difference = product - abs(item.amountValue)
        let amount = isShare ? (abs(difference - share) <= Self.rounding ? difference : share) : printed
        return Term(name: "discount", value: .amount(Amount(amount)), cell: term.cell, isComputed: isShare)
    }

    /// From a row beside the line's own, where the line's amount is the product less it.
    private var provingDiscount: ItemDraft.Term? {
        guard let cell = item.discount, let figure = cell.figure, let product else { return nil }
        let printed = abs(figure.value)
        let difference = product - abs(item.amountValue)
        let isProof = [printed, product * printed / 100].contains { abs(difference - $0) <= Self.rounding }
        return isProof ? ItemDraft.Term(kind: .discount, heading: "", cell: cell) : nil
    }

    private static let rounding = Decimal(sign: .plus, exponent: -2, significand: 1)

    private var product: Decimal? {
        guard let quantity = item.quantity?.figure?.value, let price = item.unitPrice?.figure?.value else { return nil }
        return abs((quantity * price).roundedToCents)
    }

    /// Per cent: a figure that is a rate, printed with its sign or as bare as others print it.
    private var rate: Term? {
        rateCell.flatMap { cell in
            cell.figure.map { Term(name: "taxRate", value: .amount(Amount($0.value)), cell: cell) }
        }
    }

    private var rateCell: TableRow.Cell? {
        let cells = cells(.tax).map(\.cell)
        return cells.first { $0.figure?.isPercent == true }
            ?? cells.first { $0.figure.map { TaxRates.areUsual($0.value) } == true }
    }

    /// Money under a heading of taxes that is not the rate.
    private var tax: Term? {
        let rate = rateCell
        let cell = cells(.tax).map(\.cell).first { cell in
            cell.box != rate?.box && cell.figure.map { $0.isMoney && !$0.isPercent } == true
        }
        return cell.flatMap { cell in
            cell.figure.map { Term(name: "taxAmount", value: .amount(Amount($0.value)), cell: cell) }
        }
    }

    private var gross: Term? {
        guard let cell = cells(.gross).last?.cell, let figure = cell.figure, figure.isMoney else { return nil }
        return Term(name: "amountWithTax", value: .amount(Amount(figure.value)), cell: cell)
    }
}

extension Decimal {
    fileprivate var roundedToCents: Decimal {
        var (rounded, exact) = (Decimal(), self)
        NSDecimalRound(&rounded, &exact, 2, .plain)
        return rounded
    }
}
