import Invoices

/// Checks tax numbers and accounts by their check digits.
struct NumbersCheck {
    func findings(_ extraction: Extraction) -> [Finding] {
        Self.checked.compactMap { field in
            guard let number = extraction[field.name]?.value.text, let fault = Self.fault(of: number, field.kind) else {
                return nil
            }
            return Finding(field: field.name, severity: fault.severity, message: fault.message, code: fault.code)
        }
    }

    private static let checked = InvoiceField.header.filter { [.vatNumber, .iban, .bic].contains($0.kind) }

    private static func fault(
        of number: String, _ kind: FieldKind
    ) -> (severity: Finding.Severity, code: Finding.Code?, message: String)? {
        switch kind {
        case .vatNumber where TaxNumberCheck.check(number) == .wrongCheckDigit:
            (.warning, .vatChecksum, "The check digits of the VAT number \(number) are wrong.")
        case .iban where !BankNumberCheck.isIBAN(number):
            (.error, .ibanChecksum, "The check digits of the IBAN \(number) are wrong.")
        case .bic where !BankNumberCheck.isBIC(number): (.warning, nil, "\(number) is not a valid BIC.")
        default: nil
        }
    }
}
