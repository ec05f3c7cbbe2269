/** Follows a reference within the description. */
export function resolved(description, node) {
    return node?.$ref ? node.$ref.slice(2).split("/").reduce((at, part) => at[part], description) : node;
}

/** All operations: `{path, method, operation, parameters}`, in the order of the description. */
export function operationsOf(description) {
    const methods = ["get", "post", "put", "delete"];
    return Object.entries(description.paths).flatMap(([path, item]) => methods.filter(method => item[method]).map(method => ({
        path, method, operation: item[method],
        parameters: [...item.parameters ?? [], ...item[method].parameters ?? []].map(one => resolved(description, one)),
    })));
}

/**
 * The request that an operation's examples send.
 * @returns {{method: string, url: string, headers: Object, body: ?{json: any}|{file: string}, answer: string, isOpen: boolean}}
 *   `answer` is json, text or file; an open operation needs no key.
 */
export function exampleRequest(description, server, { path, method, operation, parameters }) {
    const filled = path.replace(/\{(\w+)\}/g, (_, name) => placeholder(path, name));
    const query = parameters.filter(one => one.in === "query" && (one.required || one.name === "limit"))
        .map(one => `${one.name}=${encodeURIComponent(one.example ?? (one.name === "limit" ? 10 : sample(description, one.schema)))}`);
    const body = bodyOf(description, resolved(description, operation.requestBody));
    return {
        method: method.toUpperCase(), url: `${server}${filled}${query.length ? `?${query.join("&")}` : ""}`,
        headers: body ? { "Content-Type": body.type } : {}, body, answer: answerOf(description, operation),
        isOpen: (operation.security ?? []).length === 0,
    };
}

/** `/ocr-invoice-job/{id}` becomes `/ocr-invoice-job/JOB_ID`. */
function placeholder(path, name) {
    const before = path.slice(0, path.indexOf(`{${name}}`)).split("/").at(-2) ?? "";
    return name === "id" ? `${before.split("-").at(-1).toUpperCase()}_ID` : name.toUpperCase();
}

function bodyOf(description, requestBody) {
    const contents = Object.entries(requestBody?.content ?? {});
    if (contents.length === 0 || !requestBody.required && !contents.some(([, content]) => content.example)) return null;
    const [type, content] = contents.find(([type]) => type === "application/json") ?? contents[0];
    if (type !== "application/json") return { type: "application/octet-stream", file: "invoice.pdf" };
    const given = content.example ?? Object.values(content.examples ?? {})[0]?.value;
    return { type, json: given ?? sample(description, content.schema) };
}

function answerOf(description, operation) {
    const success = Object.entries(operation.responses).find(([status]) => status.startsWith("2"))?.[1];
    const types = Object.keys(resolved(description, success)?.content ?? {});
    if (types.includes("application/json") || types.length === 0) return "json";
    return types[0].startsWith("text/") ? "text" : "file";
}

/** A value that a schema allows, with what is required alone. */
function sample(description, given, depth = 0) {
    const schema = resolved(description, given) ?? {};
    if (schema.example !== undefined) return schema.example;
    if (schema.examples?.length) return schema.examples[0];
    if (schema.const !== undefined) return schema.const;
    if (schema.default !== undefined) return schema.default;
    if (schema.enum) return schema.enum[0];
    const parts = schema.allOf ?? schema.oneOf?.slice(0, 1) ?? schema.anyOf?.slice(0, 1);
    if (parts) return Object.assign({}, ...parts.map(part => sample(description, part, depth + 1)));
    switch ([schema.type].flat()[0]) {
    case "object": return sampleObject(description, schema, depth);
    case "array": return depth > 4 || !schema.minItems ? [] : [sample(description, schema.items, depth + 1)];
    case "integer": case "number": return schema.minimum ?? 1;
    case "boolean": return true;
    default: return "text";
    }
}

function sampleObject(description, schema, depth) {
    const names = depth > 4 ? [] : schema.required ?? [];
    return Object.fromEntries(names.map(name => [name, sample(description, schema.properties?.[name], depth + 1)]));
}
