import Invoices

/// The terms that EN 16931 requires, always or beside others: its rules of cardinality and presence, each by the term
/// that a document lacks.
enum RequiredTerms {
    /// Without doubles, in the order of their numbers; groups come first.
    static func missing(in terms: Terms) -> [String] {
        let all = document + parties + groups + payment + categories + lists
        let missing = Set(all.filter { $0.isMissing(terms) }.map(\.term))
        return missing.sorted { order(of: $0).lexicographicallyPrecedes(order(of: $1)) }
    }

    private static func order(of term: String) -> [Int] {
        [term.hasPrefix("BG-") ? 0 : 1] + term.split(separator: "-").compactMap { Int($0) }
    }

    private struct Requirement: Sendable {
        let term: String
        let isMissing: @Sendable (Terms) -> Bool

        init(_ term: String, _ isMissing: @escaping @Sendable (Terms) -> Bool) {
            (self.term, self.isMissing) = (term, isMissing)
        }

        init(_ term: String, _ name: String) { self.init(term) { !$0.has(name) } }

        /// In each member of a list; `condition` says of which.
        init(
            _ term: String, _ name: String, inEach list: String,
            where condition: @escaping @Sendable (Terms) -> Bool = { _ in true }
        ) {
            self.init(term) { $0.rows(list).contains { condition($0) && !$0.has(name) } }
        }

        /// In a group that has any other term.
        init(_ term: String, _ name: String, inGroup group: String) {
            self.init(term) { $0.hasGroup(group) && !$0.has("\(group).\(name)") }
        }
    }

    private static let document = [
        Requirement("BT-1", "invoice.number"), Requirement("BT-2", "invoice.date"),
        Requirement("BT-3", "invoice.typeCode"), Requirement("BT-5", "invoice.amounts.currency"),
        Requirement("BT-106", "invoice.amounts.lineTotal"), Requirement("BT-109", "invoice.amounts.subtotal"),
        Requirement("BT-112", "invoice.amounts.total"), Requirement("BT-115", "invoice.amounts.amountDue"),
        Requirement("BG-23") { $0.rows("invoice.taxLines").isEmpty },
        Requirement("BG-25") { $0.rows("lineItems").isEmpty },
        // BR-53
        Requirement("BT-111") {
            $0.has("invoice.amounts.taxCurrency") && $0["invoice.amounts.taxCurrency"] != $0["invoice.amounts.currency"]
                && !$0.has("invoice.amounts.taxInTaxCurrency")
        },
        // BR-CO-25
        Requirement("BT-9") {
            ($0.amount("invoice.amounts.amountDue") ?? Amount(0)) > Amount(0)
                && !$0.hasAny("invoice.dueDate", "invoice.payment.terms")
        },
    ]

    private static let parties = [
        Requirement("BT-27", "invoice.supplier.name"), Requirement("BT-40", "invoice.supplier.addressParts.country"),
        Requirement("BT-44", "invoice.customer.name"), Requirement("BT-55", "invoice.customer.addressParts.country"),
        // BR-CO-26
        Requirement("BT-31") {
            !$0.hasAny("invoice.supplier.number", "invoice.supplier.registrationNumber", "invoice.supplier.taxId")
        },
        // BR-62, BR-63
        Requirement("BT-34-1") { $0.lacksScheme("invoice.supplier.electronicAddress") },
        Requirement("BT-49-1") { $0.lacksScheme("invoice.customer.electronicAddress") },
    ]

    private static let groups = [
        Requirement("BT-59", "name", inGroup: "invoice.payee"),
        Requirement("BT-62", "name", inGroup: "invoice.taxRepresentative"),
        Requirement("BT-63", "taxId", inGroup: "invoice.taxRepresentative"),
        Requirement("BT-69", "addressParts.country", inGroup: "invoice.taxRepresentative"),
        Requirement("BT-80", "country", inGroup: "invoice.deliverTo.addressParts"),
    ]

    private static let transferCodes: Set<String?> = ["30", "58"]

    private static let payment = [
        // BR-49: also of the reference, which UBL has beside the code.
        Requirement("BT-81") { terms in
            let names = [
                "iban", "accountNumber", "bic", "means", "mandate", "debitedAccount", "card.number", "reference",
            ]
            return !terms.has("invoice.payment.meansCode") && names.contains { terms.has("invoice.payment.\($0)") }
                || terms.rows("invoice.payment.accounts").contains { !$0.has("meansCode") }
        },
        // BR-61
        Requirement("BT-84") {
            transferCodes.contains($0.text("invoice.payment.meansCode"))
                && !$0.hasAny("invoice.payment.iban", "invoice.payment.accountNumber")
        },
    ]

