import { call } from "../base/api.js";
import { nextDoubtful } from "./nextDoubtful.js";
import { loadDocument } from "./reviewDocument.js";

/** What was loaded longer ago is loaded anew: somebody else may have changed it. */
const freshSeconds = 300;

/** The document that follows the one under review: `{after, at, id, loading}`; null before any. */
let next = null;

/** Loads the document that will follow a job's, so that it is there at once. A failure is no matter: it is loaded later. */
export function preloadAfter(job) {
    drop();
    const id = nextDoubtful(job);
    next = { after: job._id, at: performance.now(), id, loading: id.then(found => found && load(found)) };
    next.loading.catch(() => {});
}

/** The next job to review: the one that was loaded in advance, else what the server says now. @returns {Promise<?string>} */
export async function nextAfter(job) {
    const known = isFresh() && next.after === job._id ? await next.id.catch(() => null) : null;
    return known ?? nextDoubtful(job);
}

/** The document, where it was loaded in advance and is complete; null otherwise. It is given once. */
export async function takePreloaded(id) {
    const taken = next;
    if (!taken || !isFresh() || await taken.id.catch(() => null) !== id) return null;
    if (next === taken) next = null;
    return taken.loading.catch(() => null);
}

function isFresh() {
    return next !== null && performance.now() - next.at < freshSeconds * 1000;
}

function drop() {
    next?.loading.then(document => document?.pages.close(), () => {});
    next = null;
}

async function load(id) {
    const { data: job } = await call(`ocr-invoice-job/${id}`);
    if (job.status !== "completed") return null;
    const document = await loadDocument(job);
    const first = document.pages.list[0]?.pageNumber;
    if (first !== undefined) await Promise.all([decoded(await document.pages.picture(first)), document.pages.item(first)]);
    return document;
}

/** A picture that was decoded once is shown without a wait. */
function decoded(source) {
    return Object.assign(new Image(), { src: source }).decode();
}
