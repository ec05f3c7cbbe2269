const svgNamespace = "http://www.w3.org/2000/svg";

/**
 * Makes an element. Children are nodes or texts, never markup, so that no text of a document can become a script.
 * @param {string} name
 * @param {Object} attributes A function listens to the event of that name. `true` sets an empty attribute; `false`,
 *   `null` and `undefined` set none.
 */
export function element(name, attributes = {}, ...children) {
    return furnish(document.createElement(name), attributes, children);
}

/** Makes an element of SVG, as `element` does. */
export function svgElement(name, attributes = {}, ...children) {
    return furnish(document.createElementNS(svgNamespace, name), attributes, children);
}

function furnish(made, attributes, children) {
    for (const [name, value] of Object.entries(attributes)) {
        if (typeof value === "function") made.addEventListener(name, value);
        else setAttribute(made, name, value);
    }
    made.append(...children.filter(child => child !== null && child !== undefined && child !== false));
    return made;
}

/** Sets or removes an attribute, and touches the element only where that changes something. */
export function setAttribute(target, name, value) {
    if (value === null || value === undefined || value === false) {
        if (target.hasAttribute(name)) target.removeAttribute(name);
        return;
    }
    const text = value === true ? "" : String(value);
    if (target.getAttribute(name) !== text) target.setAttribute(name, text);
}

/** Sets an element's text where it differs, so that a screen reader hears changes alone. */
export function setText(target, text) {
    if (target.textContent !== text) target.textContent = text;
}

/** A button that does not send a form. */
export function button(label, attributes, ...more) {
    return element("button", { type: "button", ...attributes }, label, ...more);
}

/**
 * Puts `wanted` into `parent` in that order, and moves no child that is in its place: a moved one would lose the focus.
 */
export function arrange(parent, wanted) {
    let at = parent.firstChild;
    for (const child of wanted) {
        if (child === at) at = at.nextSibling;
        else parent.insertBefore(child, at);
    }
    while (at) {
        const next = at.nextSibling;
        at.remove();
        at = next;
    }
}
