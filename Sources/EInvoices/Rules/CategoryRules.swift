import Invoices

/// BR-S, BR-Z, BR-E, BR-AE, BR-IC, BR-G, BR-O, BR-AF and BR-AG: what each VAT category asks of an invoice.
enum CategoryRules {
    struct Category {
        enum Rate { case positive, zero, none, any }
        /// Which number of a party is asked for: any of its tax numbers, its VAT number, or none at all.
        enum Number { case any, vat, forbidden, notAsked }

        /// `S`, as in the invoice.
        let code: String
        /// `BR-S`
        let rule: String
        let rate: Rate
        /// Whether a reason for the exemption must be given, or must not.
        let needsReason: Bool
        var seller = Number.any
        var buyer = Number.notAsked
    }

    private static let categories = [
        Category(code: "S", rule: "BR-S", rate: .positive, needsReason: false),
        Category(code: "Z", rule: "BR-Z", rate: .zero, needsReason: false),
        Category(code: "E", rule: "BR-E", rate: .zero, needsReason: true),
        Category(code: "AE", rule: "BR-AE", rate: .zero, needsReason: true, buyer: .any),
        Category(code: "K", rule: "BR-IC", rate: .zero, needsReason: true, seller: .vat, buyer: .vat),
        Category(code: "G", rule: "BR-G", rate: .zero, needsReason: true, seller: .vat),
        Category(code: "O", rule: "BR-O", rate: .none, needsReason: true, seller: .forbidden, buyer: .forbidden),
        Category(code: "L", rule: "BR-AF", rate: .any, needsReason: false),
        Category(code: "M", rule: "BR-AG", rate: .any, needsReason: false),
    ]

    static let all: [BusinessRule] = categories.flatMap(rules) + delivery + alone

    private static func rules(_ category: Category) -> [BusinessRule] {
        let (code, name) = (category.code, category.rule)
        return [
            .document("\(name)-1", .missing, "invoice.taxLines", "The VAT breakdown lacks the category \(code).") {
                !uses($0, code) || $0.taxes.contains { $0.text("category") == code }
            },
            .each(
                "\(name)-5", .taxRate, in: "lineItems", "taxRate",
                "A line's VAT rate does not fit its category \(code)."
            ) {
                $0.text("taxCategory") != code || fits($0.amount("taxRate"), category.rate)
            },
            rate("\(name)-6", category, isCharge: false), rate("\(name)-7", category, isCharge: true), sums(category),
            .each("\(name)-9", .taxRate, in: "invoice.taxLines", "tax", "The category \(code) has no tax.") {
                $0.text("category") != code || category.rate == .positive || category.rate == .any
                    || ($0.amount("tax") ?? Amount(0)) == Amount(0)
            },
            .each("\(name)-10", .missing, in: "invoice.taxLines", "exemptionReason", reason(category)) {
                $0.text("category") != code
                    || $0.hasAny("exemptionReason", "exemptionCode") == category.needsReason || category.rate == .any
            },
        ] + numbers(category)
    }

    private static func rate(_ name: String, _ category: Category, isCharge: Bool) -> BusinessRule {
        let what = isCharge ? "A charge's" : "An allowance's"
        return .each(
            name, .taxRate, in: "invoice.allowancesAndCharges", "rate",
            "\(what) VAT rate does not fit its category \(category.code)."
        ) {
            $0.isTrue("isCharge") != isCharge || $0.text("category") != category.code
                || fits($0.amount("rate"), category.rate)
        }
    }

    private static func reason(_ category: Category) -> String {
        category.needsReason
            ? "The category \(category.code) needs a reason for the exemption."
            : "The category \(category.code) must not have a reason for an exemption."
    }

