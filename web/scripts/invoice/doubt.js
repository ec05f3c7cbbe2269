import { sections, tablePlace, tables } from "./fields.js";

/** Of values with a confidence of 0.9 and more, 98 % were right (docs/accuracy.md); below it a person should look. */
export const doubtfulBelow = 0.9;
const unlikelyBelow = 0.6;

const shownFirst = new Set(sections.flatMap(section => section.fields.map(([name]) => name)));

/** Of a line; its position or its note has no cell that a person could check. */
const shownColumns = new Set(tables.find(({ name }) => name === "lineItems").columns.map(([column]) => column));

/** How far a value can be relied on: `sure`, `doubtful` or `unlikely`. */
export function levelOf(confidence) {
    if (confidence >= doubtfulBelow) return "sure";
    return confidence >= unlikelyBelow ? "doubtful" : "unlikely";
}

/** Whether a person is led to a field of this name: the details further below are theirs to look at. */
export function isLedTo(name) {
    if (shownFirst.has(name)) return true;
    const place = tablePlace(name);
    return place?.table === "lineItems" && shownColumns.has(place.column);
}

/** The number of values that a person should look at before a job is confirmed; null where nobody should. */
export function doubtsOf(job) {
    if (job.review?.state !== "needed") return null;
    const doubtful = Object.entries(job.confidence?.fields ?? {})
        .filter(([name, confidence]) => confidence < doubtfulBelow && isLedTo(name)).map(([name]) => name);
    const found = (job.validationResults?.errors ?? [])
        .filter(finding => finding.severity !== "info" && isLedTo(finding.field ?? "")).map(finding => finding.field);
    const reasons = job.review.reasons.map(({ field }) => field).filter(isLedTo);
    return new Set([...doubtful, ...found, ...reasons]).size;
}
