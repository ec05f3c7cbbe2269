extension Field {
    /// With the value as the contract has it: allowances, charges, discounts and prepayments are positive whatever sign
    /// is printed, since their names say which way they count (docs/contract.md section 9). `rawText` keeps the sign.
    /// An e-invoice's signs are no matter of print: a correction takes a charge back by a negative one.
    package var withoutNeedlessSign: Field {
        guard source != .einvoice, case .amount(let amount) = value, amount < Amount(0),
            InvoiceField.named(name)?.isUnsigned ?? false
        else { return self }
        var field = self
        field.value = .amount(amount.magnitude)
        return field
    }
}
