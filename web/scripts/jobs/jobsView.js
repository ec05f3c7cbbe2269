import { call } from "../base/api.js";
import { noteConnection } from "../base/connection.js";
import { element, setText } from "../base/dom.js";
import { Poller } from "../base/poller.js";
import { problemText } from "../base/problems.js";
import { text } from "../base/texts.js";
import { dropZone } from "../uploads/dropZone.js";
import { isPending } from "./deletions.js";
import { JobQuery } from "./jobQuery.js";
import { JobTable } from "./jobTable.js";
import { jobToolbar } from "./jobToolbar.js";
import { pager } from "./pager.js";
import { Selection } from "./selection.js";
import { selectionBar } from "./selectionBar.js";

const unfinished = ["queued", "processing"];
/** Others may change the list as well, at no hurry. */
const idleSeconds = 10;

/** The list of jobs. @param {URLSearchParams} parameters What to show, as `JobQuery` writes it. */
export function jobsView(parameters) {
    const query = new JobQuery(parameters);
    const problem = element("p", { class: "problem", role: "alert" });
    const pages = element("nav", { class: "pager", "aria-label": text("jobs.pages") });
    const selection = new Selection();
    const table = new JobTable(query, () => poller.hurry(), selection);
    const poller = new Poller(ask);

    async function ask() {
        try {
            const list = await call("ocr-invoice-job", { parameters: query.parameters });
            noteConnection(null);
            setText(problem, "");
            show(list);
            return list.data.some(job => unfinished.includes(job.status)) ? 1 : idleSeconds;
        } catch (error) {
            noteConnection(error);
            if (!error.isTemporary) setText(problem, problemText(error));
            throw error;
        }
    }

    function show({ data, total }) {
        const shown = data.filter(job => !isPending(job._id));
        table.update(shown);
        selection.update(shown);
        pages.replaceChildren(...pager(query, total));
    }

    const view = element("div", { class: "jobs" },
        element("h1", {}, text("jobs.title")), dropZone(() => poller.hurry()), jobToolbar(query),
        selectionBar(selection, () => poller.hurry()), problem, table.element, pages);
    return { element: view, title: text("jobs.title"), close: () => poller.stop() };
}
