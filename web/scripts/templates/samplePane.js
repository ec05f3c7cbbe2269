import { call } from "../base/api.js";
import { button, element, setText, svgElement } from "../base/dom.js";
import { notify } from "../base/notices.js";
import { problemText } from "../base/problems.js";
import { text } from "../base/texts.js";
import { drawBoxes } from "../review/boxDrawing.js";
import { JobPages } from "../review/jobPages.js";

const offered = 50;

/** A real document beside the rules: their regions are drawn on its pages. It tells `chosen` when another document is shown. */
export class SamplePane extends EventTarget {
    /** The job that is shown; null before one is. */
    job = null;
    jobs = [];
    #draft;
    #pages = null;
    #number = 1;
    #choice = element("select", { id: "sample", change: () => this.#show(this.#choice.value) });
    #picture = element("img", { alt: "", draggable: "false" });
    #regions = svgElement("g");
    #layer = svgElement("svg", { viewBox: "0 0 1 1", preserveAspectRatio: "none", "aria-hidden": "true" }, this.#regions);
    #sheet = element("div", { class: "sheet drawing" }, this.#picture, this.#layer);
    #where = element("span", {});
    #built;

    /** @param {() => void} built Called when a region has changed, so that the rules are shown anew. */
    constructor(draft, built) {
        super();
        this.#draft = draft;
        this.#built = built;
        const turn = step => () => this.#turn(step);
        this.element = element("section", { class: "page-pane", "aria-label": text("templates.sample") },
            element("div", { class: "row" }, element("label", { for: "sample" }, text("templates.sample")), this.#choice,
                button("‹", { "aria-label": text("templates.pageBefore"), click: turn(-1) }), this.#where,
                button("›", { "aria-label": text("templates.pageAfter"), click: turn(1) })),
            element("p", { class: "hint" }, text("templates.drawHint")),
            element("div", { class: "scroller", tabindex: "0", role: "region", "aria-label": text("review.page") }, this.#sheet));
        drawBoxes(this.#sheet, this.#layer, { isOn: () => true, drawn: box => this.#take(box) });
        draft.addEventListener("changed", () => this.draw());
        draft.addEventListener("inHand", () => this.draw());
        this.#load();
    }

    /** Draws the regions of the page that is shown. */
    draw() {
        const count = this.#pages?.list.length ?? 0;
        const here = this.#draft.rules.map((rule, number) => ({ rule, number }))
            .filter(({ rule }) => rule.coordinates && (rule.page === -1 ? count : rule.page ?? 1) === this.#number);
        this.#regions.replaceChildren(...here.map(({ rule, number }) => svgElement("rect", {
            ...rule.coordinates, class: `edited${number === this.#draft.inHand ? " active" : ""}`, click: () => this.#draft.hold(number),
        }, svgElement("title", {}, rule.name))));
    }

    close() { this.#pages?.close(); }

    async #load() {
        try {
            const { data } = await call("ocr-invoice-job", { parameters: { limit: offered, filter: JSON.stringify({ status: "completed" }) } });
            this.jobs = data;
            this.#choice.replaceChildren(...data.map(job => element("option", { value: job._id }, job.documentName)));
            if (data.length > 0) await this.#show(data[0]._id);
            else setText(this.#where, text("templates.noSample"));
        } catch (error) {
            notify(problemText(error), { isProblem: true });
        }
    }

    async #show(id) {
        try {
            const pages = await JobPages.load(id);
            this.close();
            this.#pages = pages;
            this.job = id;
            await this.#showPage(pages.list[0]?.pageNumber ?? 1);
            this.dispatchEvent(new Event("chosen"));
        } catch (error) {
            notify(problemText(error), { isProblem: true });
        }
    }

    async #turn(step) {
        const count = this.#pages?.list.length ?? 0;
        if (this.#number + step >= 1 && this.#number + step <= count) await this.#showPage(this.#number + step);
    }

    async #showPage(number) {
        this.#number = number;
        setText(this.#where, text("templates.pageOf", { number, count: this.#pages.list.length }));
        this.draw();
        this.#picture.src = await this.#pages.picture(number);
        this.#picture.alt = text("review.pageNumber", { number });
    }

    async #take(coordinates) {
        const number = this.#draft.inHand;
        if (number === null) return notify(text("templates.drawNeedsRule"), { isProblem: true });
        const rounded = Object.fromEntries(Object.entries(coordinates).map(([name, value]) => [name, Math.floor(value * 10_000) / 10_000]));
        this.#draft.change(number, { coordinates: rounded, page: this.#number });
        this.#built();
        return undefined;
    }
}
