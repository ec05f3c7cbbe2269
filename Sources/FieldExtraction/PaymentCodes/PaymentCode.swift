package import Invoices

/// What a payment QR code on an invoice says: exact data from the supplier, to be reconciled with the page.
package struct PaymentCode: Sendable, Equatable {
    package var iban: String
    package var bic: String?
    package var creditorName: String
    /// Street and town on one line; nil where the code has none.
    package var creditorAddress: String?
    /// Who is to pay; only a Swiss code says.
    package var debtorName: String?
    package var debtorAddress: String?
    package var amount: Amount?
    /// ISO 4217
    package var currency: String
    /// A structured reference: ISO 11649 or a Swiss QR reference.
    package var reference: String?
    package var message: String?
    /// From Swico's syntax in a Swiss code: the invoice's number.
    package var invoiceNumber: String?
    /// From Swico's syntax in a Swiss code: the invoice's date.
    package var invoiceDate: CalendarDate?
    /// From Swico's syntax in a Swiss code: the supplier's UID.
    package var taxID: String?

    /// The code's text read as EPC069-12 (SEPA) or as a Swiss QR-bill; nil for any other text.
    package init?(text: String) {
        let lines = text.split(omittingEmptySubsequences: false) { $0.isNewline }.map { $0.trimmingSpaces }
        guard let code = EPCCode.read(lines) ?? SwissCode.read(lines) else { return nil }
        self = code
    }

    init(iban: String, creditorName: String, currency: String) {
        self.iban = iban
        self.creditorName = creditorName
        self.currency = currency
    }
}

extension StringProtocol {
    var trimmingSpaces: String {
        String(drop { $0 == " " }.reversed().drop { $0 == " " }.reversed())
    }
}
