import Invoices

/// Finds the tables of line items on the pages and reads their rows: headings tell the columns, amounts the rows,
/// quantity × price and the header's amounts choose between readings.
struct LineItemReader: Sendable {
    /// The header's amounts as far as they are known.
    struct Totals: Sendable {
        var subtotal: Amount?
        var tax: Amount?
        var total: Amount?

        init(subtotal: Amount? = nil, tax: Amount? = nil, total: Amount? = nil) {
            self.subtotal = subtotal
            self.tax = tax
            self.total = total
        }

        init(_ totals: TotalsFinder.Totals) {
            self.init(
                subtotal: totals.subtotal?.value, tax: totals.tax?.value, total: totals.total?.value)
        }
    }

    private let rule: LineItemRule

    /// `rule` tells the columns of a template's table; without columns they are told from the headings.
    init(rule: LineItemRule = LineItemRule()) {
        self.rule = rule
    }

    /// Fields named `lineItems[i].…` by the contract's columns, or by a template's names for columns of its own, in reading
    /// order; empty when no table is found.
    func fields(in layout: Layout, totals: Totals) -> [Field] {
        guard rule.isEnabled else { return [] }
        let rows = layout.sheets.map { TableRow.rows(of: $0, in: layout) }
        let bodies = TableBody.bodies(on: Array(zip(layout.sheets, rows)), structure: TableStructure(rule))
        let tables = bodies.compactMap { ItemTable.read($0, totals: totals) }
        var chosen = choose(among: tables, totals: totals)
        if chosen.isEmpty, rule.columns.isEmpty {
            chosen = looseItems(rows, in: layout, totals) ?? UnheadedItems(pages: rows, totals: totals).items() ?? []
        }
        let isProven = ItemTable(items: chosen, score: 0).matches(totals)
        let recognised = Set(layout.sheets.filter(\.isRecognised).map(\.number))
        return chosen.enumerated().flatMap { index, item in
            let source: Field.Source = recognised.contains(item.page) ? .ocr : .textLayer
            return ItemFields(
                item: item, index: index, source: source, isProven: isProven, isByTemplate: !rule.columns.isEmpty
            )
            .fields
        }
    }

    /// Of a table of which one heading is known, if its rows add up to the header's amounts or to an amount printed beside
    /// the table.
    private func looseItems(_ rows: [[TableRow]], in layout: Layout, _ totals: Totals) -> [ItemDraft]? {
        let bodies = TableBody.bodies(on: Array(zip(layout.sheets, rows)), isLoose: true)
        let tables = bodies.compactMap { ItemTable.read($0, totals: totals) }
        guard !tables.isEmpty else { return nil }
        let figures = rows.joined().flatMap(\.figures)
        return tables.first { table in
            let own = Set(table.items.map(\.amount.box))
            return table.matches(totals)
                || figures.contains {
                    $0.figure?.isMoney == true && $0.figure?.value == table.sum && !own.contains($0.box)
                }
        }?.items
    }

    /// One table that adds up by itself, else all that stand on the pages.
    private func choose(among tables: [ItemTable], totals: Totals) -> [ItemDraft] {
        if let proven = tables.first(where: { $0.matches(totals) }) { return proven.items }
        return tables.flatMap(\.items)
    }
}
