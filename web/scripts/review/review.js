import { doubtfulBelow, isLedTo } from "../invoice/doubt.js";
import { kindOf } from "../invoice/fields.js";
import { correctionText, inputText } from "../invoice/values.js";

/**
 * What is known of one job, and what a person changed and has not saved. It tells by events: `changed` with the name of a
 * field, `active` when another field is in hand.
 *
 * An edit is `{text}`, with a `place` where the text was taken from a page, `{isMissing: true}` (the document has no such value) or `{isRestored: true}` (what was read counts
 * again). A confirmed value is an edit with the text that was read.
 */
export class Review extends EventTarget {
    edits = new Map();
    active = null;
    /** The field whose input had the focus last: what a drawn box fills. */
    inHand = null;
    #faults = new Map();
    #steps = [];

    constructor(job, results, tag) {
        super();
        this.job = job;
        this.read(results, tag);
    }

    /** Takes new results, and their tag. */
    read(results, tag) {
        this.results = results;
        this.tag = tag;
        const { state, reasons } = results.review ?? {};
        this.reasons = new Set(state === "needed" ? reasons.map(({ field }) => field) : []);
        this.fields = new Map(results.fields.map(field => [field.name, field]));
        this.findings = Map.groupBy(results.validationResults.errors, finding => finding.field ?? "");
    }

    /** The text that a field's input shows. */
    shownText(name) {
        const edit = this.edits.get(name);
        return edit && !edit.isConfirmed && !edit.isRestored ? edit.text ?? "" : this.readText(name);
    }

    /** The text of the value as the server has it. */
    readText(name) {
        return inputText(this.fields.get(name)?.value, kindOf(name));
    }

    /** Whether a person is led to the field: unsure, and one of those that are posted. */
    isDoubtful(name) {
        return isLedTo(name) && this.#isUnsure(name);
    }

    /** The sentence that the server refused an edit with; empty where it did not. */
    faultOf(name) {
        return this.#faults.get(name) ?? "";
    }

    setFault(name, sentence) {
        this.#faults.set(name, sentence);
        this.#tell("changed", name);
    }

    /** Takes what a person typed. Nothing typed means that the document has no such value. */
    type(name, text) {
        if (text === this.readText(name)) this.set(name, null);
        else if (text.trim()) this.#typed(name, { text });
        else this.set(name, { isMissing: true });
    }

    /** Takes an unsure value as it was read. Of a sure one there is nothing to say. */
    confirm(name) {
        if (!this.#isUnsure(name)) return;
        const value = this.fields.get(name)?.value ?? null;
        this.set(name, value === null ? { isMissing: true, isConfirmed: true } : { text: correctionText(value), isConfirmed: true });
    }

    /** Sets a field's edit; null takes it away. */
    set(name, edit) {
        this.setAll([[name, edit]]);
    }

    /** Sets several fields' edits in one step. @param {[string, ?Object][]} changes */
    setAll(changes) {
        this.#steps.push({ before: changes.map(([name]) => [name, this.edits.get(name)]), typedIn: null });
        for (const [name, edit] of changes) this.#put(name, edit);
    }

    /** Whether the last step was typing in this field. */
    isTyping(name) { return this.#steps.at(-1)?.typedIn === name; }

    get canUndo() { return this.#steps.length > 0; }

    /** Takes the last step back. @returns {?string} The name of its first field. */
    undo() {
        const step = this.#steps.pop();
        if (!step) return null;
        for (const [name, edit] of step.before) this.#put(name, edit ?? null);
        return step.before[0]?.[0] ?? null;
    }

    /** Forgets an edit that the server has. */
    settle(name) {
        this.#steps = this.#steps.filter(step => step.before.every(([changed]) => changed !== name));
        this.#put(name, null);
    }

    /** Takes a field in hand: its box and its input are marked, and its page is shown. */
    activate(name) {
        if (this.active === name) return;
        this.active = name;
        this.#tell("active", name);
    }

    /** Takes a field in hand as `activate` does; what comes next is meant for it. */
    hold(name) {
        this.inHand = name;
        this.activate(name);
    }

    /** Where a field's value stands, `{page, boundingBox}`: what an edit says, else where it was read. Null for nowhere. */
    placeOf(name) {
        const edit = this.edits.get(name);
        if (edit?.place) return edit.place;
        const field = this.fields.get(name);
        return field?.boundingBox ? { page: field.page, boundingBox: field.boundingBox } : null;
    }

    /** Read with a low confidence or found wrong, and neither corrected nor confirmed. */
    #isUnsure(name) {
        const field = this.fields.get(name);
        if (this.edits.has(name) || field?.source === "correction") return false;
        const isFound = (this.findings.get(name) ?? []).some(finding => finding.severity !== "info");
        return isFound || this.reasons.has(name) || (field !== undefined && field.confidence < doubtfulBelow);
    }

    /** Typing on in one field is one step to undo. */
    #typed(name, edit) {
        if (!this.isTyping(name)) this.#steps.push({ before: [[name, this.edits.get(name)]], typedIn: name });
        this.#put(name, edit);
    }

    #put(name, edit) {
        if (edit) this.edits.set(name, edit);
        else this.edits.delete(name);
        this.#faults.delete(name);
        this.#tell("changed", name);
    }

    #tell(event, name) {
        this.dispatchEvent(new CustomEvent(event, { detail: name }));
    }
}
