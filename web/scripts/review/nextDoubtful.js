import { call } from "../base/api.js";
import { needsReview } from "../invoice/doubt.js";

const listed = 50;
const mostRequests = 10;

/**
 * The next completed job that a person should look at: the newest one older than this, else the newest one of all.
 * @returns {Promise<?string>} Its id; null when there is none among the next 500 in either order.
 */
export async function nextDoubtful(job) {
    const older = { status: "completed", createdAt: { $lt: job.createdAt } };
    return await firstOf(older, job) ?? await firstOf({ status: "completed" }, job);
}

async function firstOf(filter, current) {
    for (let request = 0; request < mostRequests; request += 1) {
        const { data } = await call("ocr-invoice-job", {
            parameters: { filter: JSON.stringify(filter), limit: listed, offset: request * listed },
        });
        const found = data.find(job => job._id !== current._id && needsReview(job));
        if (found || data.length < listed) return found?._id ?? null;
    }
    return null;
}
