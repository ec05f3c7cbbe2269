import Invoices

/// What a line's amount has to be by its quantity, its price, its discount and its surcharge.
struct LineProduct {
    let quantity: Amount
    let price: Amount
    /// What the line says.
    let amount: Amount
    private let discount: Amount
    private let charge: Amount
    private let taxRate: Amount?
    private let isElectronic: Bool

    /// Nil where one of quantity, price and amount is missing.
    init?(_ item: Invoice.LineItem, isElectronic: Bool) {
        guard let quantity = item.quantity, let price = item.unitPrice, let amount = item.amount else { return nil }
        func cell(_ name: String) -> Amount? { InvoiceField.lineItems[column: name].flatMap { item[$0]?.amount } }
        (self.quantity, self.price, self.amount) = (quantity, price, amount)
        discount = cell("discount") ?? Amount(0)
        charge = cell("charge") ?? Amount(0)
        taxRate = cell("taxRate")
        self.isElectronic = isElectronic
    }

    private var product: Amount { quantity * price }

    /// The product less the discount; of what is printed with the amount's sign, since a credited line may have it in one of
    /// its numbers only.
    var expected: Amount {
        if isElectronic { return product + charge - discount }
        let signed = amount < Amount(0) ? -product.magnitude : product.magnitude
        return signed.with(charges: charge, allowances: discount)
    }

    /// Also where the price is for more than one, as some headings say, and where the amount includes the tax that the price
    /// does not. What the base quantity says is in the price already, which is that of one.
    var isRight: Bool {
        if amount.isNear(expected, within: slack) { return true }
        // Both have terms of their own in an e-invoice.
        guard !isElectronic else { return false }
        let bases = [Amount(100), Amount(1000)]
        if bases.contains(where: { product.divided(by: $0)?.isNear(amount, within: 1) == true }) { return true }
        guard let taxRate else { return false }
        return (expected * (Amount(100) + taxRate) * Amount(cents: 1)).isNear(amount, within: slack)
    }

    /// Prices are rounded before they are multiplied: half a hundredth for each piece.
    private var slack: Int { 1 + (quantity.magnitude.cents ?? 0) / 200 }

    func finding(_ index: Int) -> Finding {
        let less = discount == Amount(0) ? "" : " less \(discount.asMoney)"
        let more = charge == Amount(0) ? "" : " plus \(charge.asMoney)"
        let message =
            "\(quantity.literal) × \(price.asMoney)\(less)\(more) is \(expected.asMoney), but the line's amount is "
            + "\(amount.asMoney)."
        return Finding(field: "lineItems[\(index)].amount", severity: .warning, message: message, code: .lineProduct)
    }
}
