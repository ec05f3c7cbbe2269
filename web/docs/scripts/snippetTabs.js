import { element } from "./element.js";

const storageName = "ocr-invoice.docs-language";
let chosen = localStorage.getItem(storageName) ?? "curl";

/** The same request in several languages, one shown. The choice counts for all on the page from then on. */
export function snippetTabs(label, byLanguage) {
    const code = element("pre", { tabindex: "0", "aria-label": `${label}: example` });
    const state = element("span", { role: "status" });
    const copy = element("button", { type: "button", click: () => copyText(code.textContent, state) }, "Copy");
    const buttons = Object.keys(byLanguage).map(language =>
        element("button", { type: "button", "data-language": language, click: () => choose(language) }, language));
    const show = () => {
        const language = chosen in byLanguage ? chosen : Object.keys(byLanguage)[0];
        code.textContent = byLanguage[language];
        for (const one of buttons) one.setAttribute("aria-pressed", String(one.dataset.language === language));
    };
    show();
    const made = element("div", { class: "snippet" },
        element("div", { class: "languages", role: "group", "aria-label": "Language" }, ...buttons, copy, state), code);
    made.addEventListener("language", show);
    return made;
}

function choose(language) {
    chosen = language;
    localStorage.setItem(storageName, language);
    for (const shown of document.querySelectorAll(".snippet")) shown.dispatchEvent(new Event("language"));
}

/** Without TLS a browser gives no clipboard. */
async function copyText(text, state) {
    try {
        await navigator.clipboard.writeText(text);
        state.textContent = "Copied.";
    } catch {
        state.textContent = "The browser does not allow copying here.";
    }
}
