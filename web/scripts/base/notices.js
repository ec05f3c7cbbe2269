import { button, element } from "./dom.js";
import { text } from "./texts.js";

const shownSeconds = 8;

/**
 * Shows a sentence at the page's edge, which a screen reader says, for eight seconds or until it is taken away.
 * @param {{label: string, run: () => void}} action Something to do about it, such as to undo.
 * @returns {() => void} Takes the notice away.
 */
export function notify(sentence, { isProblem = false, action } = {}) {
    const notice = element("div", { class: isProblem ? "notice problem" : "notice" }, element("span", {}, sentence));
    const remove = () => { clearTimeout(timer); notice.remove(); };
    const timer = setTimeout(remove, shownSeconds * 1000);
    if (action) notice.append(button(action.label, { click: () => { remove(); action.run(); } }));
    notice.append(button("×", { class: "plain", "aria-label": text("notice.close"), click: remove }));
    document.getElementById("notices").append(notice);
    return remove;
}
