import { exampleRequest, operationsOf } from "./exampleRequest.js";
import { snippets } from "./snippets.js";
import { snippetTabs } from "./snippetTabs.js";

/** A plugin of Swagger UI that shows each operation's scope, and its request in each language, before its answers. */
export function examplesPlugin(description, server) {
    const byName = new Map(operationsOf(description).map(one => [`${one.method} ${one.path}`, one]));
    return system => ({
        wrapComponents: {
            responses: Original => props => {
                const { createElement, Fragment } = system.React;
                const found = byName.get(`${props.method} ${props.path}`);
                // Swagger UI draws its parts again and again: the example is put in once for each place.
                const fill = place => { if (found && place && !place.firstChild) place.append(...exampleOf(description, server, found)); };
                return createElement(Fragment, null, createElement("div", { className: "example", ref: fill }), createElement(Original, props));
            },
        },
    });
}

/** The scope and the request of an operation, as nodes. */
export function exampleOf(description, server, found) {
    const scope = document.createElement("p");
    scope.textContent = found.operation["x-scope"] ? `Scope: ${found.operation["x-scope"]}`
        : (found.operation.security ?? []).length ? "Needs a key of any scope" : "Needs no key";
    return [scope, snippetTabs(found.operation.summary ?? found.path, snippets(exampleRequest(description, server, found)))];
}
