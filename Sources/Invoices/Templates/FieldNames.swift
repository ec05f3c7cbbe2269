/// The contract's names of fields, and the shorter ones that templates use for them.
package enum FieldNames {
    package static let header = [
        "invoice.number", "invoice.date", "invoice.dueDate", "invoice.supplier.name", "invoice.supplier.address",
        "invoice.supplier.taxId", "invoice.customer.name", "invoice.customer.address", "invoice.amounts.subtotal",
        "invoice.amounts.tax", "invoice.amounts.total", "invoice.amounts.currency",
    ]
    package static let beyond = [
        "purchaseOrder", "customerNumber", "iban", "bic", "paymentTerms", "paymentReference", "amountDue", "discount",
        "shipping",
    ]

    /// Of a row of the line items or of the taxes.
    static func isInTable(_ name: String) -> Bool { name.hasPrefix("lineItems[") || name.hasPrefix("taxLines[") }

    /// `total` and `amounts.total` are `invoice.amounts.total`; a name of nobody's stays as it is.
    package static func canonical(_ name: String) -> String {
        if header.contains(name) || beyond.contains(name) { return name }
        if let longer = header.first(where: { $0.hasSuffix("." + name) && name != "name" && name != "address" }) {
            return longer
        }
        let squeezed = TextFolding.fold(name).filter { $0.isLetter }
        return aliases[squeezed] ?? name
    }

    private static let aliases = [
        "invoicenumber": "invoice.number", "invoicedate": "invoice.date", "duedate": "invoice.dueDate",
        "suppliername": "invoice.supplier.name", "vendorname": "invoice.supplier.name",
        "issuer": "invoice.supplier.name",
        "supplieraddress": "invoice.supplier.address", "suppliertaxid": "invoice.supplier.taxId",
        "vatnumber": "invoice.supplier.taxId",
        "customername": "invoice.customer.name", "customeraddress": "invoice.customer.address",
        "netamount": "invoice.amounts.subtotal",
        "taxamount": "invoice.amounts.tax", "vatamount": "invoice.amounts.tax", "totalamount": "invoice.amounts.total",
        "amount": "invoice.amounts.total", "currencycode": "invoice.amounts.currency",
        "amountuntaxed": "invoice.amounts.subtotal",
    ]
}
