extension Field {
    /// With the value as the contract has it: allowances, charges, discounts and prepayments are positive whatever sign
    /// is printed, since their names say which way they count (docs/contract.md section 9). `rawText` keeps the sign.
    package var withoutNeedlessSign: Field {
        guard case .amount(let amount) = value, amount < Amount(0), InvoiceField.named(name)?.isUnsigned ?? false else {
            return self
        }
        var field = self
        field.value = .amount(amount.magnitude)
        return field
    }
}
