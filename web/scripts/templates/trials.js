import { call } from "../base/api.js";
import { button, element, setText } from "../base/dom.js";
import { problemText } from "../base/problems.js";
import { text } from "../base/texts.js";

/** After the last key, so that a pattern is tried when it has been typed. */
const pauseMilliseconds = 600;
const earlier = 10;

/** Tries an unsaved template: on the document that is shown after each change, and on earlier documents when asked. */
export class Trials {
    #draft;
    #sample;
    #rules;
    #timer = null;
    #latest = 0;
    #state = element("p", { role: "status" });
    #table = element("div", { class: "data-table" });

    constructor(draft, sample, rules) {
        this.#draft = draft;
        this.#sample = sample;
        this.#rules = rules;
        this.element = element("section", { class: "card", "aria-label": text("templates.trial") },
            element("div", { class: "row" }, button(text("templates.tryEarlier", { count: earlier }), { click: () => this.#tryEarlier() }), this.#state), this.#table);
        draft.addEventListener("changed", () => this.#later());
        sample.addEventListener("chosen", () => this.#later());
    }

    close() { clearTimeout(this.#timer); }

    #later() {
        clearTimeout(this.#timer);
        this.#timer = setTimeout(() => this.#tryShown(), pauseMilliseconds);
    }

    /** Of two trials on their way only the later one's answer is shown. */
    async #tryShown() {
        if (!this.#sample.job || this.#draft.rules.length === 0) return;
        this.#latest += 1;
        const trial = this.#latest;
        setText(this.#state, text("templates.trying"));
        try {
            const results = await this.#try(this.#sample.job);
            if (trial !== this.#latest) return;
            this.#rules.showFound(results, null);
            setText(this.#state, "");
        } catch (error) {
            if (trial !== this.#latest) return;
            this.#rules.showFound(null, error);
            setText(this.#state, error.status === 422 ? text("templates.faulty") : problemText(error));
        }
    }

    async #try(job) {
        const template = { ...this.#draft.template, name: this.#draft.template.name || text("templates.new") };
        const { data } = await call("ocr-invoice-job-template/test", { method: "POST", body: { template, job } });
        return data;
    }

    /** One after the other: the server computes few trials at a time. */
    async #tryEarlier() {
        const names = this.#draft.rules.map(rule => rule.name);
        const body = element("tbody", { role: "rowgroup" });
        this.#table.replaceChildren(element("table", { role: "table", "aria-label": text("templates.trial") },
            element("thead", { role: "rowgroup" }, element("tr", { role: "row" }, ...[text("column.document"), ...names].map(name =>
                element("th", { role: "columnheader", scope: "col" }, name)))), body));
        for (const job of this.#sample.jobs.slice(0, earlier)) {
            setText(this.#state, text("templates.tryingOn", { name: job.documentName }));
            try {
                const { fields } = await this.#try(job._id);
                body.append(row(job.documentName, names, names.map(name => fields.find(field => field.name === name)?.value ?? "–")));
            } catch (error) {
                setText(this.#state, problemText(error));
                return;
            }
        }
        setText(this.#state, text("templates.tried", { count: body.children.length }));
    }
}

function row(document, names, values) {
    const cell = (name, value) => element("td", { role: "cell", "data-label": name }, String(value));
    return element("tr", { role: "row" }, cell(text("column.document"), document), ...names.map((name, number) => cell(name, values[number])));
}
