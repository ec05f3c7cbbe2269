import { session } from "./session.js";

/** The API is mounted where the console's folder is. */
const root = new URL("../../../", import.meta.url);
const longestWait = 60_000;

/** Why a request failed: the API's `code` and `detail`, and the faults of its fields. */
export class ApiError extends Error {
    /** @param {{code: string, detail?: string, errors?: Object[]}} problem @param {number} status 0 without an answer. */
    constructor(problem, status) {
        super(problem.detail ?? problem.code);
        this.code = problem.code;
        this.status = status;
        this.faults = problem.errors ?? [];
    }

    /** Whether the same request may succeed later: the server or the network is away, or there was too much to do. */
    get isTemporary() { return this.status === 0 || this.status === 429 || this.status >= 502; }
}

/** The address of a path of the API, with the parameters that have a value. */
export function address(path, parameters = {}) {
    const url = new URL(path, root);
    for (const [name, value] of Object.entries(parameters)) {
        if (value !== undefined && value !== null && value !== "") url.searchParams.set(name, value);
    }
    return url;
}

/**
 * Sends a request and reads the JSON of its answer.
 * @param {string} path Without a slash at its start.
 * @param {{method?: string, parameters?: Object, body?: Object, tag?: string, key?: string, idempotencyKey?: string}} options
 *   `tag` is the ETag that the item must still have.
 * @returns {Promise<{data: any, total?: number, tag: ?string}>}
 */
export async function call(path, options = {}) {
    const answer = await send(path, options);
    const content = parse(await answer.text());
    return { data: content.data, total: content.total, tag: answer.headers.get("ETag") };
}

/** The bytes of an answer, such as a page's picture, and its headers. */
export async function download(path, parameters) {
    const answer = await send(path, { parameters });
    return { blob: await answer.blob(), headers: answer.headers };
}

async function send(path, { method = "GET", parameters, body, tag, key, idempotencyKey }) {
    const headers = session.headers(key);
    if (body) headers["Content-Type"] = "application/json";
    if (tag) headers["If-Match"] = tag;
    if (idempotencyKey) headers["Idempotency-Key"] = idempotencyKey;
    let answer;
    try {
        answer = await fetch(address(path, parameters), {
            method, headers, body: body && JSON.stringify(body), credentials: "same-origin",
            signal: AbortSignal.timeout(longestWait),
        });
    } catch {
        throw new ApiError({ code: "unreachable" }, 0);
    }
    if (!answer.ok) throw failure(await answer.text().catch(() => ""), answer.status, !key);
    return answer;
}

/**
 * The error of an answer. Where the session's own key or second token is refused, the session ends and the page is told.
 * @param {string} text The answer's body.
 */
export function failure(text, status, isOfSession) {
    let problem;
    try { problem = JSON.parse(text); } catch { problem = null; }
    const error = new ApiError(typeof problem?.code === "string" ? problem : { code: "unreachable" }, status);
    if ((status === 401 || error.code === "csrf_token_invalid") && isOfSession && session.isOpen) {
        session.end();
        window.dispatchEvent(new Event("session-ended"));
    }
    return error;
}

const mostExactDigits = 15;

/**
 * Amounts of more digits than a script's numbers keep become texts, where the browser tells how they were written.
 * Confidences and places have long fractions that nobody needs whole; they are below 1.
 */
function parse(text) {
    return JSON.parse(text, (name, value, context) => {
        const isLong = typeof value === "number" && Math.abs(value) >= 1 && context?.source?.length > mostExactDigits;
        return isLong ? context.source : value;
    });
}
