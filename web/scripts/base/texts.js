const languages = ["en", "de"];
const storageName = "ocr-invoice.language";
let texts = {};
let language = "en";

/** Loads the texts of the person's language: the one chosen before, else the browser's first that there is, else English. */
export async function loadTexts() {
    const wanted = [localStorage.getItem(storageName), ...navigator.languages.map(name => name.slice(0, 2))];
    language = wanted.find(name => languages.includes(name)) ?? "en";
    const answer = await fetch(new URL(`../../texts/${language}.json`, import.meta.url));
    if (!answer.ok) throw new Error(`The texts answer ${answer.status}.`);
    texts = await answer.json();
    document.documentElement.lang = language;
}

export const currentLanguage = () => language;

/** Keeps the choice and starts the page again in that language. */
export function chooseLanguage(name) {
    localStorage.setItem(storageName, name);
    location.reload();
}

/** The text of a key, `{name}` in it replaced by the value of that name. */
export function text(key, values = {}) {
    return (texts[key] ?? key).replace(/\{(\w+)\}/g, (whole, name) => values[name] ?? whole);
}

/** The text of a key, or null where there is none. */
export function textIfAny(key) {
    return texts[key] ?? null;
}
