import { element } from "../base/dom.js";
import { text, textIfAny } from "../base/texts.js";

/** Links to the documents that are the same invoice, or another invoice's correction; null where there are none. */
export function duplicatesOf(job) {
    const links = [...job.duplicates ?? [], ...job.relatedJobs ?? []].map(({ job: other, kind }) =>
        element("a", { href: `#/job/${other}` }, textIfAny(`duplicate.${kind}`) ?? kind));
    return links.length > 0 && element("p", { class: "duplicates", role: "note" }, text("review.duplicates"), ...links.flatMap(link => [" ", link]));
}
