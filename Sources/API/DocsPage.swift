/// A page that shows `/openapi.json` to a person; it loads nothing else.
let docsPage = #"""
    <!doctype html>
    <html lang="en">
    <meta charset="utf-8">
    <meta name="viewport" content="width=device-width">
    <title>OCR Invoice</title>
    <style>
    body { font: 16px/1.5 system-ui, sans-serif; max-width: 60em; margin: 2em auto; padding: 0 1em; color: #222 }
    h2 { margin-top: 2em; border-bottom: 1px solid #ccc } summary { cursor: pointer; padding: .2em 0 }
    code, pre { font: 14px/1.4 ui-monospace, monospace } pre { background: #f4f4f4; padding: .8em; overflow: auto }
    p { overflow-wrap: anywhere } .m { display: inline-block; width: 4.5em; font-weight: bold } details > div { margin-left: 5em }
    </style>
    <h1>OCR Invoice</h1>
    <p id="about">Loading …</p>
    <main id="operations"></main>
    <noscript>The description is at <a href="openapi.json">openapi.json</a>.</noscript>
    <script>
    const element = (name, text, parent, kind) => {
        const made = document.createElement(name);
        made.textContent = text ?? "";
        if (kind) made.className = kind;
        parent.append(made);
        return made;
    };
    // Text between backticks is code.
    const prose = (text, parent) => {
        for (const [number, part] of (text ?? "").split("`").entries()) {
            if (number % 2) element("code", part, parent); else parent.append(part);
        }
    };
    const resolved = (all, node) =>
        node && node.$ref ? node.$ref.slice(2).split("/").reduce((at, name) => at[name], all) : node;
    const show = (all, path, method, operation, parent) => {
        const box = element("details", "", parent);
        const summary = element("summary", "", box);
        element("span", method.toUpperCase(), summary, "m");
        element("code", path + " ", summary);
        summary.append(operation.summary ?? "");
        const inside = element("div", "", box);
        prose(operation.description, element("p", "", inside));
        if (operation["x-scope"]) element("p", "Scope: " + operation["x-scope"], inside);
        for (const given of operation.parameters ?? []) {
            const parameter = resolved(all, given);
            const line = element("p", `${parameter.name} (${parameter.in}): `, inside);
            prose(parameter.description, line);
            line.append(" ");
            element("code", JSON.stringify(parameter.schema), line);
        }
        for (const [type, content] of Object.entries(operation.requestBody?.content ?? {})) {
            element("p", "Body: " + type, inside);
            const shown = content.example ?? resolved(all, content.schema);
            element("pre", JSON.stringify(shown, null, 2), inside);
        }
        for (const [status, given] of Object.entries(operation.responses)) {
            prose(resolved(all, given).description, element("p", `${status}: `, inside));
        }
    };
    const about = document.getElementById("about");
    fetch("openapi.json").then(answer => answer.json()).then(all => {
        about.textContent = "";
        prose(all.info.description, about);
        const main = document.getElementById("operations");
        for (const tag of all.tags) {
            element("h2", tag.name, main);
            prose(tag.description, element("p", "", main));
            for (const [path, item] of Object.entries(all.paths)) {
                for (const [method, operation] of Object.entries(item)) {
                    if (operation.tags?.includes(tag.name)) show(all, path, method, operation, main);
                }
            }
        }
        element("h2", "Shapes", main);
        for (const [name, schema] of Object.entries(all.components.schemas)) {
            const box = element("details", "", main);
            element("summary", name, box);
            element("pre", JSON.stringify(schema, null, 2), box);
        }
    }).catch(() => { about.textContent = "The description at openapi.json cannot be read."; });
    </script>
    </html>
    """#
