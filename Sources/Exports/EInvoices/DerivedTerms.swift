import Invoices

/// Terms that follow exactly from others: codes from what they stand for, totals and the VAT breakdown by addition alone.
/// None takes the place of a value that is there.
enum DerivedTerms {
    static func complete(_ terms: inout Terms) {
        completeTypeCode(&terms)
        completeTotals(&terms)
        completeBreakdown(&terms)
        completeLines(&terms)
        completeTotals(&terms)
        completeAllowances(&terms)
    }

    // MARK: BT-3

    /// UNTDID 1001's code of the kind, also in the place of another code list's.
    private static func completeTypeCode(_ terms: inout Terms) {
        if let code = terms.text("invoice.typeCode"), code.utf8.allSatisfy({ (0x30...0x39).contains($0) }) { return }
        let kind = terms.text("invoice.kind").flatMap(DocumentKind.init(rawValue:))
        terms["invoice.typeCode"] = kind?.typeCode.map { .text($0) }
    }

    // MARK: BG-22

    private static func completeTotals(_ terms: inout Terms) {
        let (list, group) = ("invoice.taxLines", "invoice.amounts")
        terms.complete("\(group).subtotal", terms.difference("\(group).total", "\(group).tax"))
        terms.complete("\(group).subtotal", terms.sum(of: "net", in: list))
        terms.complete("\(group).tax", terms.difference("\(group).total", "\(group).subtotal"))
        terms.complete("\(group).tax", terms.sum(of: "tax", in: list))
        terms.complete("\(group).total", terms.plus("\(group).subtotal", "\(group).tax"))
        completeLineTotal(&terms)
        let due = terms.amount("\(group).total").map {
            $0 - (terms.amount("\(group).prepaid") ?? Amount(0)) + (terms.amount("\(group).rounding") ?? Amount(0))
        }
        terms.complete("\(group).amountDue", due)
    }

    /// BT-106: only where allowances and charges then make the total without tax (BR-CO-13).
    private static func completeLineTotal(_ terms: inout Terms) {
        guard let sum = terms.sum(of: "amount", in: "lineItems") else { return }
        let net =
            sum - (terms.amount("invoice.amounts.allowances") ?? Amount(0))
            + (terms.amount("invoice.amounts.charges") ?? Amount(0))
        if terms.amount("invoice.amounts.subtotal") == net { terms.complete("invoice.amounts.lineTotal", sum) }
    }

    // MARK: BG-23

    private static func completeBreakdown(_ terms: inout Terms) {
        let list = "invoice.taxLines"
        if terms.rows(list).isEmpty, let only = onlyRate(of: terms) { terms.lists[list] = [only] }
        if terms.rows(list).count == 1 {
            let (net, tax) = (terms["invoice.amounts.subtotal"], terms["invoice.amounts.tax"])
            terms.change(list) { row in
                row.complete("net", net)
                row.complete("tax", tax)
            }
        }
        let isInVATTerritory = VATCategory.isInVATTerritory(terms)
        terms.change(list) { row in
            row.complete("tax", row.difference("gross", "net"))
            row.complete("net", row.difference("gross", "tax"))
            VATCategory.complete(&row, "category", "rate", isInVATTerritory)
            if VATCategory.isWithoutTax(row.text("category")) { row.complete("tax", Amount(0)) }
        }
    }

    /// The rate and category that all lines name.
    private static func onlyRate(of terms: Terms) -> Terms? {
        guard let first = terms.rows("lineItems").first, first.has("taxRate") || first.has("taxCategory") else {
            return nil
        }
        let isOnly = terms.rows("lineItems").allSatisfy {
            $0["taxRate"] == first["taxRate"] && $0["taxCategory"] == first["taxCategory"]
        }
        guard isOnly else { return nil }
        var row = Terms()
        row["rate"] = first["taxRate"]
        row["category"] = first["taxCategory"]
        return row
    }

    // MARK: BG-25

    private static func completeLines(_ terms: inout Terms) {
        let taxes = terms.rows("invoice.taxLines")
        let isInVATTerritory = VATCategory.isInVATTerritory(terms)
        var position = 0
        terms.change("lineItems") { line in
            position += 1
            line.complete("position", .text(String(position)))
            if let rate = line["taxRate"] {
                let ofRate = taxes.filter { $0["rate"] == rate }
                if ofRate.count == 1 { line.complete("taxCategory", ofRate[0]["category"]) }
            } else if taxes.count == 1 {
                line.complete("taxCategory", taxes[0]["category"])
                if line["taxCategory"] == taxes[0]["category"], VATCategory.hasRate(line.text("taxCategory")) {
                    line.complete("taxRate", taxes[0]["rate"])
                }
            }
            VATCategory.complete(&line, "taxCategory", "taxRate", isInVATTerritory)
        }
    }

    // MARK: BG-20, BG-21, BG-27, BG-28

    /// UNTDID 5189: discount.
    private static let discountCode = "95"

    /// A sum of allowances or charges without its parts is one allowance or charge, if all of the invoice has one rate.
    private static func completeAllowances(_ terms: inout Terms) {
        terms.change("lineItems") { line in
            list("discount", isCharge: false, in: "allowancesAndCharges", of: &line)
            list("charge", isCharge: true, in: "allowancesAndCharges", of: &line)
        }
        let taxes = terms.rows("invoice.taxLines")
        guard taxes.count == 1 else { return }
        let before = terms.rows("invoice.allowancesAndCharges").count
        list("invoice.amounts.allowances", isCharge: false, in: "invoice.allowancesAndCharges", of: &terms)
        list("invoice.amounts.charges", isCharge: true, in: "invoice.allowancesAndCharges", of: &terms)
        for index in before..<terms.rows("invoice.allowancesAndCharges").count {
            for name in ["category", "rate"] {
                terms.lists["invoice.allowancesAndCharges"]?[index].complete(name, taxes[0][name])
            }
        }
    }

    private static func list(_ name: String, isCharge: Bool, in list: String, of terms: inout Terms) {
        terms.change(list) { $0.complete("isCharge", .flag(false)) }
        guard let amount = terms.amount(name), amount != Amount(0),
            !terms.rows(list).contains(where: { $0.isTrue("isCharge") == isCharge })
        else { return }
        var row = Terms(values: ["isCharge": .flag(isCharge), "amount": .amount(amount)])
        if !isCharge { row["reasonCode"] = .text(discountCode) }
        terms.lists[list, default: []].append(row)
    }
}

extension Terms {
    fileprivate func difference(_ name: String, _ other: String) -> Amount? {
        guard let amount = amount(name), let less = self.amount(other) else { return nil }
        return amount - less
    }

    fileprivate func plus(_ name: String, _ other: String) -> Amount? {
        guard let amount = amount(name), let more = self.amount(other) else { return nil }
        return amount + more
    }
}