    /// -8: the net amount of a category, of standard rates each, is the sum of what it is made of.
    private static func sums(_ category: Category) -> BusinessRule {
        BusinessRule(name: "\(category.rule)-8", code: .taxRate) { values in
            guard !values.lines.isEmpty, values.taxes.contains(where: { $0.text("category") == category.code }) else {
                return []
            }
            let made = parts(of: category, values)
            let faults = values.taxes.enumerated().lazy.compactMap { index, tax -> (field: String, message: String)? in
                guard tax.text("category") == category.code, let net = tax.amount("net") else { return nil }
                let part = made[category.rate == .none ? nil : tax.amount("rate")] ?? (sum: Amount(0), count: 0)
                guard !SumRules.isNear(part.sum, net, Amount(cents: 1 + part.count)) else { return nil }
                let message = "Lines of this VAT rate make \(part.sum.literal), the breakdown says \(net.literal)."
                return ("invoice.taxLines[\(index)].net", message)
            }
            return Array(faults.prefix(BusinessRule.mostFaults))
        }
    }

    /// What lines, allowances and charges of the category add up to by rate, and of how many lines; gathered once, since a
    /// file may have thousands of rates. Without rates all are one part.
    private static func parts(
        of category: Category, _ values: TermValues
    ) -> [Amount?: (sum: Amount, count: Int)] {
        var parts: [Amount?: (sum: Amount, count: Int)] = [:]
        func add(_ rows: [TermValues.Row], _ categoryName: String, _ rateName: String, _ sign: Amount) {
            for row in rows where row.text(categoryName) == category.code {
                let rate = category.rate == .none ? nil : row.amount(rateName)
                parts[rate, default: (Amount(0), 0)].sum =
                    parts[rate, default: (Amount(0), 0)].sum
                    + sign * (row.amount("amount") ?? Amount(0))
                parts[rate, default: (Amount(0), 0)].count += 1
            }
        }
        add(values.lines, "taxCategory", "taxRate", Amount(1))
        add(values.allowances, "category", "rate", Amount(-1))
        add(values.charges, "category", "rate", Amount(1))
        return parts
    }

    private static let delivery: [BusinessRule] = [
        .document("BR-IC-11", .missing, "invoice.deliveryDate", "A supply within the Union needs its date or period.") {
            !uses($0, "K") || $0.document.hasAny("invoice.deliveryDate", "invoice.period.start", "invoice.period.end")
        },
        .document(
            "BR-IC-12", .missing, "invoice.deliverTo.addressParts.country",
            "A supply within the Union needs the country of delivery."
        ) {
            !uses($0, "K") || $0.document.has("invoice.deliverTo.addressParts.country")
        },
        .document("BR-O-11", .taxRate, "invoice.taxLines", "Beside the category O there must be no other.") { values in
            !uses(values, "O") || values.taxes.allSatisfy { $0.text("category") == "O" }
        },
    ]

    /// BR-O-12 to BR-O-14: beside untaxed lines there are no taxed ones.
    private static let alone: [BusinessRule] = [
        .document("BR-O-12", .taxRate, "lineItems", "Beside the category O there must be no line of another.") {
            values in
            !hasUntaxed(values) || values.lines.allSatisfy { ($0.text("taxCategory") ?? "O") == "O" }
        },
        .document(
            "BR-O-13", .taxRate, "invoice.allowancesAndCharges",
            "Beside the category O there must be no allowance of another."
        ) { values in
            !hasUntaxed(values) || values.allowances.allSatisfy { ($0.text("category") ?? "O") == "O" }
        },
        .document(
            "BR-O-14", .taxRate, "invoice.allowancesAndCharges",
            "Beside the category O there must be no charge of another."
        ) { values in
            !hasUntaxed(values) || values.charges.allSatisfy { ($0.text("category") ?? "O") == "O" }
        },
    ]

    private static func hasUntaxed(_ values: TermValues) -> Bool {
        values.taxes.contains { $0.text("category") == "O" }
    }

    private static func uses(_ values: TermValues, _ code: String) -> Bool {
        values.lines.contains { $0.text("taxCategory") == code }
            || values.rows("invoice.allowancesAndCharges").contains { $0.text("category") == code }
    }

    private static func fits(_ rate: Amount?, _ wanted: Category.Rate) -> Bool {
        switch wanted {
        case .positive: rate.map { $0 > Amount(0) } ?? false
        case .zero: rate.map { $0 == Amount(0) } ?? true
        case .none: rate == nil || rate == Amount(0)
        case .any: true
        }
    }
}
