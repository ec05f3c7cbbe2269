import Invoices

/// BR-31 to BR-44: what allowances and charges, of the document and of lines, must have. BR-CO-21 to BR-CO-24 ask for their
/// reasons once more, and their findings are named BR-33, BR-38, BR-42 and BR-44.
enum AllowanceRules {
    static let all: [BusinessRule] = [
        document("BR-31", isCharge: false, "amount", "A document's allowance has no amount.") { $0.has("amount") },
        document("BR-32", isCharge: false, "category", "A document's allowance has no VAT category.") {
            $0.has("category")
        },
        document("BR-33", isCharge: false, "reason", "A document's allowance has no reason.", hasReason),
        document("BR-36", isCharge: true, "amount", "A document's charge has no amount.") { $0.has("amount") },
        document("BR-37", isCharge: true, "category", "A document's charge has no VAT category.") {
            $0.has("category")
        },
        document("BR-38", isCharge: true, "reason", "A document's charge has no reason.", hasReason),
        line("BR-41", isCharge: false, "amount", "A line's allowance has no amount.") { $0.has("amount") },
        line("BR-42", isCharge: false, "reason", "A line's allowance has no reason.", hasReason),
        line("BR-43", isCharge: true, "amount", "A line's charge has no amount.") { $0.has("amount") },
        line("BR-44", isCharge: true, "reason", "A line's charge has no reason.", hasReason),
    ]

    private static let list = "allowancesAndCharges"

    private static func hasReason(_ row: TermValues.Row) -> Bool { row.hasAny("reason", "reasonCode") }

    private static func document(
        _ name: String, isCharge: Bool, _ column: String, _ message: String,
        _ isKept: @escaping @Sendable (TermValues.Row) -> Bool
    ) -> BusinessRule {
        .each(name, .missing, in: "invoice.\(list)", column, message) {
            $0.isTrue("isCharge") != isCharge || isKept($0)
        }
    }

    private static func line(
        _ name: String, isCharge: Bool, _ column: String, _ message: String,
        _ isKept: @escaping @Sendable (TermValues.Row) -> Bool
    ) -> BusinessRule {
        .eachOfLines(name, .missing, in: list, column, message) { $0.isTrue("isCharge") != isCharge || isKept($0) }
    }
}
