import { call } from "../base/api.js";
import { element } from "../base/dom.js";
import { Form } from "../base/form.js";
import { notify } from "../base/notices.js";
import { problemText } from "../base/problems.js";
import { session } from "../base/session.js";
import { text } from "../base/texts.js";

const fields = [
    { path: "currentPassword", kind: "secret", label: "account.current", autocomplete: "current-password", required: true },
    { path: "newPassword", kind: "secret", label: "account.new", autocomplete: "new-password", hint: "account.rule", required: true },
    { path: "repeated", kind: "secret", label: "account.repeated", autocomplete: "new-password", required: true },
];

/** Who is signed in, and a form to change the own password. A key has none. */
export function accountView() {
    const title = text("account.title");
    const card = element("section", { class: "card", "aria-label": title });
    show();

    function show() {
        card.replaceChildren(...session.isUser ? [
            element("p", {}, text("account.who", { name: session.userName, role: text(`role.${session.userRole}`) })), passwordForm(show),
        ] : [element("p", {}, text("account.key"))]);
    }

    return { element: element("div", { class: "jobs" }, element("h1", {}, title), card), title };
}

/** @param {() => void} changed Is called with the form out of date: what was typed must not stay. */
function passwordForm(changed) {
    const form = new Form(fields, {}, {
        submit: text("account.change"), send: async ({ repeated, ...body }) => {
            if (repeated !== body.newPassword) return form.showFaults({ faults: [{ pointer: "/repeated", detail: text("account.differs") }] }, "");
            try {
                session.beginAs((await call("ocr-invoice-session", { method: "PUT", body })).data);
                notify(text("account.changed"));
                changed();
            } catch (error) {
                form.showFaults(error, problemText(error));
            }
            return undefined;
        },
    });
    return form.element;
}
