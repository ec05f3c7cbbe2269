import { ApiError, call } from "./api.js";
import { noteConnection } from "./connection.js";
import { element, setText } from "./dom.js";
import { Poller } from "./poller.js";
import { problemText } from "./problems.js";
import { text } from "./texts.js";

/**
 * A view of one item of the API that asks for it again and again.
 * @param {{path: string, back: Node, title: string, show: (item: Object, tag: string, body: HTMLElement) => number|Promise<number>}}
 *   options `show` fills the body, at each answer, and returns the seconds until the next.
 */
export function itemPage({ path, back, title, show }) {
    const heading = element("h1", {}, title);
    const problem = element("p", { class: "problem", role: "alert" });
    const body = element("div", { class: "item" });
    const poller = new Poller(async () => {
        try {
            const { data, tag } = await call(path);
            noteConnection(null);
            setText(problem, "");
            if (data.name) setText(heading, data.name);
            return await show(data, tag, body);
        } catch (error) {
            if (!(error instanceof ApiError)) throw error;
            noteConnection(error);
            if (error.isTemporary) throw error;
            setText(problem, error.status === 404 ? text("problem.not_found") : problemText(error));
            poller.stop();
            return 1;
        }
    });
    const view = element("div", { class: "jobs" }, element("div", { class: "review-head" }, back, heading), problem, body);
    return { element: view, title, close: () => poller.stop(), hurry: () => poller.hurry() };
}
