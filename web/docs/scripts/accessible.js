/**
 * Gives what Swagger UI draws the names and the keyboard's reach that it lacks, now and whenever it draws anew.
 * @param {HTMLElement} list Where it draws.
 */
export function makeAccessible(list) {
    let isDue = false;
    const later = () => {
        if (isDue) return;
        isDue = true;
        requestAnimationFrame(() => { isDue = false; mend(list); });
    };
    new MutationObserver(later).observe(list, { childList: true, subtree: true });
    mend(list);
}

function mend(list) {
    for (const select of list.querySelectorAll("select:not([aria-label])")) select.setAttribute("aria-label", nameOf(select));
    // What scrolls must be reached by keys.
    for (const code of list.querySelectorAll("pre:not([tabindex])")) code.tabIndex = 0;
    for (const table of list.querySelectorAll("table[role=region]:not([aria-label])")) table.setAttribute("aria-label", `Answers of ${operationOf(table)}`);
}

function nameOf(select) {
    const parameter = select.closest("[data-param-name]")?.dataset.paramName;
    if (parameter) return parameter;
    if (select.id === "servers") return "Server";
    return `Media type of ${operationOf(select)}`;
}

function operationOf(node) {
    const [method, path] = ["method", "path"].map(part => node.closest(".opblock")?.querySelector(`.opblock-summary-${part}`));
    return method && path ? `${method.textContent} ${path.dataset.path}` : "the operation";
}
