import Foundation
import Invoices

/// Brings terms into the form in which a syntax's binding asks for them.
enum SyntaxTerms {
    static func prepare(_ terms: inout Terms, for syntax: EInvoiceExport.Syntax) {
        for party in ["invoice.supplier", "invoice.customer"] { prepareParty(party, &terms) }
        terms.change("lineItems", prepareLine)
        terms.lists["invoice.payment.instructions"] = instructions(terms)
        switch syntax {
        case .cii: prepareCII(&terms)
        case .ubl: prepareUBL(&terms)
        }
    }

    private static func prepareParty(_ party: String, _ terms: inout Terms) {
        if terms.rows("\(party).identifiers").isEmpty, let number = terms["\(party).number"] {
            terms.lists["\(party).identifiers"] = [Terms(values: ["": number])]
        }
        // A party without VAT number has its only tax number under both names.
        if terms["\(party).taxId"] == terms["\(party).taxNumber"] { terms["\(party).taxId"] = nil }
    }

    // MARK: Lines

    /// ISO/IEC 6523's code of GS1's numbers.
    private static let gtinScheme = "0160"

    private static func prepareLine(_ line: inout Terms) {
        if line.has("gtin") { line.complete("gtinScheme", .text(gtinScheme)) }
        guard let base = line.amount("baseQuantity"), base != Amount(0) else { return }
        for name in ["unitPrice", "grossPrice", "priceDiscount"] {
            if let price = line.amount(name) { line[name] = .amount(self.price(of: base, at: price)) }
        }
    }

    /// The price of a base quantity, of which the result has the price of one: that of 3 is 1 where one costs
    /// 0.333333333333.
    private static func price(of base: Amount, at single: Amount) -> Amount {
        let exact = single * base
        for decimals in 0..<pricesDecimals {
            let rounded = exact.rounded(to: decimals)
            if rounded.divided(by: base) == single { return rounded }
        }
        return exact
    }

    /// An amount has no more.
    private static let pricesDecimals = 12

    // MARK: Payment

    /// BG-16 and BG-17: an instruction for each account; what is said once is in the first.
    private static func instructions(_ terms: Terms) -> [Terms] {
        func values(_ names: [String]) -> Terms {
            Terms(
                values: Dictionary(
                    uniqueKeysWithValues: names.compactMap { name in
                        terms["invoice.payment.\(name)"].map { (name, $0) }
                    }))
        }
        var rows = terms.rows("invoice.payment.accounts")
        let code = terms["invoice.payment.meansCode"]
        if rows.isEmpty {
            rows = [values(["meansCode", "iban", "accountNumber", "accountName", "bic"])]
        } else if let code, code != rows[0]["meansCode"] {
            rows.insert(Terms(values: ["meansCode": code]), at: 0)
        }
        rows[0].values.merge(values(["means", "card.number", "card.holder", "mandate", "debitedAccount"]).values) {
            own, _ in own
        }
        return rows.filter { !$0.isEmpty }
    }

    // MARK: CII

    /// BT-8's codes in UNTDID 2005, which EN 16931 uses, and in UNTDID 2475, which CII does.
    private static let timeCodes = ["3": "5", "35": "29", "432": "72"]

    private static func prepareCII(_ terms: inout Terms) {
        // The schema wants BT-148 beside BT-147: BT-146 is their difference.
        terms.change("lineItems") { line in
            guard let net = line.amount("unitPrice"), let discount = line.amount("priceDiscount") else { return }
            line.complete("grossPrice", net + discount)
        }
        terms.change("invoice.notes") { note in
            guard let text = note.text("") else { return }
            let (subject, content) = parts(ofNote: text)
            note["subject"] = subject.map { .text($0) }
            note["text"] = .text(content)
        }
        // Of all the breakdown the first member may have it (CII-SR-461, CII-SR-462).
        guard !terms.rows("invoice.taxLines").isEmpty else { return }
        let date = terms["invoice.taxPointDate"]
        let code = terms.text("invoice.taxPointDateCode").map { Field.Value.text(timeCodes[$0] ?? $0) }
        terms.lists["invoice.taxLines"]?[0].complete("taxPointDate", date)
        terms.lists["invoice.taxLines"]?[0].complete("taxPointDateCode", code)
    }

    /// `#AAI#…`: BT-21, as UBL has it in the note, and BT-22.
    private static func parts(ofNote text: String) -> (subject: String?, content: String) {
        guard let match = text.wholeMatch(of: /#([A-Z]{3})#(.+)/.dotMatchesNewlines()) else { return (nil, text) }
        return (String(match.1), String(match.2))
    }

    // MARK: UBL

    private static func prepareUBL(_ terms: inout Terms) {
        terms.move("invoice.payment.creditorId", to: "invoice.supplier.creditorId")
        for party in ["invoice.supplier", "invoice.customer"] { putNumberFirst(party, &terms) }
        let code = terms.text("invoice.typeCode")
        let kind =
            code.flatMap(DocumentKind.init(typeCode:))
            ?? terms.text("invoice.kind").flatMap(DocumentKind.init(rawValue:))
        var first = terms.rows("invoice.payment.instructions").first ?? Terms()
        first["reference"] = terms["invoice.payment.reference"]
        if kind == .creditNote {
            terms["isCreditNote"] = .flag(true)
            first["dueDate"] = terms["invoice.dueDate"]
        }
        let others = terms.rows("invoice.payment.instructions").dropFirst()
        terms.lists["invoice.payment.instructions"] = first.isEmpty ? [] : [first] + others
    }
}

extension SyntaxTerms {
    /// Of a party's identifiers, UBL has no other sign for the one that counts.
    private static func putNumberFirst(_ party: String, _ terms: inout Terms) {
        let all = terms.rows("\(party).identifiers")
        guard let number = terms["\(party).number"], let place = all.firstIndex(where: { $0[""] == number }) else {
            return
        }
        terms.lists["\(party).identifiers"] = [all[place]] + all[..<place] + all[(place + 1)...]
    }
}

extension Amount {
    /// Half away from zero.
    fileprivate func rounded(to decimals: Int) -> Amount {
        var (rounded, exact) = (Decimal(), decimal)
        NSDecimalRound(&rounded, &exact, decimals, .plain)
        return Amount(rounded)
    }
}
