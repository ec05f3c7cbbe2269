import { button, element, setAttribute, setText } from "../base/dom.js";
import { percent } from "../base/formats.js";
import { text, textIfAny } from "../base/texts.js";
import { levelOf } from "../invoice/doubt.js";
import { kindOf } from "../invoice/fields.js";
import { alternativesOf, chooseAlternative } from "./alternatives.js";

const kinds = ["invoice", "creditNote", "correctedInvoice", "debitNote", "prepaymentInvoice", "selfBilledInvoice", "proForma",
    "receipt", "statement", "reminder", "orderConfirmation", "deliveryNote", "other"];

/** The name of a field as people say it; a field without a name of ours has its path. */
export function fieldLabel(name) {
    return textIfAny(`field.${name}`) ?? textIfAny(`field.${name.split(".").at(-1)}`) ?? name.replace(/^invoice\./, "");
}

/** A field's input, for a row of its own or a cell of a table. It follows the review. */
export function inputOf(review, name, attributes = {}) {
    const common = {
        "data-field": name, id: `field-${name}`, ...attributes,
        focus: () => review.hold(name), input: event => review.type(name, event.target.value),
    };
    const numeric = kindOf(name) === "amount" || kindOf(name) === "number";
    const input = name === "invoice.kind" ? kindChoice(review, common)
        : element("input", { ...common, autocomplete: "off", spellcheck: "false", class: numeric ? "number" : "" });
    input.update = () => {
        if (input.value !== review.shownText(name)) input.value = review.shownText(name);
        setAttribute(input, "data-state", stateOf(review, name));
        setAttribute(input, "aria-invalid", review.faultOf(name) ? "true" : null);
    };
    return input;
}

function kindChoice(review, attributes) {
    const known = review.readText("invoice.kind");
    const values = ["", ...kinds, ...(known && !kinds.includes(known) ? [known] : [])];
    return element("select", attributes, ...values.map(value =>
        element("option", { value }, value ? textIfAny(`kind.${value}`) ?? value : "–")));
}

/** How a field stands: edited, confirmed, corrected, sure, doubtful, unlikely or absent. */
export function stateOf(review, name) {
    const edit = review.edits.get(name);
    if (edit) return edit.isConfirmed ? "confirmed" : "edited";
    const field = review.fields.get(name);
    if (field?.source === "correction") return "corrected";
    if (review.isDoubtful(name)) return field && levelOf(field.confidence) === "unlikely" ? "unlikely" : "doubtful";
    return field ? levelOf(field.confidence) : "absent";
}

/** A field with its label, what is known of it, and its findings. */
export function fieldRow(review, name) {
    const about = `about-${name}`;
    const input = inputOf(review, name, { "aria-describedby": about });
    const note = element("span", { class: "note" });
    const findings = element("span", { class: "findings" });
    const back = button(text("review.restore"), { class: "plain", hidden: true, click: () => review.set(name, restored(review, name)) });
    const row = element("div", { class: "field", "data-row": name, mouseenter: () => review.activate(name) },
        element("label", { for: `field-${name}` }, fieldLabel(name)), input, back,
        element("span", { id: about, class: "about" }, note, " ", findings), alternativesOffered(review, name));
    row.update = () => {
        input.update();
        setText(note, noteOf(review, name));
        setText(findings, messagesOf(review, name).join(" "));
        setAttribute(row, "class", `field ${stateOf(review, name)}${review.active === name ? " active" : ""}`);
        back.hidden = !review.edits.has(name) && review.fields.get(name)?.source !== "correction";
        setAttribute(back, "aria-label", `${text("review.restore")}: ${fieldLabel(name)}`);
    };
    row.update();
    return row;
}

/** The other values that a field may have. They are seen while the field is in hand, and are on keys, too. */
function alternativesOffered(review, name) {
    const others = alternativesOf(review, name);
    if (others.length === 0) return null;
    const buttons = others.map(other => button(other.shown, { tabindex: "-1", click: () => chooseAlternative(review, name, other) }));
    return element("span", { class: "alternatives", role: "group", "aria-label": `${text("review.alternatives")}: ${fieldLabel(name)}` },
        text("review.alternatives"), ...buttons, element("kbd", {}, "Alt ↓"));
}

/** An unsaved edit is forgotten; a saved correction is taken back. */
function restored(review, name) {
    return review.edits.has(name) ? null : { isRestored: true };
}

function noteOf(review, name) {
    const state = stateOf(review, name);
    const edit = review.edits.get(name);
    if (edit?.isRestored) return text("review.willRestore");
    if (state === "edited") return text("review.was", { value: review.readText(name) || "–" });
    if (state === "confirmed" || state === "corrected") return text(`state.${state}`);
    return percent(review.fields.get(name)?.confidence);
}

/** What is wrong with a field: the server's refusal of an edit, else its findings. */
export function messagesOf(review, name) {
    if (review.faultOf(name)) return [review.faultOf(name)];
    return review.edits.has(name) ? [] : (review.findings.get(name) ?? []).map(finding => finding.message);
}
