import { ApiError, address, failure } from "../base/api.js";
import { session } from "../base/session.js";

const longestWait = 20_000;

/**
 * How the server is, also where it is not ready.
 * @returns {Promise<{isReady: boolean, parts: {name: string, problem: ?string}[], warnings: string[]}>}
 */
export async function health() {
    const answer = await asked("health/ready", session.headers());
    const text = await answer.text();
    if (answer.ok) {
        const { parts, warnings } = JSON.parse(text).data;
        return { isReady: true, parts: parts.map(name => ({ name, problem: null })), warnings };
    }
    const error = failure(text, answer.status, false);
    if (error.code !== "not_ready") throw error;
    return { isReady: false, parts: error.faults.map(({ pointer, detail }) => ({ name: pointer.slice(1), problem: detail })), warnings: [] };
}

/** The metrics of all accounts, as Prometheus reads them; null for a key that may not see them. */
export async function metrics() {
    const answer = await asked("metrics", session.headers());
    return answer.ok ? answer.text() : null;
}

async function asked(path, headers) {
    try {
        return await fetch(address(path), { headers, credentials: "omit", signal: AbortSignal.timeout(longestWait) });
    } catch {
        throw new ApiError({ code: "unreachable" }, 0);
    }
}
