import { saveForm } from "../base/changes.js";
import { button, element } from "../base/dom.js";
import { Form } from "../base/form.js";
import { listPage } from "../base/listPage.js";
import { moment } from "../base/formats.js";
import { text, textIfAny } from "../base/texts.js";
import { webhookFields } from "./webhookFields.js";

const columns = ["webhooks.url", "webhooks.events", "webhooks.active", "form.created"];

/** The list of webhooks, with a form to add one. */
export function webhooksView(parameters) {
    const secret = element("div", { role: "status" });
    const form = new Form(webhookFields(), { url: null, events: ["job.completed", "job.failed"], isActive: true }, {
        submit: text("webhooks.add"), send: async body => {
            const answer = await saveForm(form, body, { path: "ocr-invoice-webhook", method: "POST" });
            if (answer) secret.replaceChildren(shown(answer.data.secret));
            if (answer) page.hurry();
        },
    });
    const page = listPage({
        title: text("webhooks.title"), path: "ocr-invoice-webhook", columns, none: text("webhooks.none"), address: "#/webhooks",
        page: Math.max(1, Number(parameters.get("page")) || 1),
        above: [element("p", {}, text("webhooks.explanation")), secret,
            element("details", { class: "card" }, element("summary", {}, text("webhooks.add")), form.element)],
        cells: webhook => [
            element("a", { href: `#/webhook/${webhook._id}` }, webhook.url),
            webhook.events.map(event => textIfAny(`event.${event}`) ?? event).join(", "),
            text(webhook.isActive ? "form.yes" : "form.no"), moment(webhook.createdAt),
        ],
    });
    return page;
}

/** The only time that the secret is shown. */
function shown(secret) {
    const field = element("input", { value: secret, readonly: true, "aria-label": text("webhooks.secret") });
    return element("p", { class: "card row" }, text("webhooks.secretOnce"), " ", field,
        button(text("webhooks.select"), { click: () => field.select() }));
}
