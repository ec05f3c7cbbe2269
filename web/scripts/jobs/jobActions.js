import { call } from "../base/api.js";
import { button } from "../base/dom.js";
import { notify } from "../base/notices.js";
import { problemText } from "../base/problems.js";
import { text } from "../base/texts.js";
import { deleteLater } from "./deletions.js";

const canProcess = ["created", "failed", "cancelled"];
const canCancel = ["created", "queued", "processing"];

/** The buttons for what a job's state allows. @param {() => void} changed Called after each. */
export function jobActions(job, changed) {
    const named = label => ({ "aria-label": `${text(label)}: ${job.documentName}` });
    const act = what => async () => {
        try {
            await call(`ocr-invoice-job/${job._id}/${what}`, { method: "POST" });
        } catch (error) {
            notify(problemText(error), { isProblem: true });
        }
        changed();
    };
    return [
        canProcess.includes(job.status) && button(text("jobs.retry"), { ...named("jobs.retry"), click: act("process") }),
        canCancel.includes(job.status) && button(text("jobs.cancel"), { ...named("jobs.cancel"), click: act("cancel") }),
        button(text("jobs.delete"), { ...named("jobs.delete"), click: () => deleteLater(job, changed) }),
    ].filter(Boolean);
}
