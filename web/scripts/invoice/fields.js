/**
 * The fields that a review shows first, in the order in which people read an invoice. Names are those of the API; a
 * kind other than text says how a value is written: amount, number, date.
 */
export const sections = [
    { name: "document", fields: [["invoice.kind"], ["invoice.number"], ["invoice.date", "date"], ["invoice.dueDate", "date"]] },
    { name: "supplier", fields: [["invoice.supplier.name"], ["invoice.supplier.address"], ["invoice.supplier.taxId"]] },
    { name: "customer", fields: [["invoice.customer.name"], ["invoice.customer.address"], ["invoice.customer.number"], ["invoice.purchaseOrder"]] },
    {
        name: "amounts",
        fields: [
            ["invoice.amounts.subtotal", "amount"], ["invoice.amounts.tax", "amount"], ["invoice.amounts.total", "amount"],
            ["invoice.amounts.amountDue", "amount"], ["invoice.amounts.currency"],
        ],
    },
    { name: "payment", fields: [["invoice.payment.iban"], ["invoice.payment.bic"], ["invoice.payment.reference"]] },
];

/**
 * The tables, whose fields are `lineItems[2].amount`. The first columns are always shown, the others where a row has
 * them. Rows of a divisible table can be split and merged.
 */
export const tables = [
    {
        name: "lineItems",
        columns: [
            ["description"], ["quantity", "number"], ["unitPrice", "amount"], ["amount", "amount"], ["code"], ["unit"],
            ["discount", "amount"], ["taxRate", "number"],
        ],
        alwaysShown: 4, isDivisible: true,
    },
    {
        name: "invoice.taxLines",
        columns: [["rate", "number"], ["net", "amount"], ["tax", "amount"], ["gross", "amount"], ["category"]],
        alwaysShown: 3,
    },
];

const kinds = new Map(sections.flatMap(section => section.fields));

/** The kind of a field that a review shows; text for any other. */
export function kindOf(name) {
    const place = tablePlace(name);
    if (!place) return kinds.get(name) ?? "text";
    const table = tables.find(({ name }) => name === place.table);
    return table?.columns.find(([column]) => column === place.column)?.[1] ?? "text";
}

/** The table, row and column of a table's field; null for another. */
export function tablePlace(name) {
    const parts = /^(.+)\[(\d+)\]\.(.+)$/.exec(name);
    return parts && { table: parts[1], row: Number(parts[2]), column: parts[3] };
}

export const cellName = (table, row, column) => `${table}[${row}].${column}`;

/** The value of a path such as `invoice.supplier.name`; undefined where there is none. */
export function valueAt(data, path) {
    return path.split(".").reduce((at, part) => at?.[part], data);
}
