import { call } from "./base/api.js";
import { element, setText } from "./base/dom.js";
import { problemText } from "./base/problems.js";
import { session } from "./base/session.js";
import { text } from "./base/texts.js";
import { signInAs } from "./userSession.js";

/** A header can carry these characters alone, and no key has others. */
const keyForm = /^[\x21-\x7e]+$/;

/**
 * Asks for a user's name and password, or for an API key.
 * @param {{reason?: string, signedIn: () => void}} options `reason` is the key of a text that says why.
 */
export function signInView({ reason, signedIn }) {
    const problem = element("p", { id: "sign-in-problem", class: "problem", role: "alert" }, reason ? text(reason) : "");
    const account = input("account", { autocomplete: "organization" });
    const user = form("sign-in-user", "signIn.user", [
        account, input("name", { autocomplete: "username" }),
        input("password", { type: "password", autocomplete: "current-password" }),
    ], fields => signInAs(fields));
    const key = form("sign-in-key", "signIn.withKey", [
        input("key", { type: "password", autocomplete: "off" }),
    ], fields => useKey(fields.key.trim()));

    function form(id, title, fields, signIn) {
        const labels = fields.flatMap(field => [element("label", { for: field.id }, text(`signIn.${field.id}`)), field]);
        const submit = element("button", { class: "primary" }, text("signIn.submit"));
        return element("form", { id, class: "sign-in", submit: event => send(event, fields, submit, signIn) },
            element("h2", {}, text(title)), ...labels, submit);
    }

    async function send(event, fields, submit, signIn) {
        event.preventDefault();
        setText(problem, "");
        submit.disabled = true;
        try {
            await signIn(Object.fromEntries(fields.map(field => [field.id, field.value])));
            signedIn();
        } catch (error) {
            setText(problem, problemText(error));
            fields.at(-1).select();
        }
        submit.disabled = false;
    }

    const view = element("div", { class: "sign-in-page" }, element("h1", {}, text("signIn.title")), problem, user, key);
    return { element: view, title: text("signIn.title"), focus: () => account.focus() };
}

function input(id, attributes) {
    return element("input", {
        id, spellcheck: "false", autocapitalize: "none", required: true, "aria-describedby": "sign-in-problem", ...attributes,
    });
}

/** Throws where the server does not take the key, or it may not read jobs. */
async function useKey(key) {
    if (!keyForm.test(key)) throw Object.assign(new Error(), { code: "key_invalid" });
    await call("ocr-invoice-job", { parameters: { limit: 1 }, key });
    session.begin(key);
}
