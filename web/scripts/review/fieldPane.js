import { element } from "../base/dom.js";
import { text } from "../base/texts.js";
import { sections, tablePlace, tables } from "../invoice/fields.js";
import { fieldRow } from "./fieldInput.js";
import { TablePane } from "./tablePane.js";

/** All fields of a review: the ones that are read first, the tables, what else was found, and findings of no field. */
export class FieldPane {
    #review;
    #rows = new Map();
    #tables;

    constructor(review) {
        this.#review = review;
        this.#tables = tables.map(table => new TablePane(review, table));
        this.element = element("div", { class: "field-pane" });
        review.addEventListener("changed", event => this.#update(event.detail));
        review.addEventListener("active", () => this.#mark());
        this.build();
    }

    /** Makes all anew, after new results. */
    build() {
        this.#rows.clear();
        for (const table of this.#tables) table.build();
        this.element.replaceChildren(...[this.#general(), ...sections.map(section => this.#section(section)),
            ...this.#tables.map(table => table.element), this.#others()].filter(Boolean));
    }

    #section({ name, fields }) {
        return element("fieldset", {}, element("legend", {}, text(`section.${name}`)), ...fields.map(([field]) => this.#row(field)));
    }

    #row(name) {
        const row = fieldRow(this.#review, name);
        this.#rows.set(name, row);
        return row;
    }

    /** Fields that were found and are in no section and no table. */
    #others() {
        const names = [...this.#review.fields.keys()].filter(name => !this.#rows.has(name) && !isInTable(name));
        if (names.length === 0) return null;
        return element("details", { class: "others" },
            element("summary", {}, text("section.others", { count: names.length })), ...names.map(name => this.#row(name)));
    }

    /** Findings of fields that are not shown, and of the whole document. */
    #general() {
        const isShown = name => sections.some(section => section.fields.some(([field]) => field === name))
            || this.#review.fields.has(name) && !isInTable(name);
        const found = [...this.#review.findings].filter(([name]) => !isShown(name) && !isInTable(name)).flatMap(([, list]) => list);
        if (found.length === 0) return null;
        return element("ul", { class: "findings general", "aria-label": text("review.findings") },
            ...found.map(finding => element("li", { class: finding.severity }, finding.message)));
    }

    #update(name) {
        this.#rows.get(name)?.update();
        for (const table of this.#tables) table.update(name);
    }

    #mark() {
        for (const row of this.#rows.values()) row.classList.toggle("active", row.dataset.row === this.#review.active);
    }
}

function isInTable(name) {
    return tables.some(table => table.name === tablePlace(name)?.table);
}
