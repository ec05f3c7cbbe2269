import { button, element } from "../base/dom.js";
import { text } from "../base/texts.js";
import { fieldLabel } from "./fieldInput.js";

/**
 * Shows what another person saved beside what this one changed, and asks which counts.
 * @param {Object[]} changes `{field, theirs, isTheirs, mine}` as `Conflict` has them.
 * @returns {Promise<?Set<string>>} The fields for which theirs counts; null when the person wants to look again first.
 */
export function askAboutConflict(changes) {
    const dialog = element("dialog", { "aria-labelledby": "conflict-title" },
        element("h2", { id: "conflict-title" }, text("conflict.title")), element("p", {}, text("conflict.explanation")),
        conflictTable(changes));
    document.body.append(dialog);
    return new Promise(resolve => {
        const end = answer => { dialog.remove(); resolve(answer); };
        dialog.append(element("p", { class: "buttons" },
            button(text("conflict.save"), { class: "primary", click: () => end(theirsOf(dialog)) }),
            button(text("conflict.cancel"), { click: () => end(null) })));
        dialog.addEventListener("cancel", () => end(null));
        dialog.showModal();
    });
}

function conflictTable(changes) {
    const headings = ["conflict.field", "conflict.theirs", "conflict.mine"].map(key => element("th", { scope: "col" }, text(key)));
    return element("table", {},
        element("thead", {}, element("tr", {}, ...headings)), element("tbody", {}, ...changes.map(conflictRow)));
}

function conflictRow({ field, theirs, isTheirs, mine }) {
    const choice = (side, label, isChosen) => element("label", {},
        element("input", { type: "radio", name: `choice-${field}`, value: side, "data-choice": field, checked: isChosen }), label);
    const needsChoice = isTheirs && mine;
    const cell = (side, words) => element("td", {}, needsChoice ? choice(side, words, side === "mine") : words);
    return element("tr", {}, element("th", { scope: "row" }, fieldLabel(field)),
        cell("theirs", isTheirs ? described(theirs) : text("conflict.unchanged")),
        cell("mine", mine ? described(mine) : text("conflict.unchanged")));
}

function described(correction) {
    if (!correction || correction.isRestored) return text("conflict.asRead");
    return correction.isMissing ? text("conflict.noValue") : correction.text;
}

function theirsOf(dialog) {
    return new Set([...dialog.querySelectorAll("input:checked[value=theirs]")].map(input => input.dataset.choice));
}
