import { call } from "../base/api.js";
import { saveForm } from "../base/changes.js";
import { element } from "../base/dom.js";
import { Form, options } from "../base/form.js";
import { text, textIfAny } from "../base/texts.js";

/** The form of a group's settings, with the account's templates to choose from. */
export async function groupSettings(group, tag, path) {
    const { data: templates } = await call("ocr-invoice-job-template", { parameters: { limit: 100, sort: "name", order: "asc" } });
    let current = tag;
    const form = new Form(fields(templates), group, {
        submit: text("review.save"), send: async body => {
            const answer = await saveForm(form, body, { path, method: "PUT", tag: current });
            if (answer) current = answer.tag;
        },
    });
    return element("section", { class: "card", "aria-label": text("groups.settings") }, element("h2", {}, text("groups.settings")), form.element);
}

function fields(templates) {
    return [
        { path: "name", kind: "text", label: "groups.name", required: true },
        { path: "description", kind: "long", label: "form.description" },
        { path: "batchNumber", kind: "text", label: "groups.batchNumber" },
        { path: "template", kind: "choice", label: "groups.template", options: templates.map(({ _id, name }) => [_id, name]) },
        { path: "priority", kind: "choice", label: "groups.priority", options: options(["low", "medium", "high", "urgent"], name => textIfAny(`priority.${name}`)) },
        { path: "processingSettings.parallelJobs", kind: "whole", label: "groups.parallelJobs" },
        { path: "processingSettings.retryCount", kind: "whole", label: "groups.retryCount" },
        { path: "processingSettings.timeoutMinutes", kind: "whole", label: "groups.timeoutMinutes" },
        { path: "notifications.onCompletion", kind: "flag", label: "groups.onCompletion" },
        { path: "notifications.onFailure", kind: "flag", label: "groups.onFailure" },
        { path: "notifications.recipients", kind: "words", label: "groups.recipients", hint: "form.commas" },
        { path: "assignedTo", kind: "text", label: "groups.assignedTo" },
        { path: "tags", kind: "words", label: "groups.tags", hint: "form.commas" },
    ];
}
