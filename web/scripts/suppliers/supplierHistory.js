import { call } from "../base/api.js";
import { element } from "../base/dom.js";
import { text } from "../base/texts.js";
import { dayChart } from "../statistics/dayChart.js";

const looked = 100;
const longest = 90;
const shortest = 14;

/** How many of a supplier's latest documents needed nobody, day by day. Null where there is none. */
export async function supplierHistory(id) {
    const { data } = await call("ocr-invoice-job", {
        parameters: { filter: JSON.stringify({ supplier: id, status: "completed" }), limit: looked, sort: "completedAt", order: "desc" },
    });
    const documents = data.filter(({ review }) => review);
    if (documents.length === 0) return null;
    const rows = [...Map.groupBy(documents, ({ completedAt }) => completedAt.slice(0, 10))].map(([start, jobs]) => ({
        start, documents: jobs.length, withoutReview: untouched(jobs),
    }));
    const title = text("suppliers.history");
    return element("section", { class: "card", "aria-label": title }, element("h2", {}, title),
        element("p", { class: "hint" }, text("suppliers.untouched", { count: untouched(documents), total: documents.length })),
        dayChart(rows, daysSince(rows.at(-1).start)));
}

function untouched(jobs) {
    return jobs.filter(({ review }) => review.state === "notNeeded").length;
}

function daysSince(day) {
    const days = Math.ceil((Date.now() - new Date(day)) / 86_400_000);
    return Math.min(longest, Math.max(shortest, days));
}
