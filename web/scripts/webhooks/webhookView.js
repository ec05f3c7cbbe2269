import { act, saveForm } from "../base/changes.js";
import { call } from "../base/api.js";
import { button, element, setText } from "../base/dom.js";
import { DataTable } from "../base/dataTable.js";
import { moment } from "../base/formats.js";
import { Form, sureButton } from "../base/form.js";
import { itemPage } from "../base/itemPage.js";
import { text, textIfAny } from "../base/texts.js";
import { webhookFields } from "./webhookFields.js";

const columns = ["webhooks.event", "column.status", "webhooks.attempts", "webhooks.next", "webhooks.detail", "form.created", "column.actions"];
const shownDeliveries = 50;
const idleSeconds = 10;

/** One webhook: its settings, a test, and what was sent. */
export function webhookView(id) {
    const path = `ocr-invoice-webhook/${id}`;
    const table = new DataTable(text("webhooks.deliveries"), columns, text("webhooks.noDeliveries"));
    const count = element("p", {});
    let settings = null;
    const page = itemPage({
        path, title: text("webhooks.one"), back: element("a", { href: "#/webhooks" }, text("webhooks.back")),
        show: async (webhook, tag, body) => {
            settings ??= build(webhook, tag, body);
            const { data, total } = await call(`${path}/deliveries`, { parameters: { limit: shownDeliveries } });
            table.update(data, cells);
            setText(count, total > data.length ? text("webhooks.latest", { shown: data.length, total }) : "");
            return data.some(delivery => delivery.status === "pending") ? 1 : idleSeconds;
        },
    });

    function build(webhook, tag, body) {
        let current = tag;
        const remove = async () => { if (await act(path, { method: "DELETE" })) location.hash = "#/webhooks"; };
        const form = new Form(webhookFields(), webhook, {
            submit: text("review.save"), also: [sureButton(text("jobs.delete"), remove)], send: async changed => {
                const answer = await saveForm(form, changed, { path, method: "PUT", tag: current });
                if (answer) current = answer.tag;
            },
        });
        body.replaceChildren(element("section", { class: "card", "aria-label": text("webhooks.one") }, element("p", { class: "address" }, webhook.url), form.element),
            element("section", { "aria-label": text("webhooks.deliveries") }, element("div", { class: "row" },
                element("h2", {}, text("webhooks.deliveries")), button(text("webhooks.test"), { click: send(`${path}/test`) })), count, table.element));
        return form;
    }

    const send = (address, body) => async () => { if (await act(address, { method: "POST", body })) page.hurry(); };

    const cells = delivery => [
        textIfAny(`event.${delivery.event}`) ?? delivery.event,
        element("span", { class: `job-status ${delivery.status === "delivered" ? "completed" : delivery.status}` }, text(`delivery.${delivery.status}`)),
        String(delivery.attempts), moment(delivery.nextAttemptAt), delivery.detail ?? "", moment(delivery.createdAt),
        delivery.status === "pending" ? "" : button(text("webhooks.resend"), {
            "aria-label": `${text("webhooks.resend")}: ${delivery.eventId}`, click: send(`${path}/resend`, { delivery: delivery._id }),
        }),
    ];

    return page;
}
