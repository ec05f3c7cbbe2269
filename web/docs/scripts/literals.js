/** A JSON value as Python writes it. */
export function pythonLiteral(value) {
    // Words within texts stay: a text begins and ends with a quotation mark.
    return JSON.stringify(value, null, 4).replace(/"(?:[^"\\]|\\.)*"|\b(true|false|null)\b/g,
        (whole, word) => ({ true: "True", false: "False", null: "None" })[word] ?? whole);
}

/** A JSON value as PHP writes it. @param {string} indent What stands before its closing bracket. */
export function phpLiteral(value, indent = "") {
    if (value === null || typeof value !== "object") {
        return typeof value === "string" ? `'${value.replaceAll("\\", "\\\\").replaceAll("'", "\\'")}'` : String(value);
    }
    const inner = `${indent}    `;
    const entries = Array.isArray(value) ? value.map(one => phpLiteral(one, inner))
        : Object.entries(value).map(([name, one]) => `${phpLiteral(name)} => ${phpLiteral(one, inner)}`);
    if (entries.length === 0) return Array.isArray(value) ? "[]" : "new stdClass()";
    return `[\n${entries.map(one => `${inner}${one},\n`).join("")}${indent}]`;
}
