import { call } from "../base/api.js";
import { act, saveForm } from "../base/changes.js";
import { element, setText } from "../base/dom.js";
import { Form, sureButton } from "../base/form.js";
import { problemText } from "../base/problems.js";
import { text } from "../base/texts.js";
import { RulesPane } from "./rulesPane.js";
import { SamplePane } from "./samplePane.js";
import { TemplateDraft, newTemplate } from "./templateDraft.js";
import { templateFields } from "./templateFields.js";
import { Trials } from "./trials.js";

/** A template as a form, beside a real document on which its regions are drawn and its patterns are tried. @param {string} id Or `new`. */
export function templateView(id) {
    const heading = element("h1", {}, text(id === "new" ? "templates.new" : "templates.one"));
    const problem = element("p", { class: "problem", role: "alert" });
    const view = element("div", { class: "review" },
        element("div", { class: "review-head" }, element("a", { href: "#/templates" }, text("templates.back")), heading), problem);
    const parts = [];
    let isClosed = false;
    open();

    async function open() {
        try {
            const { data, tag } = id === "new" ? { data: newTemplate() } : await call(`ocr-invoice-job-template/${id}`);
            if (isClosed) return;
            if (data.name) setText(heading, data.name);
            build(new TemplateDraft(data), tag);
        } catch (error) {
            setText(problem, problemText(error));
        }
    }

    function build(draft, tag) {
        const rules = new RulesPane(draft);
        const sample = new SamplePane(draft, () => rules.build());
        const trials = new Trials(draft, sample, rules);
        parts.push(sample, trials);
        const settings = templateForm(draft, id, tag, rules);
        view.append(element("div", { class: "panes" }, sample.element, element("div", { class: "right" },
            element("section", { class: "card", "aria-label": text("templates.settings") }, settings), rules.element, trials.element)));
    }

    return {
        element: view, title: text("templates.one"),
        close: () => { isClosed = true; for (const part of parts) part.close(); },
    };
}

function templateForm(draft, id, tag, rules) {
    const path = id === "new" ? "ocr-invoice-job-template" : `ocr-invoice-job-template/${id}`;
    let current = tag;
    const remove = async () => { if (await act(path, { method: "DELETE" })) location.hash = "#/templates"; };
    const form = new Form(templateFields(), draft.template, {
        submit: text("review.save"), also: id === "new" ? [] : [sureButton(text("jobs.delete"), remove)],
        send: async written => {
            draft.take(written);
            const shown = { showFaults: (error, general) => { form.showFaults(error, general); rules.showFound(null, error); } };
            const answer = await saveForm(shown, draft.template, { path, method: id === "new" ? "POST" : "PUT", tag: current });
            if (!answer) return;
            current = answer.tag;
            if (id === "new") location.hash = `#/template/${answer.data._id}`;
        },
    });
    form.element.addEventListener("change", () => draft.take(form.read()));
    return form.element;
}
