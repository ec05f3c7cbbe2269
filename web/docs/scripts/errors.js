import { element, prose } from "./element.js";

/** Shows the codes of failures with what to do about each, of `errors.json`. */
export async function showErrors(section) {
    const answer = await fetch(new URL("../errors.json", import.meta.url));
    const codes = await answer.json();
    const rows = Object.entries(codes).map(([code, { status, action }]) => element("tr", {},
        element("td", {}, String(status)), element("th", { scope: "row", id: `error-${code}` }, element("code", {}, code)),
        element("td", {}, ...prose(action))));
    section.append(
        element("h2", { id: "errors-title" }, "Error codes"),
        element("p", {}, "A failure is a problem of RFC 9457: ", element("code", {}, "code"), " is stable, ", element("code", {}, "detail"),
            " says in a sentence what happened, and ", element("code", {}, "errors"), " points to each wrong field."),
        element("div", { class: "table" }, element("table", {},
            element("thead", {}, element("tr", {}, ...["Status", "Code", "What to do"].map(text => element("th", { scope: "col" }, text)))),
            element("tbody", {}, ...rows))));
}
