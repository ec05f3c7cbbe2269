import Invoices

/// The rules about code lists. CEN names them BR-CL in its validation artefacts, since EN 16931-1 gives each term its list
/// but no number of a rule.
enum CodeRules {
    static let all: [BusinessRule] = document + countries + members

    private static let document: [BusinessRule] = [
        code("BR-CL-01", .invoiceType, "invoice.typeCode", "the invoice's type"),
        code("BR-CL-04", .currency, "invoice.amounts.currency", "the currency"),
        code("BR-CL-05", .currency, "invoice.amounts.taxCurrency", "the tax currency"),
        code("BR-CL-16", .paymentMeans, "invoice.payment.meansCode", "the payment means"),
    ]

    private static let countries: [BusinessRule] = ["supplier", "customer", "taxRepresentative", "deliverTo"].map {
        code("BR-CL-14", .country, "invoice.\($0).addressParts.country", "the country")
    }

    private static let members: [BusinessRule] = [
        code("BR-CL-15", .country, in: "lineItems", "origin", "a line's country of origin"),
        code("BR-CL-16", .paymentMeans, in: "invoice.payment.accounts", "meansCode", "the payment means"),
        code("BR-CL-17", .taxCategory, in: "invoice.taxLines", "category", "a VAT category"),
        code("BR-CL-17", .taxCategory, in: "invoice.allowancesAndCharges", "category", "a VAT category"),
        code("BR-CL-18", .taxCategory, in: "lineItems", "taxCategory", "a line's VAT category"),
        exemption,
        code("BR-CL-23", .unit, in: "lineItems", "unitCode", "a line's unit of measure"),
        reason(isCharge: false), reason(isCharge: true),
    ]

    private static func code(
        _ rule: String, _ list: CodeLists.Name, _ field: String, _ what: String
    ) -> BusinessRule {
        BusinessRule(name: rule, code: .codeList) { values in
            guard let code = values.document.text(field), !CodeLists.contains(code, in: list) else { return [] }
            return [(field, message(code, what))]
        }
    }

    private static func code(
        _ rule: String, _ list: CodeLists.Name, in rows: String, _ column: String, _ what: String
    ) -> BusinessRule {
        BusinessRule(name: rule, code: .codeList) { values in
            faults(values, rows, column, what) { row in
                row.text(column).map { !CodeLists.contains($0, in: list) } ?? false
            }
        }
    }

    /// VATEX's codes are also written in small letters.
    private static let exemption = BusinessRule(name: "BR-CL-22", code: .codeList) { values in
        faults(values, "invoice.taxLines", "exemptionCode", "a reason for an exemption") {
            $0.text("exemptionCode").map { !CodeLists.contains($0.uppercased(), in: .exemptionReason) } ?? false
        }
    }

    private static func reason(isCharge: Bool) -> BusinessRule {
        BusinessRule(name: isCharge ? "BR-CL-20" : "BR-CL-19", code: .codeList) { values in
            faults(
                values, "invoice.allowancesAndCharges", "reasonCode",
                isCharge ? "a charge's reason" : "an allowance's reason"
            ) {
                guard $0.isTrue("isCharge") == isCharge, let code = $0.text("reasonCode") else { return false }
                return !CodeLists.contains(code, in: isCharge ? .chargeReason : .allowanceReason)
            }
        }
    }

    private static func faults(
        _ values: TermValues, _ rows: String, _ column: String, _ what: String,
        where isFault: @escaping (TermValues.Row) -> Bool
    ) -> [(field: String, message: String)] {
        values.rows(rows).enumerated().lazy.filter { isFault($1) }.prefix(BusinessRule.mostFaults).map { index, row in
            ("\(rows)[\(index)].\(column)", message(row.text(column) ?? "", what))
        }
    }

    /// The code is the document's text, so that it is cut.
    private static func message(_ code: String, _ what: String) -> String {
        "The list of codes for \(what) has no \"\(code.cut(toBytes: longestShown))\"."
    }

    private static let longestShown = 20
}
