import Invoices

/// The rules about dates, identifiers and terms that go together.
enum ConditionRules {
    static let all: [BusinessRule] = [
        .document("BR-29", .dates, "invoice.period.end", "The period ends before it begins.") {
            inOrder($0.document.date("invoice.period.start"), $0.document.date("invoice.period.end"))
        },
        .each("BR-30", .dates, in: "lineItems", "period.end", "A line's period ends before it begins.") {
            inOrder($0.date("period.start"), $0.date("period.end"))
        },
        .document(
            "BR-CO-3", .dates, "invoice.taxPointDate",
            "The tax point is given as a date and as a code; only one may be."
        ) {
            !($0.document.has("invoice.taxPointDate") && $0.document.has("invoice.taxPointDateCode"))
        },
        vatNumber("supplier", "The supplier's VAT number"), vatNumber("customer", "The customer's VAT number"),
        vatNumber("taxRepresentative", "The tax representative's VAT number"),
        .document("BR-CO-18", .missing, "invoice.taxLines", "The invoice has no VAT breakdown.") { !$0.taxes.isEmpty },
        .document("BR-CO-25", .missing, "invoice.dueDate", "Neither a due date nor payment terms are given.") {
            $0.document("amountDue") <= Amount(0) || $0.document.hasAny("invoice.dueDate", "invoice.payment.terms")
        },
        .document(
            "BR-CO-26", .missing, "invoice.supplier.taxId",
            "The supplier has no identifier, register number or VAT number."
        ) {
            $0.document.hasAny(
                "invoice.supplier.number", "invoice.supplier.registrationNumber", "invoice.supplier.taxId")
        },
    ]

    private static func inOrder(_ start: CalendarDate?, _ end: CalendarDate?) -> Bool {
        guard let start, let end else { return true }
        return start <= end
    }

    /// ISO 3166-1's two letters, or EL for Greece, begin a VAT number.
    private static func vatNumber(_ party: String, _ what: String) -> BusinessRule {
        let field = "invoice.\(party).taxId"
        return .document("BR-CO-9", .codeList, field, "\(what) does not begin with its country's code.") { values in
            guard let number = values.document.text(field), !values.document.has("invoice.\(party).taxNumber") else {
                return true
            }
            return number.utf8.prefix(2).count == 2 && number.utf8.prefix(2).allSatisfy { (0x41...0x5A).contains($0) }
        }
    }
}
