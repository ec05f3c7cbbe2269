import { call } from "../base/api.js";

/** How long an answer may be on its way that was made before a confirmation. */
const answerSeconds = 30;

/** Documents that the person passed over since the page was loaded: they come again when nothing else is left. */
const skipped = new Set();
/** Documents whose confirmation the server may not know yet. */
const leaving = new Set();

export const skip = job => skipped.add(job);

/** Leaves a document out from now on, unless its confirmation fails. @param {Promise} confirmation */
export function leave(job, confirmation) {
    leaving.add(job);
    const forget = () => leaving.delete(job);
    confirmation.then(() => setTimeout(forget, answerSeconds * 1000), forget);
}

/**
 * The document that a person should look at next: the most urgent one that needs a review.
 * @returns {Promise<?string>} Its id; null when there is none.
 */
export async function nextDoubtful(job) {
    const { data } = await call("ocr-invoice-job", {
        parameters: {
            filter: JSON.stringify({ "review.state": "needed", status: "completed" }), sort: "review.priority",
            // One more than was passed over is enough to find another.
            limit: Math.min(100, skipped.size + leaving.size + 2),
        },
    });
    const others = data.filter(({ _id }) => _id !== job._id && !leaving.has(_id));
    return (others.find(({ _id }) => !skipped.has(_id)) ?? others[0])?._id ?? null;
}
