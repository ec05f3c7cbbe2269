import { call } from "../base/api.js";

/** Documents that the person passed over since the page was loaded: they come again when nothing else is left. */
const skipped = new Set();

export const skip = job => skipped.add(job);

/**
 * The document that a person should look at next: the most urgent one that needs a review.
 * @returns {Promise<?string>} Its id; null when there is none.
 */
export async function nextDoubtful(job) {
    const { data } = await call("ocr-invoice-job", {
        parameters: {
            filter: JSON.stringify({ "review.state": "needed", status: "completed" }), sort: "review.priority",
            // One more than was passed over is enough to find another.
            limit: Math.min(100, skipped.size + 2),
        },
    });
    const others = data.filter(({ _id }) => _id !== job._id);
    return (others.find(({ _id }) => !skipped.has(_id)) ?? others[0])?._id ?? null;
}
