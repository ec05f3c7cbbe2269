import { download } from "../base/api.js";
import { act } from "../base/changes.js";
import { button, element, setText } from "../base/dom.js";
import { give } from "../base/files.js";
import { notify } from "../base/notices.js";
import { problemText } from "../base/problems.js";
import { text } from "../base/texts.js";
import { deleteLater } from "./deletions.js";
import { joinedCSV } from "./joinedCSV.js";

/** What can be done with the selected jobs at once. It is hidden while there are none. @param {() => void} changed */
export function selectionBar(selection, changed) {
    const count = element("span", { role: "status" });
    const bar = element("section", { class: "card row", hidden: true, "aria-label": text("jobs.selection") }, count,
        button(text("export.csv"), { click: () => exportAs(selection, "csv") }),
        button(text("export.json"), { click: () => exportAs(selection, "json") }),
        button(text("jobs.retry"), { click: () => readAgain(selection, changed) }),
        button(text("jobs.delete"), { click: () => remove(selection, changed) }),
        button(text("jobs.selectNone"), { class: "plain", click: () => selection.clear() }));
    selection.addEventListener("changed", () => {
        setText(count, text("jobs.selected", { count: selection.jobs.size }));
        bar.hidden = selection.jobs.size === 0;
    });
    return bar;
}

/** One file of the results of those that have any. */
async function exportAs(selection, format) {
    const jobs = [...selection.jobs.values()].filter(job => job.status === "completed");
    if (jobs.length === 0) return notify(text("jobs.nothingToExport"), { isProblem: true });
    try {
        const parts = [];
        for (const job of jobs) parts.push(await (await download(`ocr-invoice-job/${job._id}/results`, { format })).blob.text());
        const whole = format === "csv" ? joinedCSV(parts) : `[${parts.map(part => JSON.stringify(JSON.parse(part).data)).join(",\n")}]\n`;
        give(new Blob([whole]), `${text("jobs.title")}.${format}`);
    } catch (error) {
        notify(problemText(error), { isProblem: true });
    }
    return undefined;
}

async function readAgain(selection, changed) {
    for (const id of selection.jobs.keys()) {
        if (!await act(`ocr-invoice-job/${id}/process`)) break;
    }
    selection.clear();
    changed();
}

function remove(selection, changed) {
    for (const job of selection.jobs.values()) deleteLater(job, changed);
    selection.clear();
}
