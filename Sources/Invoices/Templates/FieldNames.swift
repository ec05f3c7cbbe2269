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
    package static func isInTable(_ name: String) -> Bool {
        name.hasPrefix("lineItems[") || name.hasPrefix("taxLines[")
    }

    /// True if the contract has exactly that name.
    package static func isKnown(_ name: String) -> Bool {
        if header.contains(name) || beyond.contains(name) { return true }
        guard let place = FieldPlace(name) else { return false }
        return FieldPlace.indexes.contains(place.index) && place.table.columns.contains(place.column)
    }

    /// Whether a template may call a field of its own so: a word that neither is built like a path of the contract nor
    /// differs by one letter from a name that the contract or a template has.
    static func isFree(_ name: String) -> Bool {
        let isPath = name.contains { "[]".contains($0) } || name.contains(#/[A-Za-z]\.[A-Za-z]/#)
        guard !isPath, name.allSatisfy(\.isLetter) else { return !isPath }
        let word = name.lowercased()
        return !words.contains { EditDistance.between($0.lowercased(), word.prefix(64)) == 1 }
    }

    /// The name of the contract that is most like it.
    package static func nearest(to name: String) -> String {
        if isInTable(name) { return FieldPlace.nearest(to: name) }
        let last = lastPart(name)
        func distance(_ known: String) -> Int {
            // A slip in the whole counts more than a path that is left out.
            min(
                2 * EditDistance.between(known.lowercased(), name.lowercased().prefix(64)),
                2 * EditDistance.between(lastPart(known).lowercased(), last.lowercased().prefix(64)) + 3)
        }
        let rated = (header + beyond).map { ($0, distance($0)) }
        return rated.min { ($0.1, $0.0) < ($1.1, $1.0) }.map(\.0) ?? header[0]
    }

    /// Of what kind a value of the contract's name is.
    package static func kind(of name: String) -> FieldRule.Kind {
        switch lastPart(name) {
        case "date", "dueDate": .date
        case "subtotal", "tax", "total", "quantity", "unitPrice", "amount", "amountDue", "discount", "shipping", "rate",
            "net":
            .amount
        default: .text
        }
    }

    private static func lastPart(_ name: String) -> String {
        name.split(separator: ".").last.map(String.init) ?? name
    }

    /// Names that are long enough for one wrong letter to be a slip.
    private static let words = (header.map(lastPart) + beyond).filter { $0.count >= 5 }

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
