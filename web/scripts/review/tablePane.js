import { button, element, setText } from "../base/dom.js";
import { text } from "../base/texts.js";
import { cellName, tablePlace } from "../invoice/fields.js";
import { fieldLabel, inputOf, messagesOf } from "./fieldInput.js";

/** Line items or taxes as a table whose cells are edited in place. */
export class TablePane {
    #review;
    #table;
    #cells = new Map();
    #messages = [];
    element = element("section", { class: "table-pane" });

    constructor(review, table) {
        this.#review = review;
        this.#table = table;
    }

    build() {
        this.#cells.clear();
        this.#messages = [];
        const columns = this.#columns();
        const rows = Array.from({ length: this.#rowCount() }, (_, row) => this.#row(row, columns)).flat();
        const headings = columns.map(column => element("th", { scope: "col" }, this.#label(column)));
        const table = element("table", { "aria-label": this.#title },
            element("thead", {}, element("tr", {}, ...headings, element("th", {}, element("span", { class: "hidden-text" }, text("table.actions"))))),
            element("tbody", {}, ...rows));
        this.element.replaceChildren(element("h2", {}, this.#title), rows.length ? table : element("p", {}, text("table.empty")),
            button(text("table.add"), { "aria-label": `${text("table.add")}: ${this.#title}`, click: () => this.#add() }));
    }

    /** Shows what has become of a field. A row that an undone step made or took away needs a new table. */
    update(name) {
        if (tablePlace(name)?.table !== this.#table.name) return;
        const input = this.#cells.get(name);
        if (!input) this.build();
        input?.update();
        this.#showMessages();
    }

    get #title() { return text(`table.${this.#table.name}`); }

    #label(column) { return fieldLabel(cellName(this.#table.name, 0, column)); }

    #rowCount() {
        const names = [...this.#review.fields.keys(), ...this.#review.edits.keys()].map(tablePlace);
        return Math.max(0, ...names.filter(place => place?.table === this.#table.name).map(place => place.row + 1));
    }

    #columns() {
        const used = new Set([...this.#review.fields.keys()].map(tablePlace)
            .filter(place => place?.table === this.#table.name).map(place => place.column));
        return this.#table.columns.map(([column]) => column)
            .filter((column, number) => number < this.#table.alwaysShown || used.has(column));
    }

    #row(row, columns) {
        const names = columns.map(column => cellName(this.#table.name, row, column));
        const cells = names.map((name, number) => {
            const label = text("table.cell", { column: this.#label(columns[number]), row: row + 1 });
            const input = inputOf(this.#review, name, { "aria-label": label, "aria-describedby": `messages-${this.#table.name}-${row}` });
            input.update();
            this.#cells.set(name, input);
            return element("td", { mouseenter: () => this.#review.activate(name) }, input);
        });
        const remove = button("×", {
            class: "plain", "aria-label": text("table.delete", { row: row + 1 }), click: () => this.#delete(row),
        });
        return [element("tr", {}, ...cells, element("td", {}, remove)), this.#messageRow(row, columns.length + 1)];
    }

    /** Findings of a row stand below it. */
    #messageRow(row, width) {
        const cell = element("td", { colspan: width, class: "findings", id: `messages-${this.#table.name}-${row}` });
        const line = element("tr", { class: "messages" }, cell);
        const names = [...new Set([...this.#review.findings.keys(), ...this.#cells.keys()])].filter(name => {
            const place = tablePlace(name);
            return place?.table === this.#table.name && place.row === row;
        });
        this.#messages.push(() => {
            const messages = names.flatMap(name => messagesOf(this.#review, name));
            setText(cell, messages.join(" "));
            line.hidden = messages.length === 0;
        });
        this.#messages.at(-1)();
        return line;
    }

    #showMessages() {
        for (const show of this.#messages) show();
    }

    #add() {
        const name = cellName(this.#table.name, this.#rowCount(), this.#columns()[0]);
        this.#review.set(name, { text: text("table.new") });
        this.build();
        const input = this.#cells.get(name);
        input?.focus();
        input?.select();
    }

    /** A row that was read loses its values; one that is new goes. */
    #delete(row) {
        const isOfRow = name => { const place = tablePlace(name); return place?.table === this.#table.name && place.row === row; };
        const names = new Set([...this.#review.edits.keys(), ...this.#review.fields.keys()].filter(isOfRow));
        this.#review.setAll([...names].map(name => [name, this.#review.fields.has(name) ? { isMissing: true } : null]));
        this.build();
    }
}
