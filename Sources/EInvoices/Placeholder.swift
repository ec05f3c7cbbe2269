enum EInvoicesPlaceholder {}
