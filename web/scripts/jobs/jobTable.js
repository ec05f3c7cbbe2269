import { arrange, element } from "../base/dom.js";
import { text } from "../base/texts.js";
import { JobRow } from "./jobRow.js";

/** The columns, with the API's name of those that it can sort by. */
const columns = [
    ["document", "documentName"], ["status", "status"], ["kind"], ["supplier"], ["number"], ["date"], ["total"],
    ["confidence"], ["created", "createdAt"], ["actions"],
];

/** The table of jobs. Rows are changed in place, so that focus and selection survive the second. */
export class JobTable {
    #rows = new Map();
    #body = element("tbody", { role: "rowgroup" });
    #none = element("p", { class: "none", hidden: true }, text("jobs.none"));
    #changed;
    #selection;

    /** @param {() => void} changed Called when a person has changed a job. */
    constructor(query, changed, selection) {
        this.#changed = changed;
        this.#selection = selection;
        const headings = columns.map(([name, sort]) => heading(query, name, sort));
        const table = element("table", { role: "table", "aria-label": text("jobs.title") },
            element("thead", { role: "rowgroup" }, element("tr", { role: "row" }, ...headings)), this.#body);
        this.element = element("div", { class: "data-table" }, table, this.#none);
    }

    /** Shows these jobs, in this order. */
    update(jobs) {
        const rows = new Map(jobs.map(job => [job._id, this.#rows.get(job._id) ?? new JobRow(this.#changed, this.#selection)]));
        for (const job of jobs) rows.get(job._id).update(job);
        this.#rows = rows;
        arrange(this.#body, [...rows.values()].map(row => row.element));
        this.#none.hidden = jobs.length > 0;
    }
}

function heading(query, name, sort) {
    const label = text(`column.${name}`);
    if (!sort) return element("th", { role: "columnheader", scope: "col" }, label);
    const isSorted = query.sort === sort;
    const order = isSorted && query.order === "desc" ? "asc" : "desc";
    const direction = query.order === "asc" ? "ascending" : "descending";
    return element("th", { role: "columnheader", scope: "col", "aria-sort": isSorted ? direction : null },
        element("a", { class: "sort", href: query.with({ sort, order }).address }, label));
}
