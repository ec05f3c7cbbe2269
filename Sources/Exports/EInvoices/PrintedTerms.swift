import Invoices

/// Says what a page says in the ways of EN 16931, which has no negative prices, no credit notes of negative amounts, no
/// lines with tax, and no VAT numbers without their country.
enum PrintedTerms {
    static func adapt(_ terms: inout Terms) {
        for party in ["invoice.supplier", "invoice.customer"] { adaptParty(party, &terms) }
        // BT-86 is a BIC or, where an account has none, its bank's code in the country.
        terms.move("invoice.payment.bankCode", to: "invoice.payment.bic")
        turnSigns(&terms)
        terms.change("lineItems", turnPrice)
    }

    private static func adaptParty(_ party: String, _ terms: inout Terms) {
        // BT-35 is the address's main line; where the parts were not told from each other, it holds all of them.
        if !terms.hasGroup("\(party).addressParts") {
            terms.complete("\(party).addressParts.street", terms["\(party).address"])
        }
        // BT-31 and BT-48 begin with the country's code (BR-CO-9); other tax numbers are BT-32's.
        if let number = terms.text("\(party).taxId"), !beginsWithCountry(number) {
            terms.move("\(party).taxId", to: "\(party).taxNumber")
        }
    }

    /// ISO 3166-1's two letters before the digits.
    static func beginsWithCountry(_ number: String) -> Bool {
        let isLetter: (UInt8) -> Bool = { (0x41...0x5A).contains($0) }
        return number.utf8.prefix(2).count(where: isLetter) == 2 && number.utf8.contains { (0x30...0x39).contains($0) }
    }

    private static let turnedAmounts = [
        "lineTotal", "subtotal", "tax", "total", "rounding", "amountDue", "taxInTaxCurrency",
    ]

    /// A credit note of negative amounts: its code already says which way the money goes.
    private static func turnSigns(_ terms: inout Terms) {
        guard terms.text("invoice.kind") == DocumentKind.creditNote.rawValue,
            let total = terms.amount("invoice.amounts.total") ?? terms.amount("invoice.amounts.amountDue"),
            total < Amount(0)
        else { return }
        for name in turnedAmounts { terms.turn("invoice.amounts.\(name)") }
        terms.change("invoice.taxLines") { row in
            for name in ["net", "tax", "gross"] { row.turn(name) }
        }
        terms.change("lineItems") { line in
            for name in ["amount", "taxAmount", "amountWithTax"] { line.turn(name) }
            line.turn((line.amount("quantity") ?? Amount(0)) < Amount(0) ? "quantity" : "unitPrice")
            if (line.amount("amount") ?? Amount(0)) < Amount(0) { turnPrice(&line) }
        }
    }

    /// BR-27: a price is not negative, so the quantity is.
    private static func turnPrice(_ line: inout Terms) {
        guard let price = line.amount("unitPrice"), price < Amount(0), line.has("quantity") else { return }
        line.turn("unitPrice")
        line.turn("quantity")
    }

    /// BT-131 and BT-146 are without tax. A line that has both amounts gives the first; there is no price without tax.
    static func takeTaxFromLines(_ terms: inout Terms) {
        guard linesIncludeTax(terms) else { return }
        terms.change("lineItems") { line in
            let amount = line.amount("amount")
            line["amount"] = line.amount("taxAmount").flatMap { tax in amount.map { .amount($0 - tax) } }
            line["unitPrice"] = nil
        }
    }

    /// Said by the document, or by its lines, which make its total and not what the total is without tax.
    private static func linesIncludeTax(_ terms: Terms) -> Bool {
        if terms.has("invoice.amountsIncludeTax") { return terms.isTrue("invoice.amountsIncludeTax") }
        guard let total = terms.amount("invoice.amounts.total"), let net = terms.amount("invoice.amounts.subtotal"),
            net != total
        else { return false }
        return terms.sum(of: "amount", in: "lineItems") == total
    }
}

extension Terms {
    fileprivate mutating func turn(_ name: String) {
        if let amount = amount(name) { self[name] = .amount(-amount) }
    }

    /// The sum of a term of all members; nil if one of them, or each, lacks it.
    func sum(of name: String, in list: String) -> Amount? {
        let amounts = rows(list).compactMap { $0.amount(name) }
        guard !amounts.isEmpty, amounts.count == rows(list).count else { return nil }
        return amounts.reduce(Amount(0), +)
    }
}
