import { call } from "./base/api.js";
import { session } from "./base/session.js";

const path = "ocr-invoice-session";

/**
 * Throws where the browser does not keep the cookie: over plain http it does so on the server's own machine alone.
 * @param {{account: string, name: string, password: string}} credentials
 */
export async function signInAs(credentials) {
    await call(path, { method: "POST", body: credentials });
    try {
        session.beginAs((await call(path)).data);
    } catch (error) {
        throw error.status === 401 ? Object.assign(new Error(), { code: "cookie_not_kept" }) : error;
    }
}

/** After a reload: goes on as the user who is still signed in, if there is one. */
export async function resumeSession() {
    if (!session.mayBeUser) return;
    try {
        session.beginAs((await call(path)).data);
    } catch (error) {
        if (error.status === 401) session.end();
    }
}

/** Ends a user's session at the server, too. One that has ended already is no fault. */
export async function endUserSession() {
    if (!session.isUser) return;
    try {
        await call(path, { method: "DELETE" });
    } catch (error) {
        if (error.status !== 401) throw error;
    }
}
