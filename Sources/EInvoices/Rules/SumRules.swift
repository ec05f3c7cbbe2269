import Foundation
import Invoices

/// BR-CO-10 to BR-CO-17 and the products of the lines: what the figures say of each other.
enum SumRules {
    /// What two sums may differ by: a unit of the currency's last decimal.
    private static let cent = Amount(cents: 1)
    /// Taxes are rounded a rate at a time, or a line at a time; so many units.
    private static let roundedUnits = Amount(5)

    /// What holds of national formats, too, whose totals are made in ways of their own.
    static let taxesAlone: [BusinessRule] = [taxes]

    static let all: [BusinessRule] = [
        sum("BR-CO-10", .lineSum, "lineTotal", "The lines add up to") { values in
            values.lines.isEmpty ? nil : values.sum(values.lines, "amount")
        },
        sum("BR-CO-11", .totals, "allowances", "The allowances add up to") { values in
            values.sum(values.allowances, "amount")
        },
        sum("BR-CO-12", .totals, "charges", "The charges add up to") { values in
            values.sum(values.charges, "amount")
        },
        sum("BR-CO-13", .totals, "subtotal", "Lines, allowances and charges make") { values in
            guard values.document.has("invoice.amounts.lineTotal") else { return nil }
            return values.document("lineTotal") - values.document("allowances") + values.document("charges")
        },
        sum("BR-CO-14", .totals, "tax", "The taxes of all rates add up to") { values in
            values.taxes.isEmpty ? nil : values.sum(values.taxes, "tax")
        },
        sum("BR-CO-15", .totals, "total", "Net and tax make") { values in
            guard values.document.has("invoice.amounts.subtotal") else { return nil }
            return values.document("subtotal") + values.document("tax")
        },
        sum("BR-CO-16", .totals, "amountDue", "The total, what was prepaid and the rounding make") { values in
            guard values.document.has("invoice.amounts.total") else { return nil }
            return values.document("total") - values.document("prepaid") + values.document("rounding")
                + values.document("thirdParty")
        },
        taxes, products,
    ]

    private static func sum(
        _ name: String, _ code: Finding.Code, _ term: String, _ what: String,
        _ expected: @escaping @Sendable (TermValues) -> Amount?
    ) -> BusinessRule {
        BusinessRule(name: name, code: code) { values in
            let field = "invoice.amounts.\(term)"
            guard let said = values.document.amount(field), let made = expected(values),
                !isNear(said, made, unit(values))
            else {
                return []
            }
            return [(field, "\(what) \(made.literal), the invoice says \(said.literal).")]
        }
    }

    private static let taxes = BusinessRule(name: "BR-CO-17", code: .taxRate) { values in
        let unit = unit(values)
        let faults = values.taxes.enumerated().lazy.compactMap { index, row -> (field: String, message: String)? in
            guard let net = row.amount("net"), let tax = row.amount("tax") else { return nil }
            let rate = row.amount("rate") ?? Amount(0)
            let made = net * rate * Amount(cents: 1)
            guard !isNear(made, tax, unit * roundedUnits) else { return nil }
            let message =
                "\(rate.literal) % of \(net.literal) is \(rounded(made).literal), the invoice says \(tax.literal)."
            return ("invoice.taxLines[\(index)].tax", message)
        }
        return Array(faults.prefix(BusinessRule.mostFaults))
    }

    /// EN 16931-1, BT-131: quantity × price less allowances and with charges. Peppol's R120 says the same.
    private static let products = BusinessRule(name: "BT-131", code: .lineProduct) { values in
        let unit = unit(values)
        let faults = values.lines.enumerated().lazy.compactMap { index, row -> (field: String, message: String)? in
            guard let quantity = row.amount("quantity"), let price = row.amount("unitPrice"),
                let amount = row.amount("amount")
            else { return nil }
            let made = quantity * price - (row.amount("discount") ?? Amount(0)) + (row.amount("charge") ?? Amount(0))
            guard !isNear(made, amount, unit * roundedUnits) else { return nil }
            let message =
                "\(quantity.literal) × \(price.literal), with allowances and charges, is \(rounded(made).literal), the line says "
                + "\(amount.literal)."
            return ("lineItems[\(index)].amount", message)
        }
        return Array(faults.prefix(BusinessRule.mostFaults))
    }

    /// The last decimal of the invoice's amounts: a cent, or one where none of them has decimals, as in forints or yen.
    private static func unit(_ values: TermValues) -> Amount {
        let totals = ["subtotal", "tax", "total", "amountDue"]
        let amounts = totals.compactMap { values.document.amount("invoice.amounts.\($0)") }
        let isWhole = amounts.count > 1 && amounts.allSatisfy { $0.decimal.exponent >= 0 }
        guard isWhole, values.lines.allSatisfy({ ($0.amount("amount")?.decimal.exponent ?? 0) >= 0 }) else {
            return cent
        }
        return Amount(1)
    }

    static func isNear(_ one: Amount, _ other: Amount, _ tolerance: Amount) -> Bool {
        (one - other).magnitude <= tolerance
    }

    static func rounded(_ amount: Amount) -> Amount { amount.cents.map { Amount(cents: $0) } ?? amount }
}
