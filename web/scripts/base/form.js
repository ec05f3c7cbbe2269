import { button, element, setText } from "./dom.js";
import { text } from "./texts.js";

/**
 * A form made of a table of fields. What the item has and the table does not name stays as it was.
 *
 * A field is `{path, kind, label, options, hint, required}`: `path` leads to its value (`processingSettings.retryCount`), `label`
 * and `hint` are keys of texts, `options` are the values of a choice with their labels. Kinds: text, long, whole, share,
 * flag, secret, choice, choices (several of the options), words (texts with commas between them), own (`make(value)` gives
 * `{element, read}`).
 */
export class Form {
    #fields;
    #item;
    #inputs = new Map();
    #problem = element("p", { class: "problem", role: "alert" });

    /** @param {{submit: string, send: (item: Object) => Promise<void>, also?: Node[]}} options `submit` is the button's text. */
    constructor(fields, item, { submit, send, also = [] }) {
        this.#fields = fields;
        this.#item = item;
        this.submit = element("button", { class: "primary" }, submit);
        this.element = element("form", { class: "form", novalidate: true, submit: event => this.#send(event, send) },
            ...fields.map((field, number) => this.#row(field, number)), this.#problem,
            element("p", { class: "buttons" }, this.submit, ...also));
    }

    /** The item with what the person wrote. */
    read() {
        const item = structuredClone(this.#item);
        for (const field of this.#fields) setAt(item, field.path, readers[field.kind](this.#inputs.get(field.path)));
        return item;
    }

    /** Shows the faults that the server found at their fields, and the others above the button. */
    showFaults(error, general) {
        const faults = error.faults ?? [];
        const at = path => faults.filter(fault => pathOf(fault.pointer) === path || pathOf(fault.pointer).startsWith(`${path}.`));
        for (const { path } of this.#fields) {
            const note = this.element.querySelector(`[data-fault="${CSS.escape(path)}"]`);
            setText(note, at(path).map(fault => fault.detail).join(" "));
        }
        const known = new Set(this.#fields.flatMap(({ path }) => at(path)));
        const rest = faults.filter(fault => !known.has(fault)).map(fault => fault.detail);
        setText(this.#problem, rest.length > 0 ? rest.join(" ") : known.size > 0 ? "" : general);
        this.element.querySelector("[data-fault]:not(:empty)")?.closest(".form-row").querySelector("input, select, textarea")?.focus();
    }

    async #send(event, send) {
        event.preventDefault();
        this.submit.disabled = true;
        setText(this.#problem, "");
        for (const note of this.element.querySelectorAll("[data-fault]")) setText(note, "");
        await send(this.read());
        this.submit.disabled = false;
    }

    #row(field, number) {
        const id = `form-${number}-${field.path}`;
        const value = valueAt(this.#item, field.path);
        const fault = element("span", { class: "problem", "data-fault": field.path, id: `${id}-fault` });
        const hint = field.hint && element("span", { class: "hint" }, text(field.hint));
        if (field.kind === "choices" || field.kind === "own") {
            const group = field.kind === "own" ? field.make(value) : makers.choices(field, value, id);
            this.#inputs.set(field.path, group);
            return element("fieldset", { class: "form-row" }, element("legend", {}, text(field.label)), group.element ?? group, hint, fault);
        }
        const input = makers[field.kind](field, value, id);
        input.setAttribute("aria-describedby", fault.id);
        if (field.required) input.required = true;
        this.#inputs.set(field.path, input);
        return element("div", { class: "form-row" }, element("label", { for: id }, text(field.label)), input, hint, fault);
    }
}

const box = (id, attributes) => element("input", { id, autocomplete: "off", ...attributes });

const makers = {
    text: (field, value, id) => box(id, { value: value ?? "" }),
    secret: (field, _, id) => box(id, { type: "password", autocomplete: field.autocomplete }),
    long: (field, value, id) => element("textarea", { id, rows: 2 }, value ?? ""),
    whole: (field, value, id) => box(id, { type: "number", step: "1", value: value ?? "" }),
    share: (field, value, id) => box(id, { type: "number", step: "0.01", min: "0", max: "1", value: value ?? "" }),
    flag: (field, value, id) => element("input", { id, type: "checkbox", checked: Boolean(value) }),
    words: (field, value, id) => box(id, { value: (value ?? []).join(", ") }),
    choice: (field, value, id) => element("select", { id },
        ...field.options.map(([name, label]) => element("option", { value: name, selected: name === value }, label))),
    choices: (field, value) => element("div", { class: "choices" }, ...field.options.map(([name, label]) => element("label", {},
        element("input", { type: "checkbox", value: name, checked: (value ?? []).includes(name) }), ` ${label}`))),
};

const filled = input => input.value.trim() || null;
/** A number that is none goes as it was written, so that the server says what is wrong. */
const numeric = input => { const written = filled(input); return written !== null && Number.isFinite(Number(written)) ? Number(written) : written; };

const readers = {
    text: filled, long: filled, whole: numeric, share: numeric, choice: input => input.value,
    flag: input => input.checked, secret: input => input.value, own: input => input.read(),
    words: input => input.value.split(",").map(word => word.trim()).filter(Boolean),
    choices: group => [...group.querySelectorAll("input:checked")].map(input => input.value),
};

function valueAt(item, path) {
    return path.split(".").reduce((at, part) => at?.[part], item);
}

function setAt(item, path, value) {
    const parts = path.split(".");
    const last = parts.pop();
    const parent = parts.reduce((at, part) => at[part] ??= {}, item);
    parent[last] = value;
}

/** `/processingSettings/retryCount` as a path. */
function pathOf(pointer) {
    return pointer.slice(1).replaceAll("/", ".");
}

/** A button that asks once more before it does what cannot be undone. */
export function sureButton(label, run) {
    let timer = null;
    const made = button(label, { class: "danger", click: () => {
        if (timer === null) {
            made.textContent = text("form.sure");
            timer = setTimeout(() => { timer = null; made.textContent = label; }, 5000);
        } else run();
    } });
    return made;
}

/** The options of a choice: each name with its label, or with itself where it has none. */
export function options(names, label) {
    return names.map(name => [name, label(name) ?? name]);
}
