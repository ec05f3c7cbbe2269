import { currentLanguage } from "../base/texts.js";
import { date } from "../base/formats.js";

/**
 * A value as its input shows it: an amount with two decimals at least and no marks between thousands, since `1.000` could
 * mean two numbers.
 * @param {string} kind text, amount, number or date.
 */
export function inputText(value, kind) {
    if (value === null || value === undefined) return "";
    if (kind === "date") return date(value);
    if (typeof value !== "number") return String(value);
    const digits = { useGrouping: false, minimumFractionDigits: kind === "amount" ? 2 : 0, maximumFractionDigits: 12 };
    return value.toLocaleString(currentLanguage(), digits);
}

/** A value as a correction says it. Three decimals could be thousands to the server, so they get a fourth. */
export function correctionText(value) {
    const written = String(value);
    return typeof value === "number" && /\.\d{3}$/.test(written) ? `${written}0` : written;
}
