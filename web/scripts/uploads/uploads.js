import { call } from "../base/api.js";
import { notify } from "../base/notices.js";
import { problemText } from "../base/problems.js";
import { text } from "../base/texts.js";
import { Upload } from "./upload.js";

const atOnce = 2;
const longestName = 255;
const longestNumber = 100;

/**
 * Uploads files, two at a time, and has a job made and read for each. Several at once become a group.
 * @param {HTMLElement} list Gets a line for each file.
 * @param {() => void} changed Called after each new job.
 */
export async function uploadFiles(files, list, changed) {
    if (!files.length) return;
    const stamp = new Date().toISOString().replace(/\.\d+Z$/, "").replace(/[-:]/g, "").replace("T", "-");
    let group;
    try {
        group = files.length > 1 ? await makeGroup(files.length) : undefined;
    } catch (error) {
        notify(problemText(error), { isProblem: true });
        return;
    }
    const uploads = files.map((file, number) => new Upload(file, draft(file, `${stamp}-${number + 1}`, group), changed));
    list.append(...uploads.map(upload => upload.element));
    const waiting = [...uploads];
    const work = async () => { for (let next; (next = waiting.shift());) await next.send(); };
    await Promise.all(Array.from({ length: atOnce }, work));
}

async function makeGroup(count) {
    const name = text("upload.group", { count, time: new Date().toLocaleString() });
    return (await call("ocr-invoice-job-group", { method: "POST", body: { name, template: "default" } })).data._id;
}

/** What the job will be, but for its document. */
function draft(file, number, group) {
    const documentName = shortened(file.name.trim() || text("upload.nameless"), longestName);
    const jobNumber = shortened(`${number} ${documentName}`, longestNumber);
    return { jobNumber, documentName, template: "default", ...(group && { group }) };
}

/** Cut between characters, without the control characters that a name must not have. */
function shortened(name, longest) {
    return Array.from(name.replace(/[\u0000-\u001f\u007f]/g, " ")).slice(0, longest).join("");
}
