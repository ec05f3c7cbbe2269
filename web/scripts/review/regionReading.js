import { kindOf } from "../invoice/fields.js";

/** A number as invoices print it, its marks between thousands and decimals among it. */
const printedNumber = /[-−]?\d(?:[\d.,'’ \u00a0\u202f]*\d)?/gu;

/**
 * What a region's text says of a field: of an amount its one number, of other fields all of it in one line.
 * @param {string} text As the API read it, with line breaks.
 */
export function valueOfRegion(text, name) {
    const line = text.trim().replace(/\s*\n\s*/g, ", ").replace(/\s+/g, " ");
    if (!["amount", "number"].includes(kindOf(name))) return line;
    const numbers = line.match(printedNumber) ?? [];
    return numbers.length === 1 ? numbers[0] : line;
}
