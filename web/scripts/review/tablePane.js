import { button, element, setText } from "../base/dom.js";
import { text } from "../base/texts.js";
import { cellName, tablePlace } from "../invoice/fields.js";
import { icon } from "../base/icons.js";
import { fieldLabel, inputOf, messagesOf } from "./fieldInput.js";
import { TableRows } from "./tableRows.js";

/** Line items or taxes as a table whose cells are edited in place. */
export class TablePane {
    #review;
    #name;
    #isDivisible;
    #rows;
    #cells = new Map();
    #messages = [];
    #deleted = new Set();
    element = element("section", { class: "table-pane" });

    constructor(review, table) {
        this.#review = review;
        this.#name = table.name;
        this.#isDivisible = Boolean(table.isDivisible);
        this.#rows = new TableRows(review, table);
    }

    /** Makes the table anew. */
    build() {
        this.#cells.clear();
        this.#messages = [];
        this.#deleted.clear();
        const columns = this.#rows.columns;
        const rows = Array.from({ length: this.#rows.count }, (_, row) => this.#row(row, columns)).flat();
        this.element.replaceChildren(element("h2", {}, this.#title),
            rows.length ? this.#tableOf(columns, rows) : element("p", {}, text("table.empty")),
            button(text("table.add"), { "aria-label": `${text("table.add")}: ${this.#title}`, click: () => this.#add() }));
    }

    /** Shows what has become of a field. Where a row came or went, the table is made anew. */
    update(name) {
        const place = tablePlace(name);
        if (place?.table !== this.#name) return;
        const input = this.#cells.get(name);
        const isDeleted = this.#deleted.has(place.row);
        if (isDeleted !== this.#rows.isDeleted(place.row) || !isDeleted && !input) return this.#rebuild();
        input?.update();
        for (const show of this.#messages) show();
    }

    get #title() { return text(`tableName.${this.#name}`); }

    #label(column) { return fieldLabel(cellName(this.#name, 0, column)); }

    /** The focus stays in its cell. */
    #rebuild() {
        const focused = this.element.contains(document.activeElement) ? document.activeElement.id : null;
        this.build();
        if (focused) document.getElementById(focused)?.focus();
    }

    #tableOf(columns, rows) {
        const headings = columns.map(column => element("th", { scope: "col" }, this.#label(column)));
        const actions = element("th", {}, element("span", { class: "hidden-text" }, text("table.actions")));
        return element("table", { "aria-label": this.#title },
            element("thead", {}, element("tr", {}, ...headings, actions)), element("tbody", {}, ...rows));
    }

    #row(row, columns) {
        if (this.#rows.isDeleted(row)) return [this.#deletedRow(row, columns.length + 1)];
        const cells = columns.map(column => this.#cell(row, column));
        return [element("tr", { "data-item": row }, ...cells, element("td", { class: "row-actions" }, ...this.#actions(row))),
            this.#messageRow(row, columns.length + 1)];
    }

    #actions(row) {
        const act = (key, run) => button(icon(key), {
            class: "plain", "data-action": key, title: text(`table.${key}`, { row: row + 1 }),
            "aria-label": text(`table.${key}`, { row: row + 1 }), click: run,
        });
        return [
            this.#isDivisible && act("split", () => this.#split(row)),
            this.#isDivisible && row + 1 < this.#rows.count && !this.#rows.isDeleted(row + 1) && act("merge", () => this.#merge(row)),
            act("delete", () => this.#delete(row)),
        ].filter(Boolean);
    }

    #cell(row, column) {
        const name = cellName(this.#name, row, column);
        const label = text("table.cell", { column: this.#label(column), row: row + 1 });
        const input = inputOf(this.#review, name, { "aria-label": label, "aria-describedby": this.#messageId(row) });
        input.update();
        this.#cells.set(name, input);
        return element("td", { mouseenter: () => this.#review.activate(name) }, input);
    }

    #deletedRow(row, width) {
        this.#deleted.add(row);
        const restore = button(text("table.restore"), {
            class: "plain", "aria-label": text("table.restoreRow", { row: row + 1 }), click: () => this.#rows.restore(row),
        });
        return element("tr", { class: "deleted" }, element("td", { colspan: width }, text("table.deleted", { row: row + 1 }), " ", restore));
    }

    /** Findings of a row stand below it. */
    #messageRow(row, width) {
        const cell = element("td", { colspan: width, class: "findings", id: this.#messageId(row) });
        const line = element("tr", { class: "messages" }, cell);
        const names = [...new Set([...this.#review.findings.keys(), ...this.#cells.keys()])].filter(name => this.#rows.has(row, name));
        const show = () => {
            const messages = names.flatMap(name => messagesOf(this.#review, name));
            setText(cell, messages.join(" "));
            line.hidden = messages.length === 0;
        };
        show();
        this.#messages.push(show);
        return line;
    }

    #messageId(row) { return `messages-${this.#name}-${row}`; }

    #add() {
        const name = this.#rows.nextName;
        this.#review.set(name, { text: text("table.new") });
        const input = this.#cells.get(name);
        input?.focus();
        input?.select();
    }

    /** Where the cursor stood last in the row's first cell, its text is divided. */
    #split(row) {
        const first = this.#cells.get(cellName(this.#name, row, this.#rows.columns[0]));
        const isCursor = first?.selectionStart === first?.selectionEnd;
        this.#rows.split(row, isCursor ? first?.selectionStart : null, text("table.new"));
        this.#focus(row + 1);
    }

    #merge(row) {
        this.#rows.merge(row);
        this.#focus(row);
    }

    #focus(row) {
        const input = this.#cells.get(cellName(this.#name, row, this.#rows.columns[0]));
        input?.focus();
        input?.select();
    }

    #delete(row) {
        this.#rows.delete(row);
        this.element.querySelector(`[aria-label="${CSS.escape(text("table.restoreRow", { row: row + 1 }))}"]`)?.focus();
    }
}
