import { currentLanguage } from "./texts.js";

/**
 * An amount of the API as people write it, with two decimals at least. A number of more digits than a script's numbers
 * keep comes as a text and stays as it is.
 */
export function amount(value, currency) {
    if (value === null || value === undefined) return "";
    const shown = typeof value === "number"
        ? value.toLocaleString(currentLanguage(), { minimumFractionDigits: 2, maximumFractionDigits: 12 })
        : String(value);
    return currency ? `${shown} ${currency}` : shown;
}

/** A calendar date `2025-12-31`: as it is in English, `31.12.2025` in German. */
export function date(value) {
    const parts = /^(\d{4})-(\d\d)-(\d\d)$/.exec(value ?? "");
    if (!parts || currentLanguage() !== "de") return value ?? "";
    return `${parts[3]}.${parts[2]}.${parts[1]}`;
}

/** A moment in the person's time zone. */
export function moment(value) {
    return value ? new Date(value).toLocaleString(currentLanguage(), { dateStyle: "short", timeStyle: "short" }) : "";
}

/** A share 0…1 in per cent, rounded down: 99.6 % is not 100. */
export function percent(value) {
    return value === null || value === undefined ? "" : `${Math.floor(value * 100)} %`;
}

/** A duration given in seconds, in the two largest units that it has; whole minutes and hours alone. */
export function seconds(value) {
    if (value === null || value === undefined) return "";
    if (value < 60) return `${value.toLocaleString(currentLanguage(), { maximumFractionDigits: 1 })} s`;
    const [days, hours, minutes] = [Math.floor(value / 86_400), Math.floor(value / 3600) % 24, Math.floor(value / 60) % 60];
    const parts = [[days, "d"], [hours, "h"], [minutes, "min"], [Math.floor(value % 60), "s"]];
    const largest = parts.findIndex(([count]) => count > 0);
    return parts.slice(largest, largest + 2).filter(([count]) => count > 0).map(([count, unit]) => `${count} ${unit}`).join(" ");
}

/** Bytes in the unit that suits. */
export function size(bytes) {
    const units = ["B", "kB", "MB", "GB"];
    const power = Math.min(units.length - 1, bytes > 0 ? Math.floor(Math.log10(bytes) / 3) : 0);
    const digits = { maximumFractionDigits: power ? 1 : 0 };
    return `${(bytes / 1000 ** power).toLocaleString(currentLanguage(), digits)} ${units[power]}`;
}
