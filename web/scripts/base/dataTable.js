import { arrange, element } from "./dom.js";
import { text } from "./texts.js";

/** A table whose rows are made anew with each answer, but where nothing has changed. */
export class DataTable {
    #body = element("tbody", { role: "rowgroup" });
    #none;
    #columns;
    #rows = new Map();

    /** @param {string[]} columns Keys of texts. */
    constructor(label, columns, none) {
        this.#columns = columns;
        const headings = columns.map(key => element("th", { role: "columnheader", scope: "col" }, text(key)));
        this.#none = element("p", { class: "none", hidden: true }, none);
        this.element = element("div", { class: "data-table" },
            element("table", { role: "table", "aria-label": label },
                element("thead", { role: "rowgroup" }, element("tr", { role: "row" }, ...headings)), this.#body), this.#none);
    }

    /**
     * Shows these items.
     * @param {Object[]} items Each with an `_id`.
     * @param {(item: Object) => Array} cells Makes the contents of a row, a node or a text for each column.
     */
    update(items, cells) {
        const rows = new Map();
        for (const item of items) {
            const written = JSON.stringify(item);
            const known = this.#rows.get(item._id);
            rows.set(item._id, known?.written === written ? known : { written, element: this.#row(cells(item)) });
        }
        this.#rows = rows;
        arrange(this.#body, [...rows.values()].map(row => row.element));
        this.#none.hidden = items.length > 0;
    }

    #row(contents) {
        return element("tr", { role: "row" }, ...contents.map((content, number) =>
            element("td", { role: "cell", "data-label": text(this.#columns[number]) }, ...[content].flat())));
    }
}
