import { call } from "../base/api.js";
import { notify } from "../base/notices.js";
import { problemText } from "../base/problems.js";
import { text } from "../base/texts.js";

const secondsToUndo = 8;
const pending = new Set();

/** Whether a person has deleted the job: the list hides it, though the server is not told yet. */
export const isPending = id => pending.has(id);

/**
 * Hides the job, and deletes it after eight seconds unless it is undone. When the tab is closed before that, nothing is
 * deleted.
 */
export function deleteLater(job, changed) {
    pending.add(job._id);
    const timer = setTimeout(() => remove(job, changed), secondsToUndo * 1000);
    const undo = () => {
        clearTimeout(timer);
        pending.delete(job._id);
        changed();
    };
    notify(text("jobs.deleted", { name: job.documentName }), { action: { label: text("jobs.undo"), run: undo } });
    changed();
}

async function remove(job, changed) {
    try {
        await call(`ocr-invoice-job/${job._id}`, { method: "DELETE" });
    } catch (error) {
        // Someone else was faster: it is gone, as wanted.
        if (error.status !== 404) notify(problemText(error), { isProblem: true });
    }
    pending.delete(job._id);
    changed();
}
