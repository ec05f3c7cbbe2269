import { button, element, setAttribute, svgElement } from "../base/dom.js";
import { notify } from "../base/notices.js";
import { problemText } from "../base/problems.js";
import { text } from "../base/texts.js";
import { alternativesOf, chooseAlternative } from "./alternatives.js";
import { drawBoxes } from "./boxDrawing.js";
import { drawByKeys } from "./boxKeys.js";
import { fieldLabel, stateOf } from "./fieldInput.js";
import { focusOn } from "./keyboard.js";
import { valueOfRegion } from "./regionReading.js";
import { thumbnails } from "./thumbnails.js";

const zooms = [100, 150, 200, 300];
/** The frame keeps a little distance from the ink, in fractions of the page. */
const margin = 0.004;
/** The size of a box that keys begin with. */
const keyBox = { width: 0.2, height: 0.02 };

/**
 * The picture of a page with a frame around each value. A frame and its input mark each other. A box that is drawn is read
 * again and fills the field in hand.
 */
export class PagePane {
    #review;
    #pages;
    #number = null;
    #zoom = 0;
    #picture = element("img", { alt: "", draggable: "false" });
    #values = svgElement("g");
    #others = svgElement("g");
    #layer = svgElement("svg", { viewBox: "0 0 1 1", preserveAspectRatio: "none", "aria-hidden": "true" }, this.#values, this.#others);
    #sheet = element("div", { class: "sheet" }, this.#picture, this.#layer);
    #problem = element("p", { class: "problem", hidden: true }, text("review.noPicture"));
    #draw = button(text("review.draw"), { "aria-pressed": "false", title: text("review.drawHint"), click: event => this.#toggleDrawing(event) });

    constructor(review, pages) {
        this.#review = review;
        this.#pages = pages;
        this.thumbnails = thumbnails(pages, number => this.show(number));
        const scroller = element("div", { class: "scroller", tabindex: "0", role: "region", "aria-label": text("review.page") }, this.#sheet);
        this.element = element("section", { class: "page-pane", "aria-label": text("review.document") },
            this.#tools(), this.thumbnails.element, this.#problem, scroller);
        drawBoxes(this.#sheet, this.#layer, { isOn: () => this.#isDrawing, drawn: box => this.#read(box) });
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
        const names = new Set([...this.#review.fields.keys(), ...this.#review.edits.keys()]);
        const here = [...names].map(name => ({ name, place: this.#review.placeOf(name) })).filter(({ place }) => place?.page === this.#number);
        this.#values.replaceChildren(...here.map(({ name, place }) => this.#frame(name, place.boundingBox)));
        this.#drawOthers();
    }

    /** Where the other values stand that the field in hand may have. */
    #drawOthers() {
        const name = this.#review.inHand;
        const here = name ? alternativesOf(this.#review, name).filter(({ place }) => place?.page === this.#number) : [];
        this.#others.replaceChildren(...here.map(other => svgElement("rect", {
            ...around(other.place.boundingBox), class: "other", click: () => chooseAlternative(this.#review, name, other),
        }, svgElement("title", {}, other.shown))));
    }

    #frame(name, box) {
        const frame = svgElement("rect", {
            ...around(box), "data-frame": name, class: this.#class(name), mouseenter: () => this.#review.activate(name),
            click: () => document.getElementById(`field-${name}`)?.focus(),
        });
        frame.append(svgElement("title", {}, `${fieldLabel(name)}: ${this.#review.shownText(name)}`));
        return frame;
    }

    #class(name) {
        return `${stateOf(this.#review, name)}${this.#review.active === name ? " active" : ""}`;
    }

    async #follow() {
        const name = this.#review.active;
        const place = this.#review.placeOf(name);
        if (place && document.activeElement?.dataset.field === name) await this.show(place.page);
        this.#drawOthers();
        for (const frame of this.#values.children) setAttribute(frame, "class", this.#class(frame.dataset.frame));
        const frame = [...this.#values.children].find(({ dataset }) => dataset.frame === name);
        if (!frame || frame.matches(":hover")) return;
        // The last one lies above the others.
        this.#values.append(frame);
        frame.scrollIntoView({ block: "nearest", inline: "nearest" });
    }

    get #isDrawing() { return this.#draw.getAttribute("aria-pressed") === "true"; }

    /** Lets the person draw a box by keys for the field in hand, from where it stands now or the top of what is seen. */
    drawByKeys() {
        const name = this.#review.inHand;
        if (!name) return notify(text("review.drawNeedsField"), { isProblem: true });
        const place = this.#review.placeOf(name);
        const { clientWidth, clientHeight } = this.#sheet;
        const { scrollLeft, scrollTop } = this.#sheet.parentElement;
        const seen = { x: scrollLeft / clientWidth + 0.05, y: Math.min(0.9, scrollTop / clientHeight + 0.05), ...keyBox };
        const back = () => document.getElementById(`field-${name}`)?.focus();
        drawByKeys(this.#sheet, place?.page === this.#number ? place.boundingBox : seen, {
            label: text("review.drawKeys"), drawn: box => this.#read(box), given: back,
        });
        return undefined;
    }

    /** A press by keys draws by keys. */
    #toggleDrawing(event) {
        if (event.detail === 0) return void this.drawByKeys();
        this.#draw.setAttribute("aria-pressed", String(!this.#isDrawing));
        this.#sheet.classList.toggle("drawing", this.#isDrawing);
    }

    /** Reads a drawn box and takes its text as the value of the field in hand. */
    async #read(boundingBox) {
        const name = this.#review.inHand;
        const page = this.#number;
        if (!name) return notify(text("review.drawNeedsField"), { isProblem: true });
        try {
            const value = valueOfRegion(await this.#pages.readRegion(page, boundingBox), name);
            if (!value) return notify(text("review.drawnEmpty"), { isProblem: true });
            this.#review.set(name, { text: value, place: { page, boundingBox } });
            const input = document.getElementById(`field-${name}`);
            if (input) focusOn(input);
        } catch (error) {
            notify(problemText(error), { isProblem: true });
        }
        return undefined;
    }

    #tools() {
        const change = step => () => {
            this.#zoom = Math.max(0, Math.min(zooms.length - 1, this.#zoom + step));
            this.#sheet.style.width = `${zooms[this.#zoom]}%`;
        };
        return element("div", { class: "tools" },
            button("−", { "aria-label": text("review.smaller"), click: change(-1) }),
            button("+", { "aria-label": text("review.larger"), click: change(1) }), this.#draw);
    }
}

function around({ x, y, width, height }) {
    return { x: x - margin, y: y - margin, width: width + 2 * margin, height: height + 2 * margin };
}
