extension InvoiceField {
    /// The fields that are in no table, in the order of extractedData and of CSV.
    package static let header = common + terms

    /// Those that templates may name by the last part alone.
    static let common: [InvoiceField] = [
        InvoiceField(
            "invoice.number", .identifier, column: Column("invoice_number", length: 100),
            absence: Absence(.warning, "The invoice's number", countsOnReceipts: false), aliases: ["invoice number"],
            imported: ["invoice_number"]),
        InvoiceField(
            "invoice.date", .date, column: Column("invoice_date"), absence: Absence(.warning, "The date"),
            aliases: ["invoice date"], imported: ["date"]),
        InvoiceField(
            "invoice.dueDate", .date, column: Column("due_date"), aliases: ["due date"],
            imported: ["date_due", "due_date"]),
        InvoiceField(
            "invoice.supplier.name", .text, column: Column("supplier_name", length: 255),
            absence: Absence(.warning, "The supplier's name"), aliases: ["supplier name", "vendor name", "issuer"],
            imported: ["partner_name"]),
        InvoiceField("invoice.supplier.address", .text, aliases: ["supplier address"]),
        InvoiceField(
            "invoice.supplier.taxId", .vatNumber, column: Column("supplier_tax_id", length: 64),
            aliases: ["supplier tax id", "VAT number"], imported: ["vat"]),
        InvoiceField(
            "invoice.customer.name", .text, column: Column("customer_name", length: 255), aliases: ["customer name"]),
        InvoiceField("invoice.customer.address", .text, aliases: ["customer address"]),
        InvoiceField("invoice.customer.taxId", .vatNumber, in: .data),
        InvoiceField(
            "invoice.amounts.subtotal", .amount, aliases: ["net amount", "amount untaxed"],
            imported: ["amount_untaxed"]),
        InvoiceField("invoice.amounts.tax", .amount, aliases: ["tax amount", "VAT amount"], imported: ["amount_tax"]),
        InvoiceField(
            "invoice.amounts.total", .amount, column: Column("total"), absence: Absence(.error, "The total"),
            aliases: ["total amount", "amount"], imported: ["amount"]),
        InvoiceField(
            "invoice.amounts.currency", .currency, column: Column("currency", length: 8), aliases: ["currency code"],
            imported: ["currency"]),
        InvoiceField(
            "purchaseOrder", .identifier, in: [],
            imported: ["purchase_order_id", "purchase_order", "customer_order_number", "order_number"]),
        InvoiceField("customerNumber", .identifier, in: [], imported: ["customer_number", "client_id"]),
        InvoiceField("iban", .iban, in: [], imported: ["iban", "IBAN"]),
        InvoiceField("bic", .bic, in: [], imported: ["bic", "BIC"]),
        InvoiceField("paymentTerms", .text, in: [], imported: ["payment_terms"]),
        InvoiceField("paymentReference", .identifier, in: [], imported: ["payment_reference"]),
        InvoiceField("amountDue", .amount, in: [], imported: ["amount_due"]),
        InvoiceField("discount", .amount, in: [], imported: ["amount_discount"]),
        InvoiceField("shipping", .amount, in: []),
    ]

    package static let lineItems = InvoiceTable(
        "lineItems",
        columns: [
            InvoiceField(
                "description", .text, imported: ["name", "desc", "product", "item", "title", "label"]),
            InvoiceField("quantity", .number, imported: ["qty", "quantite", "count", "units"]),
            InvoiceField(
                "unitPrice", .amount, imported: ["price_unit", "unit_price", "price", "unit_net", "pu"]),
            InvoiceField(
                "amount", .amount,
                imported: [
                    "price_subtotal", "subtotal", "total_net", "line_total", "price_total", "total", "net", "sum",
                ]),
        ] + lineTerms)

    package static let taxLines = InvoiceTable(
        "taxLines",
        columns: [
            InvoiceField("rate", .number, in: []), InvoiceField("net", .amount, in: []),
            InvoiceField("tax", .amount, in: []), InvoiceField("category", .identifier, in: []),
            InvoiceField("exemptionReason", .text, in: []), InvoiceField("exemptionCode", .identifier, in: []),
        ])

    package static let tables = [lineItems, taxLines]
}
