import { seconds, size } from "../base/formats.js";
import { text } from "../base/texts.js";
import { metrics } from "./serverState.js";

const number = value => value.toLocaleString();

/** What is shown of the metrics: the name there, the key of its text, and how it is written. */
const shown = [
    ["ocr_invoice_jobs_waiting", "server.waiting", number], ["ocr_invoice_longest_wait_seconds", "server.longestWait", seconds],
    ["ocr_invoice_running", "server.running", number], ["ocr_invoice_processes", "server.processes", number],
    ["ocr_invoice_uptime_seconds", "server.uptime", seconds], ["ocr_invoice_resident_bytes", "server.memory", size],
];

/** Figures of the whole server, as pairs; none for a key that may not see them. */
export async function metricFigures() {
    const written = await metrics();
    if (written === null) return [];
    const values = new Map([...written.matchAll(/^(\w+) ([\d.e+-]+)$/gm)].map(([, name, value]) => [name, Number(value)]));
    return shown.filter(([name]) => values.has(name)).map(([name, key, write]) => [text(key), write(values.get(name))]);
}
