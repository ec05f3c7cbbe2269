import Invoices

/// Checks tax numbers and accounts by their check digits.
struct NumbersCheck {
    func findings(_ extraction: Extraction) -> [Finding] {
        var findings: [Finding] = []
        for name in ["invoice.supplier.taxId", "invoice.customer.taxId"] {
            guard let number = extraction[name]?.value.text, TaxNumberCheck.check(number) == .wrongCheckDigit else {
                continue
            }
            let message = "The check digits of the VAT number \(number) are wrong."
            findings.append(Finding(field: name, severity: .warning, message: message))
        }
        if let iban = extraction["iban"]?.value.text, !BankNumberCheck.isIBAN(iban) {
            findings.append(
                Finding(field: "iban", severity: .error, message: "The check digits of the IBAN \(iban) are wrong."))
        }
        if let bic = extraction["bic"]?.value.text, !BankNumberCheck.isBIC(bic) {
            findings.append(
                Finding(field: "bic", severity: .warning, message: "\(bic) is not a valid BIC."))
        }
        return findings
    }
}
