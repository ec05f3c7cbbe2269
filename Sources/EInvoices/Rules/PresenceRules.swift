import Invoices

/// BR-1 to BR-61: the terms that an invoice must have. Those of allowances and charges are in `AllowanceRules`, those of
/// identifiers in `IdentifierRules`.
enum PresenceRules {
    static let all: [BusinessRule] = document + parties + lines + lists + payment

    private static let document: [BusinessRule] = [
        .term("BR-1", "specificationIdentifier", "The specification identifier"),
        .term("BR-2", "invoice.number", "The invoice's number"),
        .term("BR-3", "invoice.date", "The invoice's date"),
        .term("BR-4", "invoice.typeCode", "The code of the invoice's type"),
        .term("BR-5", "invoice.amounts.currency", "The currency"),
        .term("BR-12", "invoice.amounts.lineTotal", "The sum of the lines"),
        .term("BR-13", "invoice.amounts.subtotal", "The total without tax"),
        .term("BR-14", "invoice.amounts.total", "The total with tax"),
        .term("BR-15", "invoice.amounts.amountDue", "The amount due"),
        .document("BR-16", .missing, "lineItems", "The invoice has no line.") { !$0.lines.isEmpty },
        .document("BR-53", .missing, "invoice.amounts.taxInTaxCurrency", "The tax in the tax currency is missing.") {
            !$0.document.has("invoice.amounts.taxCurrency")
                || $0.document.text("invoice.amounts.taxCurrency") == $0.document.text("invoice.amounts.currency")
                || $0.document.has("invoice.amounts.taxInTaxCurrency")
        },
    ]

    private static let parties: [BusinessRule] = [
        .term("BR-6", "invoice.supplier.name", "The supplier's name"),
        .term("BR-7", "invoice.customer.name", "The customer's name"),
        .document("BR-8", .missing, "invoice.supplier.address", "The supplier's address is missing.") {
            $0.document.hasGroup("invoice.supplier.addressParts")
        },
        .term("BR-9", "invoice.supplier.addressParts.country", "The supplier's country"),
        .document("BR-10", .missing, "invoice.customer.address", "The customer's address is missing.") {
            $0.document.hasGroup("invoice.customer.addressParts")
        },
        .term("BR-11", "invoice.customer.addressParts.country", "The customer's country"),
        group("BR-17", "invoice.payee", needs: "name", "The payee's name"),
        group("BR-18", "invoice.taxRepresentative", needs: "name", "The tax representative's name"),
        .document(
            "BR-19", .missing, "invoice.taxRepresentative.address", "The tax representative's address is missing."
        ) {
            !$0.document.hasGroup("invoice.taxRepresentative")
                || $0.document.hasGroup("invoice.taxRepresentative.addressParts")
        },
        group("BR-20", "invoice.taxRepresentative", needs: "addressParts.country", "The tax representative's country"),
        group("BR-56", "invoice.taxRepresentative", needs: "taxId", "The tax representative's VAT number"),
        group("BR-57", "invoice.deliverTo.addressParts", needs: "country", "The country of delivery"),
    ]

    private static let lines: [BusinessRule] = [
        line("BR-21", "position", "A line has no identifier."),
        line("BR-22", "quantity", "A line has no quantity."),
        line("BR-23", "unitCode", "A line has no unit of measure."),
        line("BR-24", "amount", "A line has no net amount."),
        line("BR-25", "description", "A line has no name of its item."),
        line("BR-26", "unitPrice", "A line has no net price."),
        .each("BR-27", .totals, in: "lineItems", "unitPrice", "A line's price is negative.") {
            $0.amount("unitPrice").map { $0 >= Amount(0) } ?? true
        },
        .each("BR-28", .totals, in: "lineItems", "grossPrice", "A line's gross price is negative.") {
            $0.amount("grossPrice").map { $0 >= Amount(0) } ?? true
        },
        .each("BR-CO-4", .missing, in: "lineItems", "taxCategory", "A line has no VAT category.") {
            $0.has("taxCategory")
        },
    ]

    private static let lists: [BusinessRule] = [
        .each("BR-45", .missing, in: "invoice.taxLines", "net", "A VAT rate has no net amount.") { $0.has("net") },
        .each("BR-46", .missing, in: "invoice.taxLines", "tax", "A VAT rate has no tax.") { $0.has("tax") },
        .each("BR-47", .missing, in: "invoice.taxLines", "category", "A VAT rate has no category.") {
            $0.has("category")
        },
        .each("BR-48", .missing, in: "invoice.taxLines", "rate", "A VAT category has no rate.") {
            $0.has("rate") || $0.text("category") == "O"
        },
        .each("BR-52", .missing, in: "invoice.attachments", "reference", "An attachment has no reference.") {
            $0.has("reference")
        },
        .each("BR-55", .missing, in: "invoice.precedingInvoices", "number", "A preceding invoice has no number.") {
            $0.has("number")
        },
    ]

    private static let payment: [BusinessRule] = [
        .document("BR-49", .missing, "invoice.payment.meansCode", "The code of the payment means is missing.") {
            !$0.document.hasAny("invoice.payment.iban", "invoice.payment.accountNumber")
                || $0.document.has("invoice.payment.meansCode")
        },
        .each("BR-50", .missing, in: "invoice.payment.accounts", "iban", "A credit transfer has no account.") {
            $0.hasAny("iban", "accountNumber")
        },
        .document("BR-61", .missing, "invoice.payment.iban", "A credit transfer is asked for without an account.") {
            !["30", "58"].contains($0.document.text("invoice.payment.meansCode"))
                || $0.document.hasAny("invoice.payment.iban", "invoice.payment.accountNumber")
        },
    ]

    private static func line(_ name: String, _ column: String, _ message: String) -> BusinessRule {
        .each(name, .missing, in: "lineItems", column, message) { $0.has(column) }
    }

    /// A term that a group must have when it has any.
    private static func group(_ name: String, _ group: String, needs term: String, _ what: String) -> BusinessRule {
        .document(name, .missing, "\(group).\(term)", "\(what) is missing.") {
            !$0.document.hasGroup(group) || $0.document.has("\(group).\(term)")
        }
    }
}
