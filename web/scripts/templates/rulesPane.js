import { button, element, setAttribute, setText } from "../base/dom.js";
import { icon } from "../base/icons.js";
import { sections } from "../invoice/fields.js";
import { fieldLabel } from "../review/fieldInput.js";
import { text } from "../base/texts.js";
import { occurrences, ruleTypes } from "./templateFields.js";

/** The rules of a template, each with what it finds on the document that is shown. */
export class RulesPane {
    #draft;
    #list = element("ol", { class: "rules" });
    #found = [];

    constructor(draft) {
        this.#draft = draft;
        const names = element("datalist", { id: "field-names" }, ...sections.flatMap(({ fields }) =>
            fields.map(([name]) => element("option", { value: name }, fieldLabel(name)))));
        this.element = element("section", { class: "card", "aria-label": text("templates.rules") },
            element("h2", {}, text("templates.rules")), element("p", { class: "hint" }, text("templates.rulesHint")), names, this.#list,
            button(text("templates.addRule"), { click: () => { draft.add(); this.build(); this.#list.lastChild?.querySelector("input")?.focus(); } }));
        draft.addEventListener("inHand", () => this.#mark());
        this.build();
    }

    /** Makes the rules anew. */
    build() {
        this.#found = [];
        this.#list.replaceChildren(...this.#draft.rules.map((rule, number) => this.#rule(rule, number)));
        this.#mark();
    }

    /** Shows what the server found. @param {Object} results @param {?Object} error `results` of a trial, or why there are none. */
    showFound(results, error) {
        this.#draft.rules.forEach((rule, number) => {
            const fault = error?.faults?.find(({ pointer }) => pointer.includes(`/extractionRules/fields/${number}/`) || pointer.endsWith(`/fields/${number}`));
            const field = results?.fields.find(({ name, method }) => name === rule.name && method === "template")
                ?? results?.fields.find(({ name }) => name === rule.name);
            const finding = results?.validationResults.errors.find(({ field: name }) => name === rule.name);
            const found = field ? text("templates.found", { value: String(field.value ?? field.rawText) }) : results ? text("templates.notFound") : "";
            setText(this.#found[number], fault?.detail ?? [found, finding?.message].filter(Boolean).join(" "));
            setAttribute(this.#found[number], "class", `found ${fault || results && !field ? "problem" : ""}`);
        });
    }

    #rule(rule, number) {
        const change = name => event => this.#draft.change(number, { [name]: event.target.value });
        const field = (key, input) => element("label", {}, element("span", {}, text(key)), input);
        const choice = (name, values, none) => element("select", { change: change(name) },
            none && element("option", { value: "" }, none),
            ...values.map(([value, label]) => element("option", { value, selected: rule[name] === value }, label)));
        const found = element("output", { class: "found" });
        this.#found.push(found);
        return element("li", { "data-rule": number, focusin: () => this.#draft.hold(number) },
            field("templates.ruleName", element("input", { value: rule.name, list: "field-names", autocomplete: "off", spellcheck: "false", input: change("name") })),
            field("templates.ruleType", choice("type", ruleTypes())),
            field("templates.pattern", element("input", { value: rule.pattern ?? "", class: "pattern", autocomplete: "off", spellcheck: "false", input: change("pattern") })),
            field("templates.constant", element("input", { value: rule.value ?? "", autocomplete: "off", input: change("value") })),
            field("templates.occurrence", choice("occurrence", occurrences(), "–")),
            element("label", { class: "flag" }, element("input", {
                type: "checkbox", checked: Boolean(rule.required), change: event => this.#draft.change(number, { required: event.target.checked }),
            }), ` ${text("templates.required")}`),
            field("templates.region", element("input", {
                value: Object.values(rule.coordinates ?? {}).join(" "), autocomplete: "off", placeholder: text("templates.regionForm"),
                change: event => this.#draft.change(number, { coordinates: boxOf(event.target.value) }),
            })),
            field("templates.regionPage", element("input", {
                type: "number", min: "-1", value: rule.page ?? 1, title: text("templates.regionPageHint"),
                change: event => this.#draft.change(number, { page: Number(event.target.value) || 1 }),
            })),
            button(icon("delete"), {
                class: "plain remove", "aria-label": text("templates.removeRule", { number: number + 1 }), click: () => { this.#draft.remove(number); this.build(); },
            }), found);
    }

    #mark() {
        for (const rule of this.#list.children) rule.classList.toggle("active", Number(rule.dataset.rule) === this.#draft.inHand);
    }
}

/** A box as it is typed, four fractions of the page; null where there are not four. The server checks the rest. */
function boxOf(written) {
    const [x, y, width, height, ...more] = written.trim().split(/[\s;]+/).map(part => Number(part.replace(",", ".")));
    return more.length === 0 && [x, y, width, height].every(Number.isFinite) ? { x, y, width, height } : null;
}
