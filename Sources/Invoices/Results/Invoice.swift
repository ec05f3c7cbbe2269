/// An invoice's data in the contract's shape (docs/contract.md section 3): the view of fields that the table of fields names. What
/// is not on the page is nil.
package struct Invoice: Sendable, Equatable {
    /// A row of a table; cells of columns that the contract does not have are left out.
    package struct Row: Sendable, Equatable {
        fileprivate var cells: [String: Field.Value] = [:]

        /// Nil for a value of another kind than the column's, too.
        package subscript(column: InvoiceField) -> Field.Value? { cells[column.name] }
    }

    /// The first value of each field that is in no table, by its name.
    private var values: [String: Field.Value] = [:]
    /// By the tables' names.
    private var rows: [String: [Row]] = [:]

    /// The first field of a name counts; of another kind than the table gives the name, it counts as not found.
    package init(fields: [Field]) {
        for field in fields.reversed() {
            if let known = InvoiceField.headerByName[field.name] {
                values[known.name] = known.kind.holds(field.value) ? field.value : nil
            } else if let place = FieldPlace(field.name), FieldPlace.indexes.contains(place.index) {
                set(field.value, at: place)
            }
        }
    }

    private mutating func set(_ value: Field.Value, at place: FieldPlace) {
        let missing = place.index + 1 - (rows[place.table.name]?.count ?? 0)
        if missing > 0 { rows[place.table.name, default: []] += repeatElement(Row(), count: missing) }
        guard let column = place.table[column: place.column] else { return }
        rows[place.table.name]?[place.index].cells[column.name] = column.kind.holds(value) ? value : nil
    }

    /// Nil for a field of a table.
    package subscript(field: InvoiceField) -> Field.Value? { values[field.name] }

    package func rows(of table: InvoiceTable) -> [Row] { rows[table.name] ?? [] }
}

// MARK: What the engine's own sums and checks ask for

extension Invoice {
    package struct Party: Sendable, Equatable {
        package let name: String?
        package let address: String?
        package let taxId: String?

        package init(name: String? = nil, address: String? = nil, taxId: String? = nil) {
            self.name = name
            self.address = address
            self.taxId = taxId
        }
    }

    package typealias LineItem = Row

    package var number: String? { values["invoice.number"]?.text }
    package var date: CalendarDate? { values["invoice.date"]?.date }
    package var dueDate: CalendarDate? { values["invoice.dueDate"]?.date }
    package var supplier: Party { party("supplier") }
    package var customer: Party { party("customer") }
    package var subtotal: Amount? { values["invoice.amounts.subtotal"]?.amount }
    package var tax: Amount? { values["invoice.amounts.tax"]?.amount }
    package var total: Amount? { values["invoice.amounts.total"]?.amount }
    /// ISO 4217
    package var currency: String? { values["invoice.amounts.currency"]?.text }
    package var lineItems: [LineItem] { rows(of: InvoiceField.lineItems) }

    private func party(_ role: String) -> Party {
        func text(_ name: String) -> String? { values["invoice.\(role).\(name)"]?.text }
        return Party(name: text("name"), address: text("address"), taxId: text("taxId"))
    }
}

extension Invoice.LineItem {
    package var description: String? { cells["description"]?.text }
    package var quantity: Amount? { cells["quantity"]?.amount }
    package var unitPrice: Amount? { cells["unitPrice"]?.amount }
    package var amount: Amount? { cells["amount"]?.amount }
}
