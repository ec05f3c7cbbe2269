import { button, element } from "./base/dom.js";
import { session } from "./base/session.js";
import { listOf, navigation } from "./views.js";
import { chooseLanguage, currentLanguage, text } from "./base/texts.js";

const names = { en: "English", de: "Deutsch" };

/** What stands above every view: the name, the way to the jobs, the language, signing out. */
export function header({ signOut }) {
    const skip = element("a", { class: "skip", href: "#main", click: skipToMain }, text("app.skip"));
    const home = element("a", { class: "home", href: "#/jobs" }, text("app.name"));
    const leave = session.isOpen && button(text("session.signOut"), { click: signOut });
    const own = session.isUser && element("a", { href: "#/account", "aria-current": listOf(location.hash) === "account" ? "page" : null }, session.userName);
    return [skip, home, session.isOpen && lists(), languageChoice(), own, leave].filter(Boolean);
}

/** The way to the other views, and to the documentation of the API. */
function lists() {
    const current = listOf(location.hash);
    const links = navigation.map(([name, key]) =>
        element("a", { href: `#/${name}`, "aria-current": name === current ? "page" : null }, text(key)));
    return element("nav", { "aria-label": text("app.views") }, ...links, element("a", { href: "../docs/" }, text("app.api")));
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
