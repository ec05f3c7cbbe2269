import { call } from "./base/api.js";
import { element, setText } from "./base/dom.js";
import { problemText } from "./base/problems.js";
import { session } from "./base/session.js";
import { text } from "./base/texts.js";

/** A header can carry these characters alone, and no key has others. */
const keyForm = /^[\x21-\x7e]+$/;

/**
 * Asks for an API key.
 * @param {{reason?: string, signedIn: () => void}} options `reason` is the key of a text that says why.
 */
export function signInView({ reason, signedIn }) {
    const problem = element("p", { id: "sign-in-problem", class: "problem", role: "alert" }, reason ? text(reason) : "");
    const input = element("input", {
        id: "key", type: "password", autocomplete: "off", spellcheck: "false", required: true,
        "aria-describedby": "sign-in-problem",
    });
    const submit = element("button", { class: "primary" }, text("signIn.submit"));
    const form = element("form", { class: "sign-in", submit: sendKey },
        element("h1", {}, text("signIn.title")), element("p", {}, text("signIn.explanation")),
        element("label", { for: "key" }, text("signIn.key")), input, problem, submit);

    async function sendKey(event) {
        event.preventDefault();
        const key = input.value.trim();
        setText(problem, "");
        submit.disabled = true;
        try {
            await check(key);
            session.begin(key);
            signedIn();
        } catch (error) {
            setText(problem, problemText(error));
            input.select();
        }
        submit.disabled = false;
    }

    return { element: form, title: text("signIn.title"), focus: () => input.focus() };
}

/** Throws where the server does not take the key, or it may not read jobs. */
async function check(key) {
    if (!keyForm.test(key)) throw Object.assign(new Error(), { code: "key_invalid" });
    await call("ocr-invoice-job", { parameters: { limit: 1 }, key });
}
