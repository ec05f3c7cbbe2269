import { button, element } from "../base/dom.js";
import { act } from "../base/changes.js";
import { giveFile } from "../base/files.js";
import { sureButton } from "../base/form.js";
import { itemPage } from "../base/itemPage.js";
import { notify } from "../base/notices.js";
import { problemText } from "../base/problems.js";
import { text } from "../base/texts.js";
import { figuresOf } from "./groupFigures.js";
import { progressBar } from "./groupProgress.js";
import { groupSettings } from "./groupSettings.js";

const formats = { csv: { format: "csv" }, json: { format: "json" }, zip: { format: "zip", content: "pdf,json" } };
const idleSeconds = 10;

/** One group: how far it is, its figures, what can be done with it, and its settings. */
export function groupView(id) {
    const path = `ocr-invoice-job-group/${id}`;
    const state = element("section", { class: "card", "aria-label": text("groups.progress") });
    const figures = element("dl", { class: "figures" });
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
                    element("h2", {}, text("groups.statistics")), figures), actions(group), settings);
            }
            return group.status === "processing" ? 1 : idleSeconds;
        },
    });

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
