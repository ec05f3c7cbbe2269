import Invoices

/// What identifiers, attributes and periods must have: BR-51, BR-54, BR-62 to BR-65, BR-CO-19 and BR-CO-20.
enum IdentifierRules {
    /// A card's last four to six digits, with what stands for the others; a whole number has twelve or more.
    private static let longestCardNumber = 10

    static let all: [BusinessRule] = [
        .document(
            "BR-51", .valueOutOfRange, "invoice.payment.card.number",
            "A payment card's number is given in full; an invoice must show its last digits alone."
        ) {
            ($0.document.text("invoice.payment.card.number") ?? "").count <= longestCardNumber
        },
        .eachOfLines("BR-54", .missing, in: "attributes", "value", "An item's attribute needs both a name and a value.")
        {
            $0.has("name") && $0.has("value")
        },
        electronicAddress("BR-62", "supplier", "supplier's"), electronicAddress("BR-63", "customer", "customer's"),
        .each(
            "BR-64", .missing, in: "lineItems", "gtinScheme", "The scheme of an item's standard identifier is missing."
        ) {
            !$0.has("gtin") || $0.has("gtinScheme")
        },
        .eachOfLines(
            "BR-65", .missing, in: "classifications", "list", "The scheme of an item's classification is missing."
        ) {
            !$0.has("code") || $0.has("list")
        },
        .document("BR-CO-19", .missing, "invoice.period.start", "The period has neither a start nor an end.") {
            !$0.document.isTrue("invoice.period.isEmpty")
        },
        .each("BR-CO-20", .missing, in: "lineItems", "period.start", "A line's period has neither a start nor an end.")
        {
            !$0.isTrue("period.isEmpty")
        },
    ]

    private static func electronicAddress(_ name: String, _ party: String, _ whose: String) -> BusinessRule {
        .document(
            name, .missing, "invoice.\(party).electronicAddressScheme",
            "The scheme of the \(whose) electronic address is missing."
        ) {
            !$0.document.has("invoice.\(party).electronicAddress")
                || $0.document.has("invoice.\(party).electronicAddressScheme")
        }
    }
}
