import { call } from "./api.js";
import { notify } from "./notices.js";
import { problemText } from "./problems.js";
import { text } from "./texts.js";

/**
 * Saves a form's item. Faults are shown at their fields; that somebody else changed it meanwhile is told.
 * @param {{showFaults: Function}} form
 * @param {{path: string, method: string, tag?: string}} request
 * @returns {Promise<?Object>} The answer, or null where it failed.
 */
export async function saveForm(form, body, { path, method, tag }) {
    try {
        const answer = await call(path, { method, body, tag });
        notify(text("review.saved"));
        return answer;
    } catch (error) {
        form.showFaults(error, error.status === 412 ? text("form.changed") : problemText(error));
        return null;
    }
}

/** Does something by a POST or DELETE and tells of a failure. @returns {Promise<boolean>} Whether it succeeded. */
export async function act(path, options = { method: "POST" }) {
    try {
        await call(path, options);
        return true;
    } catch (error) {
        notify(problemText(error), { isProblem: true });
        return false;
    }
}