    private static let categories = [
        // BR-S-2 and its like
        Requirement("BT-31") {
            $0.usesCategory(["S", "Z", "E", "AE", "K", "G", "L", "M"])
                && !$0.hasAny(
                    "invoice.supplier.taxId", "invoice.supplier.taxNumber", "invoice.taxRepresentative.taxId")
        },
        // BR-AE-2, BR-IC-2
        Requirement("BT-48") {
            $0.usesCategory(["K"]) && !$0.has("invoice.customer.taxId")
                || $0.usesCategory(["AE"])
                    && !$0.hasAny("invoice.customer.taxId", "invoice.customer.registrationNumber")
        },
        // BR-IC-11, BR-IC-12
        Requirement("BT-72") {
            $0.usesCategory(["K"]) && !$0.hasAny("invoice.deliveryDate", "invoice.period.start", "invoice.period.end")
        },
        Requirement("BT-80") {
            $0.usesCategory(["K"]) && !$0.has("invoice.deliverTo.addressParts.country")
        },
        // BR-E-10 and its like
        Requirement("BT-120") {
            $0.rows("invoice.taxLines").contains { row in
                ["E", "AE", "K", "G", "O"].contains(row.text("category"))
                    && !row.hasAny("exemptionReason", "exemptionCode")
            }
        },
    ]

    private static let lines = "lineItems"
    private static let taxes = "invoice.taxLines"
    private static let allowances = "invoice.allowancesAndCharges"

    private static let lists =
        [
            Requirement("BT-126", "position", inEach: lines), Requirement("BT-129", "quantity", inEach: lines),
            Requirement("BT-130", "unitCode", inEach: lines), Requirement("BT-131", "amount", inEach: lines),
            Requirement("BT-146", "unitPrice", inEach: lines), Requirement("BT-151", "taxCategory", inEach: lines),
            Requirement("BT-152", "taxRate", inEach: lines) { $0.text("taxCategory") != "O" },
            Requirement("BT-153", "description", inEach: lines),
            Requirement("BT-116", "net", inEach: taxes), Requirement("BT-117", "tax", inEach: taxes),
            Requirement("BT-118", "category", inEach: taxes),
            Requirement("BT-119", "rate", inEach: taxes) { $0.text("category") != "O" },
            Requirement("BT-25", "number", inEach: "invoice.precedingInvoices"),
            Requirement("BT-122", "reference", inEach: "invoice.attachments"),
        ] + listed("amount", "BT-92", "BT-99") + listed("category", "BT-95", "BT-102")
        + listed("rate", "BT-96", "BT-103") + reasons
        + [
            // BR-CO-11, BR-CO-12: a sum whose parts are not known.
            Requirement("BT-95") { $0.isUnlisted("invoice.amounts.allowances", isCharge: false) },
            Requirement("BT-102") { $0.isUnlisted("invoice.amounts.charges", isCharge: true) },
        ]

    /// Of an allowance and of a charge.
    private static func listed(_ name: String, _ allowance: String, _ charge: String) -> [Requirement] {
        [(allowance, false), (charge, true)].map { term, isCharge in
            Requirement(term, name, inEach: allowances) {
                $0.isTrue("isCharge") == isCharge && !(name == "rate" && $0.text("category") == "O")
            }
        }
    }

    /// BR-33, BR-38, BR-42, BR-44: a reason or its code.
    private static let reasons =
        [("BT-97", false), ("BT-104", true)].map { term, isCharge in
            Requirement(term) { $0.rows(allowances).contains { $0.lacksReason(isCharge) } }
        }
        + [("BT-139", false), ("BT-144", true)].map { term, isCharge in
            Requirement(term) { terms in
                terms.rows(lines).contains { $0.rows("allowancesAndCharges").contains { $0.lacksReason(isCharge) } }
            }
        }
}

extension Terms {
    fileprivate func lacksScheme(_ name: String) -> Bool { has(name) && !has(name + "Scheme") }

    fileprivate func lacksReason(_ isCharge: Bool) -> Bool {
        isTrue("isCharge") == isCharge && !hasAny("reason", "reasonCode")
    }

    fileprivate func usesCategory(_ codes: Set<String>) -> Bool {
        rows("invoice.taxLines").contains { codes.contains($0.text("category") ?? "") }
            || rows("lineItems").contains { codes.contains($0.text("taxCategory") ?? "") }
    }

    fileprivate func isUnlisted(_ name: String, isCharge: Bool) -> Bool {
        (amount(name) ?? Amount(0)) != Amount(0)
            && !rows("invoice.allowancesAndCharges").contains { $0.isTrue("isCharge") == isCharge }
    }
}
