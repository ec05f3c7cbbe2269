import { call } from "../base/api.js";
import { DataTable } from "../base/dataTable.js";
import { element, setText } from "../base/dom.js";
import { amount, date, percent } from "../base/formats.js";
import { problemText } from "../base/problems.js";
import { text } from "../base/texts.js";
import { dayChart } from "./dayChart.js";

const columns = ["statistics.day", "statistics.documents", "statistics.pages", "statistics.withoutReview", "statistics.reviewed",
    "statistics.correctedFields", "statistics.foundWrongLater", "statistics.failures", "groups.cost"];
const periods = [7, 30, 90, 365];
const standardDays = 30;
/** What a person needs to type an invoice, as offices measure it. */
const minutesPerDocument = 5;
const minutesPerReview = 1;

/** What became of the documents, day by day. */
export function statisticsView(parameters) {
    const days = periods.find(period => String(period) === parameters.get("days")) ?? standardDays;
    const problem = element("p", { class: "problem", role: "alert" });
    const figures = element("dl", { class: "figures" });
    const chart = element("section", { class: "card", "aria-label": text("statistics.chart") });
    const table = new DataTable(text("statistics.title"), columns, text("statistics.none"));
    const chips = periods.map(period => element("a", {
        class: "chip", href: `#/statistics?days=${period}`, "aria-current": period === days ? "true" : null,
    }, text("statistics.period", { days: period })));
    load();

    async function load() {
        try {
            const from = new Date(Date.now() - days * 86_400_000).toISOString().slice(0, 10);
            const { data } = await call("ocr-invoice-statistics", { parameters: { by: "day", from } });
            const rows = data.map(entry => ({ ...entry, _id: entry.start })).sort((one, other) => other.start.localeCompare(one.start));
            table.update(rows, cells);
            chart.replaceChildren(dayChart(rows, days));
            figures.replaceChildren(...totals(rows).map(([key, value]) => element("div", {}, element("dt", {}, text(key)), element("dd", {}, value))));
        } catch (error) {
            setText(problem, problemText(error));
        }
    }

    const view = element("div", { class: "jobs" }, element("h1", {}, text("statistics.title")),
        element("nav", { class: "chips", "aria-label": text("statistics.periods") }, ...chips), problem,
        element("section", { class: "card", "aria-label": text("statistics.sum") }, figures, element("p", { class: "hint" }, text("statistics.savedHint", { minutes: minutesPerDocument, review: minutesPerReview }))),
        chart, table.element);
    return { element: view, title: text("statistics.title") };
}

function cells(entry) {
    return [date(entry.start.slice(0, 10)), ...["documents", "pages", "withoutReview", "reviewed", "correctedFields", "foundWrongLater", "failures"]
        .map(name => entry[name].toLocaleString()), amount(entry.cost, entry.currency)];
}

function totals(rows) {
    const sum = name => rows.reduce((total, entry) => total + entry[name], 0);
    const [documents, untouched, reviewed] = [sum("documents"), sum("withoutReview"), sum("reviewed")];
    const minutes = untouched * minutesPerDocument + reviewed * (minutesPerDocument - minutesPerReview);
    return [
        ["statistics.documents", documents.toLocaleString()], ["statistics.pages", sum("pages").toLocaleString()],
        ["statistics.rate", documents > 0 ? percent(untouched / documents) : "–"], ["statistics.correctedFields", sum("correctedFields").toLocaleString()],
        ["statistics.foundWrongLater", sum("foundWrongLater").toLocaleString()], ["statistics.failures", sum("failures").toLocaleString()],
        ["statistics.saved", Math.round(minutes / 60).toLocaleString()],
    ];
}
