import { call } from "./api.js";
import { noteConnection } from "./connection.js";
import { DataTable } from "./dataTable.js";
import { element, setText } from "./dom.js";
import { Poller } from "./poller.js";
import { problemText } from "./problems.js";
import { text } from "./texts.js";

const pageSize = 25;
const idleSeconds = 10;

/**
 * A view of a list of the API: a heading, what is above the table, the table and the links to its other pages.
 * @param {{title: string, path: string, columns: string[], none: string, cells: (item: Object) => Array, above?: Node[],
 *   isLive?: (item: Object) => boolean, page: number, address: string}} options `isLive` says of an item that it changes by
 *   itself; `address` is the view's own.
 */
export function listPage({ title, path, columns, none, cells, above = [], isLive = () => false, page, address }) {
    const problem = element("p", { class: "problem", role: "alert" });
    const table = new DataTable(title, columns, none);
    const pages = element("nav", { class: "pager", "aria-label": text("jobs.pages") });
    const poller = new Poller(async () => {
        try {
            const { data, total } = await call(path, { parameters: { limit: pageSize, offset: (page - 1) * pageSize } });
            noteConnection(null);
            setText(problem, "");
            table.update(data, cells);
            pages.replaceChildren(...links(page, total, address));
            return data.some(isLive) ? 1 : idleSeconds;
        } catch (error) {
            noteConnection(error);
            if (!error.isTemporary || error.code === "webhooks_not_available") setText(problem, problemText(error));
            throw error;
        }
    });
    const view = element("div", { class: "jobs" }, element("h1", {}, title), ...above, problem, table.element, pages);
    return { element: view, title, close: () => poller.stop(), hurry: () => poller.hurry() };
}

function links(page, total, address) {
    const first = (page - 1) * pageSize + 1;
    const last = Math.min(total, first + pageSize - 1);
    const link = (number, key) => element("a", { href: `${address}?page=${number}` }, text(key));
    return [
        page > 1 && link(page - 1, "jobs.previous"),
        total > pageSize && element("span", {}, text("jobs.range", { first, last, total })),
        last < total && link(page + 1, "jobs.next"),
    ].filter(Boolean);
}
