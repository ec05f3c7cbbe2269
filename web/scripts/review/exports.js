import { button, element } from "../base/dom.js";
import { giveFile } from "../base/files.js";
import { notify } from "../base/notices.js";
import { problemText } from "../base/problems.js";
import { text } from "../base/texts.js";

const formats = { pdf: "pdf", facturx: "pdf", ubl: "xml", cii: "xml", csv: "csv", json: "json" };

/** The buttons that give the results as a file. What is not saved is not in them. */
export function exportMenu(job) {
    const buttons = Object.entries(formats).map(([format, ending]) =>
        button(text(`export.${format}`), { "data-format": format, click: () => exportResults(job, format, ending) }));
    return element("details", { class: "exports" }, element("summary", {}, text("export.title")), element("div", {}, ...buttons));
}

async function exportResults(job, format, ending) {
    const name = `${job.documentName.replace(/\.[^.]*$/, "")}${ending === "xml" ? `.${format}` : ""}.${ending}`;
    try {
        const headers = await giveFile(`ocr-invoice-job/${job._id}/results`, { format }, name);
        const missing = headers.get("Missing-Terms");
        if (missing) notify(text("export.missing", { terms: missing }), { isProblem: true });
    } catch (error) {
        notify(problemText(error), { isProblem: true });
    }
}
