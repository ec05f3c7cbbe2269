import { element, svgElement } from "../base/dom.js";
import { moment, seconds } from "../base/formats.js";
import { text } from "../base/texts.js";

const height = 100;
const gap = 0.15;

/** Pages an hour as bars, with what a bar is and the highest one in words. @param {GroupPages} pages Of one document at least. */
export function pagesChart(pages) {
    const { minutes, from, to, rates } = pages.bars();
    const most = Math.max(1, ...rates);
    const startOf = number => moment(from.getTime() + number * minutes * 60_000);
    const bars = rates.map((rate, number) => svgElement("rect", {
        class: "pages", x: number + gap / 2, width: 1 - gap, y: height - rate / most * height, height: rate / most * height,
    }, svgElement("title", {}, text("groups.bar", { time: startOf(number), rate: Math.round(rate).toLocaleString() }))));
    // The words below say the same to a screen reader.
    const chart = svgElement("svg", { class: "chart", viewBox: `0 0 ${rates.length} ${height}`, preserveAspectRatio: "none", "aria-hidden": "true" }, ...bars);
    return element("figure", {}, chart, element("p", { class: "axis" }, element("span", {}, moment(from)), element("span", {}, moment(to))),
        element("figcaption", { class: "hint" }, text("groups.chart", {
            most: Math.round(most).toLocaleString(), width: seconds(minutes * 60), count: pages.documents,
        })));
}
