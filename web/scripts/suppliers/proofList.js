import { button, element } from "../base/dom.js";
import { icon } from "../base/icons.js";
import { text } from "../base/texts.js";

/**
 * An input for the proofs of one kind, `[{value, kind?, isConfirmed}]`: a line for each, with a mark whether it is confirmed.
 * @returns {{element: HTMLElement, read: () => Object[]}}
 */
export function proofList(label, proofs) {
    const lines = element("div", { class: "proofs" });
    const add = proof => {
        const value = element("input", { value: proof.value, autocomplete: "off", spellcheck: "false", "aria-label": label });
        const isConfirmed = element("input", { type: "checkbox", checked: proof.isConfirmed });
        const line = element("div", { class: "row" }, value,
            element("label", {}, isConfirmed, ` ${text("suppliers.confirmed")}`),
            button(icon("delete"), { class: "plain", "aria-label": text("suppliers.removeProof", { value: proof.value || label }), click: () => line.remove() }));
        line.read = () => ({ ...proof, value: value.value.trim(), isConfirmed: isConfirmed.checked });
        lines.append(line);
        return value;
    };
    for (const proof of proofs) add(proof);
    const more = button(text("suppliers.addProof"), {
        "aria-label": `${text("suppliers.addProof")}: ${label}`, click: () => add({ value: "", isConfirmed: true }).focus(),
    });
    return {
        element: element("div", { class: "choices" }, lines, more),
        read: () => [...lines.children].map(line => line.read()).filter(({ value }) => value),
    };
}
