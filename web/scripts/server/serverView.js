import { call } from "../base/api.js";
import { noteConnection } from "../base/connection.js";
import { element } from "../base/dom.js";
import { Poller } from "../base/poller.js";
import { text, textIfAny } from "../base/texts.js";
import { metricFigures } from "./metricFigures.js";
import { health } from "./serverState.js";

const seconds = 10;
const statuses = ["created", "queued", "processing", "completed", "failed", "cancelled"];

/** How the server is: its parts, the account's documents by status, and, where the key may see them, figures of all accounts. */
export function serverView() {
    const parts = element("section", { class: "card", "aria-label": text("server.parts"), role: "status" });
    const queue = element("dl", { class: "figures" });
    const figures = element("div", {});
    const poller = new Poller(async () => {
        try {
            parts.replaceChildren(...partsOf(await health()));
            queue.replaceChildren(...pairs(await counts()));
            const all = await metricFigures();
            figures.replaceChildren(...all.length > 0
                ? [element("h2", {}, text("server.all")), element("dl", { class: "figures" }, ...pairs(all))] : []);
            noteConnection(null);
            return seconds;
        } catch (error) {
            noteConnection(error);
            throw error;
        }
    });
    const view = element("div", { class: "jobs" }, element("h1", {}, text("server.title")), parts,
        element("section", { class: "card", "aria-label": text("server.documents") }, element("h2", {}, text("server.documents")), queue, figures));
    return { element: view, title: text("server.title"), close: () => poller.stop() };
}

function partsOf({ isReady, parts, warnings }) {
    return [
        element("p", {}, element("span", { class: `job-status ${isReady ? "completed" : "failed"}` }, text(isReady ? "server.ready" : "server.notReady"))),
        element("ul", { class: "parts" }, ...parts.map(({ name, problem }) => element("li", { class: problem === null ? "" : "failing" },
            [textIfAny(`part.${name}`) ?? name, problem].filter(Boolean).join(": ")))),
        ...warnings.map(warning => element("p", { class: "problem" }, warning)),
    ];
}

async function counts() {
    const totals = await Promise.all(statuses.map(status =>
        call("ocr-invoice-job", { parameters: { limit: 1, filter: JSON.stringify({ status }) } })));
    return statuses.map((status, number) => [text(`status.${status}`), totals[number].total.toLocaleString()]);
}

function pairs(values) {
    return values.map(([name, value]) => element("div", {}, element("dt", {}, name), element("dd", {}, value)));
}
