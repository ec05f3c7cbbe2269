import { element } from "../base/dom.js";
import { text } from "../base/texts.js";
import { filters } from "./jobQuery.js";

/** The filters and the search above the list. */
export function jobToolbar(query) {
    const chips = Object.keys(filters).map(name => element("a", {
        class: "chip", href: query.with({ filter: name }).address, "aria-current": name === query.filter ? "true" : null,
    }, text(`filter.${name}`)));
    for (const name of ["group", "supplier"].filter(one => query[one])) {
        chips.push(element("a", { class: "chip", href: query.with({ [name]: "" }).address, "aria-current": "true" }, text(`filter.${name}`), " ×"));
    }
    return element("div", { class: "toolbar" },
        element("nav", { class: "chips", "aria-label": text("jobs.filters") }, ...chips), searchForm(query));
}

function searchForm(query) {
    const input = element("input", {
        type: "search", name: "search", value: query.search, placeholder: text("jobs.search"), "aria-label": text("jobs.search"),
    });
    const send = event => {
        event.preventDefault();
        location.hash = query.with({ search: input.value.trim() }).address;
    };
    return element("form", { role: "search", submit: send }, input, element("button", {}, text("jobs.find")));
}
