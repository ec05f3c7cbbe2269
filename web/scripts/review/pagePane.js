import { button, element, setAttribute, svgElement } from "../base/dom.js";
import { text } from "../base/texts.js";
import { thumbnails } from "./thumbnails.js";
import { fieldLabel, stateOf } from "./fieldInput.js";

const zooms = [100, 150, 200, 300];
/** The frame keeps a little distance from the ink, in fractions of the page. */
const margin = 0.004;

/** The picture of a page with a frame around each value. A frame and its input mark each other. */
export class PagePane {
    #review;
    #pages;
    #number = null;
    #zoom = 0;
    #picture = element("img", { alt: "" });
    #frames = svgElement("svg", { viewBox: "0 0 1 1", preserveAspectRatio: "none", "aria-hidden": "true" });
    #sheet = element("div", { class: "sheet" }, this.#picture, this.#frames);
    #problem = element("p", { class: "problem", hidden: true }, text("review.noPicture"));

    constructor(review, pages) {
        this.#review = review;
        this.#pages = pages;
        this.thumbnails = thumbnails(pages, number => this.show(number));
        const scroller = element("div", { class: "scroller", tabindex: "0", role: "region", "aria-label": text("review.page") }, this.#sheet);
        this.element = element("section", { class: "page-pane", "aria-label": text("review.document") },
            this.#tools(), this.thumbnails.element, this.#problem, scroller);
        review.addEventListener("active", () => this.#follow());
        review.addEventListener("changed", () => this.draw());
        this.show(pages.list[0]?.pageNumber);
    }

    /** Shows a page and loads what saving on it needs. */
    async show(number) {
        if (number === undefined || number === this.#number) return;
        this.#number = number;
        this.thumbnails.mark(number);
        this.draw();
        try {
            const [source] = await Promise.all([this.#pages.picture(number), this.#pages.item(number)]);
            if (number !== this.#number) return;
            this.#picture.src = source;
            this.#picture.alt = text("review.pageNumber", { number });
            this.#problem.hidden = true;
        } catch {
            this.#problem.hidden = false;
        }
    }

    /** Draws the frames of the page that is shown. */
    draw() {
        const fields = [...this.#review.fields.values()].filter(field => field.page === this.#number && field.boundingBox);
        this.#frames.replaceChildren(...fields.map(field => this.#frame(field)));
    }

    #frame({ name, boundingBox: box }) {
        const frame = svgElement("rect", {
            x: box.x - margin, y: box.y - margin, width: box.width + 2 * margin, height: box.height + 2 * margin,
            "data-frame": name, class: this.#class(name), mouseenter: () => this.#review.activate(name),
            click: () => document.getElementById(`field-${name}`)?.focus(),
        });
        frame.append(svgElement("title", {}, `${fieldLabel(name)}: ${this.#review.shownText(name)}`));
        return frame;
    }

    #class(name) {
        return `${stateOf(this.#review, name)}${this.#review.active === name ? " active" : ""}`;
    }

    async #follow() {
        const field = this.#review.fields.get(this.#review.active);
        if (field?.page && document.activeElement?.dataset.field === field.name) await this.show(field.page);
        for (const frame of this.#frames.children) setAttribute(frame, "class", this.#class(frame.dataset.frame));
        const frame = [...this.#frames.children].find(({ dataset }) => dataset.frame === this.#review.active);
        if (!frame || frame.matches(":hover")) return;
        // The last one lies above the others.
        this.#frames.append(frame);
        frame.scrollIntoView({ block: "nearest", inline: "nearest" });
    }

    #tools() {
        const change = step => () => {
            this.#zoom = Math.max(0, Math.min(zooms.length - 1, this.#zoom + step));
            this.#sheet.style.width = `${zooms[this.#zoom]}%`;
        };
        return element("div", { class: "tools" },
            button("−", { "aria-label": text("review.smaller"), click: change(-1) }),
            button("+", { "aria-label": text("review.larger"), click: change(1) }));
    }
}
