import { svgElement } from "../base/dom.js";
import { text } from "../base/texts.js";

const height = 100;
const gap = 0.2;

/**
 * Bars for each of the last days: the documents that needed no review below, the others above. The table says the same in
 * numbers, so a screen reader is told of it alone.
 */
export function dayChart(rows, days) {
    const byDay = new Map(rows.map(entry => [entry.start.slice(0, 10), entry]));
    const most = Math.max(1, ...rows.map(entry => entry.documents));
    const bars = [];
    for (let day = 0; day < days; day += 1) {
        const name = new Date(Date.now() - (days - 1 - day) * 86_400_000).toISOString().slice(0, 10);
        const { documents = 0, withoutReview = 0 } = byDay.get(name) ?? {};
        const title = () => svgElement("title", {}, text("statistics.bar", { day: name, documents, withoutReview }));
        const bar = (kind, value, below) => svgElement("rect", {
            class: kind, x: day + gap / 2, width: 1 - gap, y: height - (below + value) / most * height, height: value / most * height,
        }, title());
        bars.push(bar("untouched", withoutReview, 0), bar("looked-at", documents - withoutReview, withoutReview));
    }
    return svgElement("svg", { class: "chart", viewBox: `0 0 ${days} ${height}`, preserveAspectRatio: "none", "aria-hidden": "true" }, ...bars);
}
