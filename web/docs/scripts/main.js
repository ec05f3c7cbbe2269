import { makeAccessible } from "./accessible.js";
import { showAuthentication } from "./authentication.js";
import { prose } from "./element.js";
import { showErrors } from "./errors.js";
import { examplesPlugin } from "./examplesPlugin.js";
import { showPlainList } from "./plainList.js";

/** The API is mounted where this page's folder is. */
const root = new URL("../../", import.meta.url);
/** The console's key is in the storage of the tab, which this page shares with it. */
const keyName = "ocr-invoice.key";
/** There while a user is signed in to the console with a password. */
const hintName = "ocr-invoice.signed-in";

// Swagger UI knows the dark by this class.
document.documentElement.classList.toggle("dark-mode", matchMedia("(prefers-color-scheme: dark)").matches);
const about = document.getElementById("about");
const list = document.getElementById("list");
try {
    const description = await load(new URL("openapi.json", root));
    about.replaceChildren(...prose(description.info.description));
    showOperations(description, await userSession());
    await showErrors(document.getElementById("errors"));
} catch (error) {
    about.textContent = `The description at openapi.json cannot be read: ${error.message}`;
}

async function load(url) {
    const answer = await fetch(url, { credentials: "omit" });
    if (!answer.ok) throw new Error(`the server answers ${answer.status}.`);
    return answer.json();
}

/** The session of the user who is signed in to the console; null where nobody is. */
async function userSession() {
    if (localStorage.getItem(hintName) === null) return null;
    const answer = await fetch(new URL("ocr-invoice-session", root), { credentials: "same-origin" });
    return answer.ok ? (await answer.json()).data : null;
}

/** Swagger UI shows the operations. Where it is not installed, a plain list does. @param {?Object} user Whose session counts without a key. */
function showOperations(description, user) {
    const server = root.href.replace(/\/$/, "");
    const key = sessionStorage.getItem(keyName);
    const authentication = document.getElementById("authentication");
    if (!globalThis.SwaggerUIBundle) {
        showAuthentication(authentication, { server, key, user, use: null });
        showPlainList(list, description, server);
        return;
    }
    const page = globalThis.SwaggerUIBundle({
        spec: { ...description, servers: [{ url: server }] },
        domNode: list,
        plugins: [examplesPlugin(description, server)],
        deepLinking: true, docExpansion: "list", defaultModelsExpandDepth: 0, validatorUrl: null, tryItOutEnabled: false,
        requestInterceptor: request => {
            if (user && !request.headers["api-key"]) request.headers["X-CSRF-Token"] = user.csrfToken;
            return request;
        },
        onComplete: () => {
            makeAccessible(list);
            if (key) page.preauthorizeApiKey("apiKey", key);
        },
    });
    showAuthentication(authentication, { server, key, user, use: given => page.preauthorizeApiKey("apiKey", given) });
}
