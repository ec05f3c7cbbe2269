/** Makes an element. Children are nodes or texts, never markup. A function among the attributes listens to that event. */
export function element(name, attributes = {}, ...children) {
    const made = document.createElement(name);
    for (const [key, value] of Object.entries(attributes)) {
        if (typeof value === "function") made.addEventListener(key, value);
        else if (value !== null && value !== undefined && value !== false) made.setAttribute(key, value === true ? "" : value);
    }
    made.append(...children.filter(child => child !== null && child !== undefined));
    return made;
}

/** Text between backticks is code. */
export function prose(text) {
    return (text ?? "").split("`").map((part, number) => number % 2 ? element("code", {}, part) : part);
}
