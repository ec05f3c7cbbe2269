import { button, element } from "./base/dom.js";
import { session } from "./base/session.js";
import { chooseLanguage, currentLanguage, text } from "./base/texts.js";

const names = { en: "English", de: "Deutsch" };

/** What stands above every view: the name, the way to the jobs, the language, signing out. */
export function header({ signOut }) {
    const skip = element("a", { class: "skip", href: "#main", click: skipToMain }, text("app.skip"));
    const home = element("a", { class: "home", href: "#/jobs" }, text("app.name"));
    const api = element("a", { href: "../docs/" }, text("app.api"));
    const leave = session.key && button(text("session.signOut"), { click: signOut });
    return [skip, home, api, languageChoice(), leave].filter(Boolean);
}

/** The address must stay the view's. */
function skipToMain(event) {
    event.preventDefault();
    document.getElementById("main").focus();
}

function languageChoice() {
    const options = Object.entries(names).map(([name, label]) =>
        element("option", { value: name, lang: name, selected: name === currentLanguage() }, label));
    return element("select", {
        class: "language", "aria-label": text("app.language"), change: event => chooseLanguage(event.target.value),
    }, ...options);
}
