extension InvoiceField {
    /// The fields that are in no table, in the order of extractedData and of CSV.
    package static let header = common + terms

    /// Those that templates may name by the last part alone, or, where they had another name before, by that one.
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
        InvoiceField("invoice.customer.taxId", .vatNumber, in: [.data, .csvEnd]),
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
            "invoice.purchaseOrder", .identifier, in: [.data, .csvEnd], formerName: "purchaseOrder",
            imported: ["purchase_order_id", "purchase_order", "customer_order_number", "order_number"]),
        InvoiceField(
            "invoice.customer.number", .identifier, in: [.data, .csvEnd], formerName: "customerNumber",
            imported: ["customer_number", "client_id"]),
        InvoiceField(
            "invoice.payment.iban", .iban, in: [.data, .csvEnd], formerName: "iban", imported: ["iban", "IBAN"]),
        InvoiceField("invoice.payment.bic", .bic, in: [.data, .csvEnd], formerName: "bic", imported: ["bic", "BIC"]),
        InvoiceField(
            "invoice.payment.terms", .text, in: [.data, .csvEnd], formerName: "paymentTerms",
            imported: ["payment_terms"]),
        InvoiceField(
            "invoice.payment.reference", .identifier, in: [.data, .csvEnd], formerName: "paymentReference",
            imported: ["payment_reference"]),
        InvoiceField(
            "invoice.amounts.amountDue", .amount, in: [.data, .csvEnd], formerName: "amountDue",
            imported: ["amount_due"]),
        InvoiceField(
            "invoice.amounts.allowances", .amount, in: [.data, .csvEnd], isUnsigned: true, formerName: "discount",
            imported: ["amount_discount"]),
        InvoiceField(
            "invoice.amounts.charges", .amount, in: [.data, .csvEnd], isUnsigned: true, formerName: "shipping"),
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

    package static let tables = [lineItems] + lists
}
