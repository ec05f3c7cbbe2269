/// An invoice's data in the contract's shape (docs/contract.md section 3); what is not on the page is nil.
package struct Invoice: Sendable, Equatable {
    package struct Party: Sendable, Equatable {
        package var name: String?
        package var address: String?
        package var taxId: String?

        package init(name: String? = nil, address: String? = nil, taxId: String? = nil) {
            self.name = name
            self.address = address
            self.taxId = taxId
        }
    }

    package struct LineItem: Sendable, Equatable {
        package var description: String?
        package var quantity: Amount?
        package var unitPrice: Amount?
        package var amount: Amount?

        package init(
            description: String? = nil, quantity: Amount? = nil, unitPrice: Amount? = nil, amount: Amount? = nil
        ) {
            self.description = description
            self.quantity = quantity
            self.unitPrice = unitPrice
            self.amount = amount
        }
    }

    package var number: String?
    package var date: CalendarDate?
    package var dueDate: CalendarDate?
    package var supplier = Party()
    package var customer = Party()
    package var subtotal: Amount?
    package var tax: Amount?
    package var total: Amount?
    /// ISO 4217
    package var currency: String?
    package var lineItems: [LineItem] = []

    package init() {}

    /// The view of fields named as the contract names them; the first field of a name counts.
    package init(fields: [Field]) {
        for field in fields.reversed() {
            switch field.name {
            case "invoice.number": number = field.value.text
            case "invoice.date": date = field.value.date
            case "invoice.dueDate": dueDate = field.value.date
            case "invoice.supplier.name": supplier.name = field.value.text
            case "invoice.supplier.address": supplier.address = field.value.text
            case "invoice.supplier.taxId": supplier.taxId = field.value.text
            case "invoice.customer.name": customer.name = field.value.text
            case "invoice.customer.address": customer.address = field.value.text
            case "invoice.amounts.subtotal": subtotal = field.value.amount
            case "invoice.amounts.tax": tax = field.value.amount
            case "invoice.amounts.total": total = field.value.amount
            case "invoice.amounts.currency": currency = field.value.text
            default: setLineItem(field)
            }
        }
    }

    /// Takes `lineItems[2].amount`; other names are not in the contract's view.
    private mutating func setLineItem(_ field: Field) {
        guard field.name.hasPrefix("lineItems["), let close = field.name.firstIndex(of: "]"),
            let index = Int(field.name[field.name.index(field.name.startIndex, offsetBy: 10)..<close]),
            FieldPlace.indexes.contains(index)
        else { return }
        while lineItems.count <= index { lineItems.append(LineItem()) }
        switch field.name[field.name.index(after: close)...] {
        case ".description": lineItems[index].description = field.value.text
        case ".quantity": lineItems[index].quantity = field.value.amount
        case ".unitPrice": lineItems[index].unitPrice = field.value.amount
        case ".amount": lineItems[index].amount = field.value.amount
        default: break
        }
    }
}
