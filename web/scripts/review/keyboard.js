import { stepAlternative } from "./alternatives.js";

const steps = { ArrowDown: 1, ArrowUp: -1 };

/**
 * The keys of a review. Tab goes to the next doubtful field and Shift+Tab to the one before; where there is none, both do
 * what they do anywhere. Enter confirms and goes on, at the end to saving. The arrows go to the next field and the one
 * before, whether doubtful or not; with Alt they go through the other values that the field may have, and Alt+Enter draws a box for it.
 * While a person types, Ctrl+Z is the browser's own, letter by letter; else it takes the last step back.
 */
export function handleKeys(review, pane, { save, undo, draw }) {
    pane.addEventListener("keydown", event => {
        const name = event.target.dataset?.field;
        if (event.key === "z" && event.ctrlKey && !(name && review.isTyping(name))) return take(event, undo);
        if (name && event.altKey && event.key in steps) return take(event, () => stepAlternative(review, name, steps[event.key]));
        if (name && event.altKey && event.key === "Enter") return take(event, draw);
        if (!name || event.altKey || event.ctrlKey || event.metaKey) return undefined;
        const inputs = [...pane.querySelectorAll("[data-field]")];
        const at = inputs.indexOf(event.target);
        const isChoice = event.target.tagName === "SELECT";
        switch (event.key) {
        case "Tab": return go(event, doubtful(review, event.shiftKey ? inputs.slice(0, at).reverse() : inputs.slice(at + 1)));
        case "Enter": return take(event, () => confirm(review, name, inputs, at, save));
        case "ArrowDown": return isChoice ? undefined : go(event, inputs[at + 1]);
        case "ArrowUp": return isChoice ? undefined : go(event, inputs[at - 1]);
        default: return undefined;
        }
    });
}

/** The first doubtful field, where a review begins. */
export function firstDoubtful(review, pane) {
    return doubtful(review, [...pane.querySelectorAll("[data-field]")]);
}

function doubtful(review, inputs) {
    return inputs.find(input => review.isDoubtful(input.dataset.field));
}

function take(event, run) {
    event.preventDefault();
    run();
}

function go(event, input) {
    if (!input) return;
    event.preventDefault();
    focusOn(input);
}

/** Puts an input in hand, its text selected, so that typing replaces it. */
export function focusOn(input) {
    input.closest("details")?.setAttribute("open", "");
    input.focus();
    input.select?.();
}

function confirm(review, name, inputs, at, save) {
    review.confirm(name);
    const next = doubtful(review, [...inputs.slice(at + 1), ...inputs.slice(0, at)]);
    if (next) focusOn(next);
    else save.focus();
}
