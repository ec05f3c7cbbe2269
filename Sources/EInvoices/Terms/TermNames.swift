/// The contract's names of terms, where they are not the terms' own.
enum TermNames {
    private static let names = [
        "invoice.purchaseOrder": "purchaseOrder", "invoice.customer.number": "customerNumber",
        "invoice.payment.iban": "iban", "invoice.payment.bic": "bic", "invoice.payment.terms": "paymentTerms",
        "invoice.payment.reference": "paymentReference", "invoice.amounts.amountDue": "amountDue",
        "invoice.amounts.allowances": "discount",
    ]

    static func contract(_ name: String) -> String {
        if name.hasPrefix("invoice.taxLines[") { return String(name.dropFirst("invoice.".count)) }
        return names[name] ?? name
    }
}
