import Invoices

/// Says that a document asks for no payment: a credit note paid like an invoice is money lost twice.
struct KindCheck {
    func findings(_ extraction: Extraction) -> [Finding] {
        guard let name = extraction["invoice.kind"]?.value.text, let kind = DocumentKind(rawValue: name),
            !kind.isPayable
        else { return [] }
        let message = "This is \(kind.described), not an invoice to be paid."
        return [Finding(field: "invoice.kind", severity: .info, message: message, code: .notPayable)]
    }
}

extension DocumentKind {
    fileprivate var described: String {
        switch self {
        case .invoice: "an invoice"
        case .creditNote: "a credit note"
        case .correctedInvoice: "a corrected invoice"
        case .debitNote: "a debit note"
        case .prepaymentInvoice: "an invoice for a prepayment"
        case .selfBilledInvoice: "a self-billed invoice"
        case .proForma: "a pro forma invoice"
        case .receipt: "a receipt"
        case .statement: "a statement of account"
        case .reminder: "a reminder"
        case .orderConfirmation: "an order confirmation"
        case .deliveryNote: "a delivery note"
        case .other: "another document"
        }
    }
}
