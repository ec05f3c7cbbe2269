import Foundation
import Invoices

/// A table read as items, by one choice of what its amount column is.
struct ItemTable: Sendable {
    var items: [ItemDraft]
    /// How well it all fits together; only to compare readings of one table.
    var score: Double

    /// The reading of the table whose rows multiply and add up best; nil when it has no rows.
    static func read(_ body: TableBody, totals: LineItemReader.Totals) -> ItemTable? {
        let candidates = body.header.columns.indices.filter { index in
            switch body.header.columns[index].kind {
            case .amount, .gross: true
            case nil, .unitPrice, .tax:
                body.rows.contains { row in
                    row.figures.contains { $0.figure?.isMoney == true && body.header.column(of: $0) == index }
                }
            default: false
            }
        }
        return candidates.compactMap { table(of: body, amountColumn: $0, totals: totals) }.max { $0.score < $1.score }
    }

    var sum: Decimal { items.reduce(0) { $0 + $1.amountValue } }

    private static func table(of body: TableBody, amountColumn: Int, totals: LineItemReader.Totals) -> ItemTable? {
        var items = ItemAssembly(body: body, amountColumn: amountColumn).items()
        guard !items.isEmpty else { return nil }
        preferCommonMark(in: &items)
        for index in items.indices { items[index].settle() }
        items.removeAll { !$0.isItem }
        guard !items.isEmpty else { return nil }
        var table = ItemTable(items: items, score: 0)
        table.dropLastSum()
        table.dropSums(totals)
        if body.isRecognised {
            let repair = ItemRepair(
                amountsAreProven: table.matches(totals), hasQuantityColumn: body.header.kinds.contains(.quantity))
            for index in table.items.indices { repair.mend(&table.items[index]) }
        }
        table.score =
            table.fit(amountKind: body.header.columns[amountColumn].kind, totals) + Double(amountColumn) * 0.01
        return table
    }

    /// How well headings, products and sums agree with that column of amounts.
    private func fit(amountKind: ColumnKind?, _ totals: LineItemReader.Totals) -> Double {
        let prior: Double =
            switch amountKind {
            case .amount: 1.2
            case .gross: 0.6
            case .unitPrice: 0.2
            case .tax: -0.5
            default: 0
            }
        let fitting = items.reduce(0.0) { $0 + ($1.addsUp != true ? 0 : $1.isWithTax ? 0.1 : 1) }
        let priced = items.count { $0.addsUp != nil }
        // Products of each row prove more than one sum, which a wrong total may have.
        return prior + (priced > 0 ? 4 * fitting / Double(priced) : 0) + (matches(totals) ? 2 : 0)
    }

    /// Whether the rows add up to one of the header's amounts.
    func matches(_ totals: LineItemReader.Totals) -> Bool { Self.matches(sum, totals) }

    static func matches(_ sum: Decimal, _ totals: LineItemReader.Totals) -> Bool {
        [totals.subtotal, totals.total].compactMap { $0?.decimal }.contains {
            abs($0 - sum) < Decimal(sign: .plus, exponent: -3, significand: 11)
        }
    }

    /// A last row without quantity and price that is the sum of all rows above it is no item, whatever it says.
    private mutating func dropLastSum() {
        guard items.count > 2, let last = items.last, last.quantity == nil, last.unitPrice == nil,
            last.amountValue != 0, last.amountValue * 2 == sum
        else { return }
        items.removeLast()
    }

    /// Takes out up to three rows that keep the table from adding up to the header's amount, when they are sums of rows
    /// beside them or when no other choice would do.
    private mutating func dropSums(_ totals: LineItemReader.Totals) {
        guard items.count > 1, !matches(totals) else { return }
        let sums = sums
        let all = sum
        for count in 1...min(3, items.count - 1) {
            let choices = Self.choices(of: count, from: Array(items.indices)).filter { rows in
                Self.matches(all - rows.reduce(0) { $0 + items[$1].amountValue }, totals)
            }
            guard
                let choice = choices.first(where: { $0.allSatisfy(sums.contains) })
                    ?? (choices.count == 1 ? choices.first : nil)
            else { continue }
            // A row with quantity and price that is no sum is an item, whatever the header says.
            guard choice.allSatisfy({ sums.contains($0) || items[$0].addsUp == nil }) else { continue }
            items = items.indices.filter { !choice.contains($0) }.map { items[$0] }
            return
        }
    }

    /// The rows that are the sum of at least two rows just before them, or of as many that follow, and those that say
    /// that the table ends.
    ///
    /// Rows add up to an amount where two running totals differ by it: a table of ten thousand rows is looked through
    /// once.
    private var sums: Set<Int> {
        let amounts = items.map(\.amountValue)
        let running = amounts.reduce(into: [Decimal(0)]) { $0.append($0[$0.count - 1] + $1) }
        let places = running.indices.map { (running[$0], $0) }
        let first = Dictionary(places, uniquingKeysWith: { first, _ in first })
        let last = Dictionary(places, uniquingKeysWith: { _, last in last })
        return Set(
            items.indices.filter { index in
                let (before, after) = (running[index] - amounts[index], running[index + 1] + amounts[index])
                return first[before].map { $0 <= index - 2 } == true || last[after].map { $0 >= index + 3 } == true
                    || items[index].lines.first.map { TableTerms.isEnd($0.text) } == true
            })
    }

    private static func choices(of count: Int, from rows: [Int]) -> [[Int]] {
        guard rows.count <= 60 else { return [] }
        guard count > 0 else { return [[]] }
        return rows.indices.flatMap { place in
            choices(of: count - 1, from: Array(rows[(place + 1)...])).map { [rows[place]] + $0 }
        }
    }

    /// A table keeps one decimal mark: the one that its unambiguous numbers have.
    private static func preferCommonMark(in items: inout [ItemDraft]) {
        let marks = items.flatMap { [$0.amount, $0.unitPrice, $0.quantity].compactMap { $0?.figure?.decimalMark } }
        let commas = marks.count { $0 == .comma }
        guard commas * 2 != marks.count else { return }
        let mark = commas * 2 > marks.count ? DecimalMark.comma : .point
        for index in items.indices {
            items[index].amount.figure?.prefer(mark)
            items[index].quantity?.figure?.prefer(mark)
            items[index].unitPrice?.figure?.prefer(mark)
        }
    }
}
