import { call } from "../base/api.js";
import { JobPages } from "./jobPages.js";

/** What a review shows of a completed job: its results, with the tag that a confirmation needs, and its pages. */
export async function loadDocument(job) {
    const [results, pages] = await Promise.all([call(`ocr-invoice-job/${job._id}/results`), JobPages.load(job._id)]);
    return { job, results: results.data, tag: results.tag, pages };
}
