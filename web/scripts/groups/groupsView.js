import { element } from "../base/dom.js";
import { moment } from "../base/formats.js";
import { listPage } from "../base/listPage.js";
import { text } from "../base/texts.js";
import { eta, progressBar } from "./groupProgress.js";

const columns = ["groups.name", "column.status", "groups.progress", "groups.eta", "form.created"];

/** The list of groups. */
export function groupsView(parameters) {
    return listPage({
        title: text("groups.title"), path: "ocr-invoice-job-group", columns, none: text("groups.none"), address: "#/groups",
        page: Math.max(1, Number(parameters.get("page")) || 1), isLive: group => group.status === "processing",
        cells: group => [
            element("a", { href: `#/group/${group._id}` }, group.name),
            element("span", { class: `job-status ${group.status}` }, text(`status.${group.status}`)),
            progressBar(group), eta(group), moment(group.createdAt),
        ],
    });
}
