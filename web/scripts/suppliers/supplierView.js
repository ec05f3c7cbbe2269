import { call } from "../base/api.js";
import { act, saveForm } from "../base/changes.js";
import { button, element, setText } from "../base/dom.js";
import { Form, sureButton } from "../base/form.js";
import { problemText } from "../base/problems.js";
import { text } from "../base/texts.js";
import { supplierFields } from "./supplierFields.js";
import { supplierHistory } from "./supplierHistory.js";
import { supplierMemory } from "./supplierMemory.js";
import { stateOf } from "./suppliersView.js";

const offered = 100;
const empty = { name: "", tradingNames: [], externalId: null, taxIds: [], registrationNumbers: [], ibans: [], domains: [], defaults: {} };

/** One supplier: who it is, what proves it, what was learnt of it, and its merging with another. @param {string} id Or `new`. */
export function supplierView(id) {
    const path = id === "new" ? "ocr-invoice-supplier" : `ocr-invoice-supplier/${id}`;
    const heading = element("h1", {}, text(id === "new" ? "suppliers.new" : "suppliers.one"));
    const problem = element("p", { class: "problem", role: "alert" });
    const body = element("div", { class: "item" });
    const view = element("div", { class: "jobs" },
        element("div", { class: "review-head" }, element("a", { href: "#/suppliers" }, text("suppliers.back")), heading), problem, body);
    load();

    async function load() {
        try {
            const { data, tag } = id === "new" ? { data: empty } : await call(path);
            if (data.name) setText(heading, data.name);
            body.replaceChildren(...id === "new" ? [settings(data, tag)] : await parts(data, tag));
        } catch (error) {
            setText(problem, problemText(error));
        }
    }

    async function parts(supplier, tag) {
        const [merge, history] = await Promise.all([merging(supplier), supplierHistory(id)]);
        return [state(supplier), settings(supplier, tag), supplierMemory(supplier, load), history, merge].filter(Boolean);
    }

    function state(supplier) {
        const remove = async () => { if (await act(`${path}?jobs=keep`, { method: "DELETE" })) location.hash = "#/suppliers"; };
        return element("section", { class: "card row", "aria-label": text("suppliers.state") }, element("b", {}, stateOf(supplier)),
            element("a", { href: `#/jobs?supplier=${id}` }, text("groups.documents")), sureButton(text("jobs.delete"), remove));
    }

    function settings(supplier, tag) {
        const form = new Form(supplierFields(), supplier, {
            submit: text("review.save"), send: async written => {
                const answer = await saveForm(form, written, { path, method: id === "new" ? "POST" : "PUT", tag });
                if (answer && id === "new") location.hash = `#/supplier/${answer.data._id}`;
                else if (answer) await load();
            },
        });
        return element("section", { class: "card", "aria-label": text("suppliers.one") }, form.element);
    }

    /** Two entries of one supplier become one, and can be parted again. */
    async function merging(supplier) {
        const after = async (what, content) => { if (await act(`${path}/${what}`, { method: "POST", body: content })) await load(); };
        const name = text("suppliers.merging");
        if (supplier.mergedInto) {
            return element("section", { class: "card row", "aria-label": name },
                element("a", { href: `#/supplier/${supplier.mergedInto}` }, text("suppliers.mergedInto")),
                button(text("suppliers.unmerge"), { click: () => after("unmerge") }));
        }
        const { data } = await call("ocr-invoice-supplier", { parameters: { limit: offered, sort: "name", order: "asc" } });
        const others = data.filter(other => other._id !== id && !other.mergedInto);
        const choice = element("select", { id: "merge-into" }, ...others.map(other => element("option", { value: other._id }, other.name)));
        return element("section", { class: "card row", "aria-label": name }, element("label", { for: "merge-into" }, text("suppliers.mergeInto")), choice,
            button(text("suppliers.merge"), { disabled: others.length === 0, click: () => after("merge", { into: choice.value }) }));
    }

    return { element: view, title: text("suppliers.one") };
}
