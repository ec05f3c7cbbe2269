import { call } from "./base/api.js";
import { session } from "./base/session.js";

const path = "ocr-invoice-session";

/** @param {{account: string, name: string, password: string}} credentials */
export async function signInAs(credentials) {
    session.beginAs((await call(path, { method: "POST", body: credentials })).data);
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
