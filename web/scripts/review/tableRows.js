import { cellName, tablePlace } from "../invoice/fields.js";
import { correctionText } from "../invoice/values.js";
import { mergedRow, splitRow } from "./rowEdits.js";

/** The rows of one of a review's tables, those that are not saved among them. */
export class TableRows {
    #review;
    #table;

    constructor(review, table) {
        this.#review = review;
        this.#table = table;
    }

    get count() {
        return Math.max(0, ...[...this.#names()].map(name => tablePlace(name).row + 1));
    }

    /** The columns to show: the ones that are always shown, and those that a row has. */
    get columns() {
        const used = new Set([...this.#names()].map(name => tablePlace(name).column));
        return this.#table.columns.map(([column]) => column)
            .filter((column, number) => number < this.#table.alwaysShown || used.has(column));
    }

    /** The name of the cell that a new row begins with. */
    get nextName() {
        return cellName(this.#table.name, this.count, this.columns[0]);
    }

    /** Whether a name is that of a cell of the row. */
    has(row, name) {
        const place = tablePlace(name);
        return place?.table === this.#table.name && place.row === row;
    }

    /** Whether no cell of the row has a value. The row keeps its place: the API counts on. */
    isDeleted(row) {
        return [...this.#names()].filter(name => this.has(row, name)).every(name => {
            const edit = this.#review.edits.get(name);
            return Boolean(edit?.isMissing) || !edit && !this.#review.fields.has(name);
        });
    }

    /** A row that was read loses its values; one that is new goes. */
    delete(row) {
        const names = [...this.#names()].filter(name => this.has(row, name));
        this.#review.setAll(names.map(name => [name, this.#review.fields.has(name) ? { isMissing: true } : null]));
    }

    /** Forgets that a row was deleted; where that was saved, the saved corrections are taken back. */
    restore(row) {
        const unsaved = [...this.#review.edits.keys()].filter(name => this.has(row, name));
        const columns = new Set([...this.#table.columns.map(([column]) => column), ...[...this.#names()].map(name => tablePlace(name).column)]);
        const saved = [...columns].map(column => [cellName(this.#table.name, row, column), { isRestored: true }]);
        this.#review.setAll(unsaved.length > 0 ? unsaved.map(name => [name, null]) : saved);
    }

    /** Makes two rows of one: what stands behind `place` in its first text goes to a new row below. */
    split(row, place, newText) {
        const rows = this.#cells();
        rows.splice(row, 1, ...splitRow(rows[row], this.columns[0], place, newText));
        this.#put(rows);
    }

    /** Makes one row of this and the next one. */
    merge(row) {
        const rows = this.#cells();
        rows.splice(row, 2, mergedRow(rows[row], rows[row + 1], this.#table.columns));
        this.#put(rows);
    }

    /** The cells of all rows, each a map from column to `{text, place, value}`. */
    #cells() {
        const rows = Array.from({ length: this.count }, () => new Map());
        for (const name of this.#names()) {
            const edit = this.#review.edits.get(name);
            const value = this.#review.fields.get(name)?.value ?? null;
            const cell = edit && !edit.isRestored ? edit.text : value === null ? undefined : correctionText(value);
            const { row, column } = tablePlace(name);
            if (cell !== undefined) rows[row].set(column, { text: cell, place: this.#review.placeOf(name) });
        }
        return rows;
    }

    /** Changes the cells that differ, as one step to undo. */
    #put(rows) {
        const before = this.#cells();
        const changes = [];
        for (let row = 0; row < Math.max(rows.length, before.length); row += 1) {
            for (const column of new Set([...before[row]?.keys() ?? [], ...rows[row]?.keys() ?? []])) {
                const cell = rows[row]?.get(column);
                if (cell?.text === before[row]?.get(column)?.text) continue;
                const name = cellName(this.#table.name, row, column);
                const isRead = this.#review.fields.has(name);
                changes.push([name, cell ? { text: cell.text, ...(cell.place && { place: cell.place }) } : isRead ? { isMissing: true } : null]);
            }
        }
        this.#review.setAll(changes);
    }

    #names() {
        const names = [...this.#review.fields.keys(), ...this.#review.edits.keys()];
        return new Set(names.filter(name => tablePlace(name)?.table === this.#table.name));
    }
}
