/** What several rows have of these is summed when they become one; of others the first row's counts. */
const summed = new Set(["amount", "discount", "tax", "net", "gross", "taxAmount", "amountWithTax", "charge"]);

/**
 * Two rows made of one. Numbers stay with the first.
 * @param {Map<string, {text: string}>} row
 * @param {string} column The column whose text is divided.
 * @param {?number} place How many characters stay; where nothing would stay or go, the new row has `newText`.
 */
export function splitRow(row, column, place, newText) {
    const cell = row.get(column);
    const whole = cell?.text ?? "";
    const [before, after] = [whole.slice(0, place ?? 0).trim(), whole.slice(place ?? 0).trim()];
    if (!before || !after) return [row, new Map([[column, { text: newText }]])];
    return [new Map([...row, [column, { ...cell, text: before }]]), new Map([[column, { ...cell, text: after }]])];
}

/** One row made of two: texts follow each other, sums are added, and of other numbers the first counts. */
export function mergedRow(first, second, columns) {
    const kinds = new Map(columns);
    const merged = new Map(first);
    for (const [column, cell] of second) {
        const mine = first.get(column);
        if (!mine) merged.set(column, cell);
        else if (summed.has(column)) merged.set(column, { ...mine, text: sum(mine.text, cell.text) });
        else if (column === "description" || !kinds.has(column)) merged.set(column, { ...mine, text: joined(mine.text, cell.text) });
    }
    // A price for one no longer makes the sum.
    if (first.has("amount") && second.has("amount")) for (const column of ["quantity", "unitPrice"]) merged.delete(column);
    return merged;
}

function joined(one, other) {
    return one === other ? one : `${one} ${other}`;
}

/** In the digits that both have, so that cents stay cents; where one is no plain number, the first stays. */
function sum(one, other) {
    if (![one, other].every(text => /^-?\d+(\.\d+)?$/.test(text))) return one;
    const digits = Math.max(...[one, other].map(text => text.split(".")[1]?.length ?? 0));
    const total = (Number(one) + Number(other)).toFixed(digits);
    return digits === 3 ? `${total}0` : total;
}
