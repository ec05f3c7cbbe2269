import { element } from "../base/dom.js";
import { text } from "../base/texts.js";
import { pageSize } from "./jobQuery.js";

/** The links to the pages before and after, and which jobs of how many are shown. */
export function pager(query, total) {
    const first = (query.page - 1) * pageSize + 1;
    const last = Math.min(total, first + pageSize - 1);
    const link = (page, label) => element("a", { href: query.with({ page }).address }, text(label));
    return [
        query.page > 1 && link(query.page - 1, "jobs.previous"),
        total > 0 && element("span", {}, text("jobs.range", { first: Math.min(first, total), last, total })),
        last < total && link(query.page + 1, "jobs.next"),
    ].filter(Boolean);
}
