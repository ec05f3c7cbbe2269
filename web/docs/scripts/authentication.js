import { element } from "./element.js";
import { snippets } from "./snippets.js";
import { snippetTabs } from "./snippetTabs.js";

/**
 * Says how a request is authenticated, and takes the key for trying operations.
 * @param {{server: string, key: ?string, user: ?Object, use: ?(key: string) => void}} options `key` and `user` are the console's; `use` has the
 *   operations tried with a key, and is null where none can be tried.
 */
export function showAuthentication(section, { server, key, user, use }) {
    const example = { method: "GET", url: `${server}/ocr-invoice-job?limit=1`, headers: {}, body: null, answer: "json" };
    section.append(
        element("h2", { id: "authentication-title" }, "Authentication"),
        element("p", {}, "Each request carries an API key in the header ", element("code", {}, "api-key"),
            ". The server's operator makes keys with ", element("code", {}, "ocr-invoice key create ACCOUNT"),
            ". A key belongs to one account and has scopes; each operation names the scope that it needs. ",
            "The examples take the key from the environment, so that none ends up in a program's text:"),
        element("pre", {}, "export API_KEY='your key'"),
        snippetTabs("Authentication", snippets(example)),
        use ? keyForm(key, user, use) : null);
}

function keyForm(key, user, use) {
    const state = element("p", { role: "status" }, key
        ? "Operations are tried with the key that you signed in to the console with."
        : user ? `Operations are tried as ${user.name}, who is signed in to the console.`
        : "You are not signed in to the console in this tab. Enter a key to try operations; this page does not store it.");
    const input = element("input", { id: "key", type: "password", autocomplete: "off", spellcheck: "false", required: true });
    const send = event => {
        event.preventDefault();
        use(input.value.trim());
        input.value = "";
        state.textContent = "Operations are tried with the key that you entered, until you leave this page.";
    };
    return element("form", { class: "key", submit: send }, state,
        element("label", { for: "key" }, key || user ? "Another key" : "API key"), input, element("button", {}, "Use this key"));
}
