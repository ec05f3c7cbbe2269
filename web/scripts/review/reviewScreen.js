import { call } from "../base/api.js";
import { noteConnection } from "../base/connection.js";
import { button, element, setText } from "../base/dom.js";
import { notify } from "../base/notices.js";
import { problemText } from "../base/problems.js";
import { text } from "../base/texts.js";
import { askAboutConflict } from "./conflictDialog.js";
import { drafts } from "./drafts.js";
import { duplicatesOf } from "./duplicates.js";
import { exportMenu } from "./exports.js";
import { FieldPane } from "./fieldPane.js";
import { firstDoubtful, focusOn, handleKeys } from "./keyboard.js";
import { PagePane } from "./pagePane.js";
import { confirmResults } from "./confirmation.js";
import { leave, skip } from "./nextDoubtful.js";
import { nextAfter, preloadAfter } from "./preload.js";
import { Conflict, Refusal, save } from "./saving.js";

/** The page beside its fields, with the buttons that save, undo and go on. */
export class ReviewScreen {
    #review;
    #pages;
    #fieldPane;
    #pagePane;
    #state = element("span", { class: "state", role: "status" });
    #undo = button(text("review.undo"), { click: () => this.#takeBack() });
    #save = button(text("review.save"), { click: () => this.#saveAll() });
    #confirm = button(text("review.confirmAndNext"), { class: "primary", click: () => this.#confirmAll() });
    #skip = button(text("review.skip"), { click: () => this.#pass() });

    constructor(review, pages) {
        this.#review = review;
        this.#pages = pages;
        this.#restoreDraft();
        this.#fieldPane = new FieldPane(review);
        this.#pagePane = new PagePane(review, pages);
        const bar = element("div", { class: "bar" }, this.#confirm, this.#save, this.#undo, this.#skip, exportMenu(review.job), this.#state);
        const keys = element("p", { class: "keys" }, text("review.keys"));
        const right = element("section", { class: "right", "aria-label": text("review.values") }, bar, duplicatesOf(review.job), this.#fieldPane.element, keys);
        this.element = element("div", { class: "panes" }, this.#pagePane.element, right);
        handleKeys(review, right, { save: this.#confirm, undo: () => this.#takeBack(), draw: () => this.#pagePane.drawByKeys() });
        review.addEventListener("changed", () => this.#changed());
        this.#showState();
    }

    /** Puts the first doubtful field in hand. */
    begin() {
        const first = firstDoubtful(this.#review, this.#fieldPane.element);
        if (first) focusOn(first);
        else this.#confirm.focus();
        preloadAfter(this.#review.job);
    }

    close() {
        this.#pages.close();
    }

    #restoreDraft() {
        const edits = drafts.load(this.#review.job._id);
        for (const [name, edit] of edits) this.#review.edits.set(name, edit);
        if (edits.size > 0) notify(text("review.restored", { count: edits.size }));
    }

    #changed() {
        drafts.save(this.#review.job._id, this.#review.edits);
        this.#showState();
    }

    #showState() {
        const names = new Set([...this.#review.fields.keys(), ...this.#review.findings.keys()]);
        const doubtful = [...names].filter(name => this.#review.isDoubtful(name)).length;
        const unsaved = this.#review.edits.size;
        setText(this.#state, [
            doubtful ? text("review.doubtful", { count: doubtful }) : text("review.nothingDoubtful"),
            unsaved ? text("review.unsaved", { count: unsaved }) : "",
        ].filter(Boolean).join(" · "));
        this.#undo.disabled = !this.#review.canUndo;
        this.#save.disabled = unsaved === 0;
    }

    #takeBack() {
        const name = this.#review.undo();
        const input = name && document.getElementById(`field-${name}`);
        if (input) focusOn(input);
    }

    /** Saves what was changed, confirms all, and goes on. */
    #confirmAll() {
        return this.#once(async () => {
            if (!await this.#saveEdits()) return;
            if (this.#review.results.validationResults.isValid) return this.#confirmMeanwhile();
            try {
                if (await confirmResults(this.#review)) await this.#goOn();
            } catch (error) {
                await this.#refuseConfirmation(error);
            }
        });
    }

    /** What has no fault is hardly refused: the next document need not wait for the answer. A failure leads back. */
    async #confirmMeanwhile() {
        const { _id, documentName } = this.#review.job;
        const back = { label: text("review.look"), run: () => { location.hash = `#/job/${_id}`; } };
        const confirmation = confirmResults(this.#review);
        leave(_id, confirmation);
        confirmation.catch(error => {
            const reason = error.status === 412 ? text("review.changedMeanwhile") : problemText(error);
            notify(text("review.notConfirmed", { name: documentName, reason }), { isProblem: true, action: back });
        });
        await this.#goOn();
    }

    async #refuseConfirmation(error) {
        if (error.status !== 412) return this.#tell(error);
        notify(text("review.changedMeanwhile"), { isProblem: true });
        return this.#reload().catch(failure => this.#tell(failure));
    }

    #saveAll() { return this.#once(() => this.#saveEdits()); }

    /** A second press while the first one's request is on its way would be a conflict with oneself. */
    async #once(run) {
        if (this.element.hasAttribute("aria-busy")) return;
        this.element.setAttribute("aria-busy", "true");
        try {
            await run();
        } finally {
            this.element.removeAttribute("aria-busy");
        }
    }

    /** Goes on without a word on this document; what was changed and not saved stays here. */
    async #pass() {
        skip(this.#review.job._id);
        await this.#goOn();
    }

    async #goOn() {
        try {
            const next = await nextAfter(this.#review.job);
            if (!next) notify(text("review.noneLeft"));
            location.hash = next ? `#/job/${next}` : "#/jobs";
        } catch (error) {
            this.#tell(error);
        }
    }

    /** @returns {Promise<boolean>} Whether everything is saved. */
    async #saveEdits() {
        if (this.#review.edits.size === 0) return true;
        try {
            await this.#saveUntilAgreed();
            await this.#reload();
            noteConnection(null);
            notify(text("review.saved"));
            return true;
        } catch (error) {
            if (!(error instanceof Conflict)) this.#tell(error);
            return false;
        }
    }

    /** Saves, and after each conflict asks and saves again. @throws {Conflict} The person wants to look first. */
    async #saveUntilAgreed() {
        for (;;) {
            try {
                return await save(this.#review, this.#pages);
            } catch (error) {
                if (!(error instanceof Conflict) || !await this.#settle(error)) throw error;
            }
        }
    }

    #tell(error) {
        noteConnection(error);
        notify(error instanceof Refusal ? text("review.refused") : problemText(error), { isProblem: true });
        if (error instanceof Refusal) this.#fieldPane.element.querySelector("[aria-invalid]")?.focus();
    }

    /** Asks which of two persons' values count. @returns {Promise<boolean>} Whether to save again. */
    async #settle(conflict) {
        const theirs = await askAboutConflict(conflict.changes);
        for (const name of theirs ?? []) this.#review.settle(name);
        return theirs !== null;
    }

    /** Shows what the server makes of the corrections. */
    async #reload() {
        const { data, tag } = await call(`ocr-invoice-job/${this.#review.job._id}/results`);
        this.#review.read(data, tag);
        const focused = document.activeElement?.id;
        this.#fieldPane.build();
        this.#pagePane.draw();
        this.#showState();
        if (focused) document.getElementById(focused)?.focus();
    }
}
