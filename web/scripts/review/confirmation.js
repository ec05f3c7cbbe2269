import { call } from "../base/api.js";
import { button, element } from "../base/dom.js";
import { text } from "../base/texts.js";
import { fieldLabel } from "./fieldInput.js";

/**
 * Confirms the results as they were shown: all of them are right, and hold for later readings.
 * Where values contradict each other, the person decides.
 * @returns {Promise<boolean>} Whether they are confirmed; false where the person wants to look again first.
 * @throws {ApiError} 412 where somebody else changed them meanwhile.
 */
export async function confirmResults(review) {
    try {
        await send(review, false);
    } catch (error) {
        if (error.code !== "contradiction") throw error;
        if (!await askAboutContradictions(error.faults)) return false;
        await send(review, true);
    }
    return true;
}

async function send(review, isForced) {
    const answer = await call(`ocr-invoice-job/${review.job._id}/review`, {
        method: "POST", parameters: { force: isForced ? "true" : undefined }, body: { confirm: true }, tag: review.tag,
    });
    review.read(answer.data, answer.tag);
}

function askAboutContradictions(faults) {
    const said = faults.map(({ pointer, detail }) => {
        const name = pointer.replace(/^\/extractedData\//, "").replace(/\/(\d+)/g, "[$1]").replaceAll("/", ".");
        return element("li", {}, element("b", {}, fieldLabel(name)), `: ${detail}`);
    });
    const dialog = element("dialog", { "aria-labelledby": "contradiction-title" },
        element("h2", { id: "contradiction-title" }, text("contradiction.title")), element("ul", {}, ...said));
    document.body.append(dialog);
    return new Promise(resolve => {
        const end = answer => { dialog.remove(); resolve(answer); };
        dialog.append(element("p", { class: "buttons" },
            button(text("contradiction.look"), { class: "primary", click: () => end(false) }),
            button(text("contradiction.keep"), { click: () => end(true) })));
        dialog.addEventListener("cancel", () => end(false));
        dialog.showModal();
    });
}
