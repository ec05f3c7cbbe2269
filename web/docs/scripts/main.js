import { showAuthentication } from "./authentication.js";
import { prose } from "./element.js";
import { showErrors } from "./errors.js";
import { examplesPlugin } from "./examplesPlugin.js";
import { showPlainList } from "./plainList.js";

/** The API is mounted where this page's folder is. */
const root = new URL("../../", import.meta.url);
/** The console's key is in the storage of the tab, which this page shares with it. */
const keyName = "ocr-invoice.key";

// Swagger UI knows the dark by this class.
document.documentElement.classList.toggle("dark-mode", matchMedia("(prefers-color-scheme: dark)").matches);
const about = document.getElementById("about");
const list = document.getElementById("list");
try {
    const description = await load(new URL("openapi.json", root));
    about.replaceChildren(...prose(description.info.description));
    showOperations(description);
    await showErrors(document.getElementById("errors"));
} catch (error) {
    about.textContent = `The description at openapi.json cannot be read: ${error.message}`;
}

async function load(url) {
    const answer = await fetch(url, { credentials: "omit" });
    if (!answer.ok) throw new Error(`the server answers ${answer.status}.`);
    return answer.json();
}

/** Swagger UI shows the operations. Where it is not installed, a plain list does. */
function showOperations(description) {
    const server = root.href.replace(/\/$/, "");
    const key = sessionStorage.getItem(keyName);
    const authentication = document.getElementById("authentication");
    if (!globalThis.SwaggerUIBundle) {
        showAuthentication(authentication, { server, key, use: null });
        showPlainList(list, description, server);
        return;
    }
    const page = globalThis.SwaggerUIBundle({
        spec: { ...description, servers: [{ url: server }] },
        domNode: list,
        plugins: [examplesPlugin(description, server)],
        deepLinking: true, docExpansion: "list", defaultModelsExpandDepth: 0, validatorUrl: null, tryItOutEnabled: false,
        onComplete: () => { if (key) page.preauthorizeApiKey("apiKey", key); },
    });
    showAuthentication(authentication, { server, key, use: given => page.preauthorizeApiKey("apiKey", given) });
}
