import { element, prose } from "./element.js";
import { operationsOf, resolved } from "./exampleRequest.js";
import { exampleOf } from "./examplesPlugin.js";

/** Shows the operations where Swagger UI is not installed: what each takes, answers and needs, without trying it. */
export function showPlainList(place, description, server) {
    place.append(element("p", { class: "missing" }, "Swagger UI is not installed on this server, so operations cannot be tried here. ",
        element("code", {}, "scripts/swagger-ui --install"), " brings it."));
    place.setAttribute("role", "main");
    const operations = operationsOf(description);
    for (const tag of description.tags) {
        place.append(element("h3", {}, tag.name), element("p", {}, ...prose(tag.description)),
            ...operations.filter(({ operation }) => operation.tags?.includes(tag.name)).map(one => entry(description, server, one)));
    }
}

function entry(description, server, one) {
    const { path, method, operation, parameters } = one;
    const inside = element("div", {});
    const made = element("details", {},
        element("summary", {}, element("b", {}, method.toUpperCase()), " ", element("code", {}, path), ` ${operation.summary ?? ""}`), inside);
    made.addEventListener("toggle", () => {
        if (made.open && !inside.firstChild) inside.append(...contents(description, server, one, operation, parameters));
    });
    return made;
}

function contents(description, server, one, operation, parameters) {
    return [
        element("p", {}, ...prose(operation.description)), ...exampleOf(description, server, one),
        ...parameters.map(parameter => element("p", {}, `${parameter.name} (${parameter.in}): `, ...prose(parameter.description))),
        ...Object.entries(operation.responses).map(([status, answer]) =>
            element("p", {}, `${status}: `, ...prose(resolved(description, answer).description))),
    ];
}
