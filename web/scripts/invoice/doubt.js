import { sections, tablePlace } from "./fields.js";

/** Of values with a confidence of 0.9 and more, 98 % were right (docs/accuracy.md); below it a person should look. */
export const doubtfulBelow = 0.9;
const unlikelyBelow = 0.6;

const shownFirst = new Set(sections.flatMap(section => section.fields.map(([name]) => name)));

/** How far a value can be relied on: `sure`, `doubtful` or `unlikely`. */
export function levelOf(confidence) {
    if (confidence >= doubtfulBelow) return "sure";
    return confidence >= unlikelyBelow ? "doubtful" : "unlikely";
}

/** Whether a person is led to a field of this name: the details further below are theirs to look at. */
export function isLedTo(name) {
    return shownFirst.has(name) || tablePlace(name)?.table === "lineItems";
}

/** The number of a job's values that are doubtful or have a finding; null while it has no results. */
export function doubtsOf(job) {
    if (job.status !== "completed") return null;
    const doubtful = Object.entries(job.confidence?.fields ?? {})
        .filter(([name, confidence]) => confidence < doubtfulBelow && isLedTo(name)).map(([name]) => name);
    const found = (job.validationResults?.errors ?? [])
        .filter(finding => finding.severity !== "info" && isLedTo(finding.field ?? "")).map(finding => finding.field);
    return new Set([...doubtful, ...found]).size;
}

/** Whether a person should look at a completed job. */
export function needsReview(job) {
    return doubtsOf(job) > 0 || job.validationResults?.isValid === false;
}
