import { kindOf } from "../invoice/fields.js";
import { correctionText, inputText } from "../invoice/values.js";

/**
 * The other values that a field may have, the likeliest first.
 * @returns {{shown: string, text: string, place: ?Object}[]} As the input shows it, as a correction says it, and where it stands.
 */
export function alternativesOf(review, name) {
    return (review.fields.get(name)?.alternatives ?? []).map(({ value, page, boundingBox }) => ({
        shown: inputText(value, kindOf(name)), text: correctionText(value), place: boundingBox ? { page, boundingBox } : null,
    }));
}

/** Takes an alternative as the field's value. */
export function chooseAlternative(review, name, { text, place }) {
    review.set(name, { text, place });
}

/** Goes one on or back among what was read and the alternatives to it. @returns {boolean} Whether there are any. */
export function stepAlternative(review, name, step) {
    const others = alternativesOf(review, name);
    if (others.length === 0) return false;
    const edit = review.edits.get(name);
    const at = edit ? others.findIndex(({ text }) => text === edit.text) + 1 : 0;
    const next = (at + step + others.length + 1) % (others.length + 1);
    if (next === 0) review.set(name, null);
    else chooseAlternative(review, name, others[next - 1]);
    return true;
}
