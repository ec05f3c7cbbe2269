import { button, element } from "../base/dom.js";
import { act } from "../base/changes.js";
import { giveFile } from "../base/files.js";
import { sureButton } from "../base/form.js";
import { itemPage } from "../base/itemPage.js";
import { notify } from "../base/notices.js";
import { problemText } from "../base/problems.js";
import { text } from "../base/texts.js";
import { figuresOf } from "./groupFigures.js";
import { GroupPages } from "./groupPages.js";
import { progressBar } from "./groupProgress.js";
import { groupSettings } from "./groupSettings.js";
import { pagesChart } from "./pagesChart.js";

const formats = { csv: { format: "csv" }, json: { format: "json" }, zip: { format: "zip", content: "pdf,json" } };
const idleSeconds = 10;
/** Between two looks at the documents of a group that is being read. */
const chartSeconds = 60;

/** One group: how far it is, its figures, what can be done with it, and its settings. */
export function groupView(id) {
    const path = `ocr-invoice-job-group/${id}`;
    const state = element("section", { class: "card", "aria-label": text("groups.progress") });
    const figures = element("dl", { class: "figures" });
    const chart = element("section", { class: "card", "aria-label": text("groups.pagesPerHour"), hidden: true });
    const pages = new GroupPages(id);
    let drawn = { at: -Infinity, completed: 0 };
    let settings = null;
    const page = itemPage({
        path, title: text("groups.title"), back: element("a", { href: "#/groups" }, text("groups.back")),
        show: async (group, tag, body) => {
            state.replaceChildren(element("p", {}, element("span", { class: `job-status ${group.status}` }, text(`status.${group.status}`)),
                " ", progressBar(group)));
            figures.replaceChildren(...figuresOf(group).flatMap(([name, value]) =>
                [element("div", {}, element("dt", {}, text(name)), element("dd", {}, value))]));
            if (!settings) {
                settings = await groupSettings(group, tag, path);
                body.replaceChildren(state, element("section", { class: "card", "aria-label": text("groups.statistics") },
                    element("h2", {}, text("groups.statistics")), figures), chart, actions(group), settings);
            }
            const isRunning = group.status === "processing";
            const isDrawn = await draw(group, isRunning);
            return isRunning ? 1 + isDrawn : idleSeconds;
        },
    });

    /** @returns {Promise<boolean>} Whether it had to ask for documents: then the next request waits. */
    async function draw({ completedJobs }, isRunning) {
        const isDue = !isRunning || performance.now() - drawn.at > chartSeconds * 1000;
        if (completedJobs === drawn.completed || !isDue) return false;
        await pages.load();
        drawn = { at: performance.now(), completed: completedJobs };
        chart.hidden = pages.documents === 0;
        if (!chart.hidden) chart.replaceChildren(element("h2", {}, text("groups.pagesPerHour")), pagesChart(pages));
        return true;
    }

    function actions(group) {
        const post = what => async () => { if (await act(`${path}/${what}`)) page.hurry(); };
        const remove = async () => { if (await act(`${path}?jobs=delete`, { method: "DELETE" })) location.hash = "#/groups"; };
        return element("section", { class: "card row", "aria-label": text("column.actions") },
            element("a", { href: `#/jobs?group=${id}` }, text("groups.documents")),
            button(text("groups.process"), { click: post("process") }), button(text("jobs.cancel"), { click: post("cancel") }),
            ...Object.entries(formats).map(([name, parameters]) => button(text(`groups.${name}`), { click: () => give(group, name, parameters) })),
            sureButton(text("groups.delete"), remove));
    }

    async function give(group, name, parameters) {
        try {
            await giveFile(`${path}/results`, parameters, `${group.name.replace(/[\\/:*?"<>|]/g, "-")}.${name}`);
        } catch (error) {
            notify(problemText(error), { isProblem: true });
        }
    }

    return page;
}
