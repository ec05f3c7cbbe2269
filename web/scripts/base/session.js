const keyName = "ocr-invoice.key";
const hintName = "ocr-invoice.signed-in";

/** The user who is signed in with a password, as GET /ocr-invoice-session has him; his cookie no script can read. */
let user = null;

/**
 * Who the person signed in as: with an API key, which is kept for this tab alone and is gone with it, or as a user. Of a
 * user's session the page has the second token, in memory; after a reload it is asked for again.
 */
export const session = {
    get key() { return sessionStorage.getItem(keyName); },
    get isOpen() { return Boolean(session.key || user); },
    get isUser() { return Boolean(user); },
    get userName() { return user?.name ?? null; },
    get userRole() { return user?.role ?? null; },
    /** Whether a user signed in here before and did not sign out: then it is worth asking whether he still is. */
    get mayBeUser() { return !session.key && localStorage.getItem(hintName) !== null; },
    begin(key) { sessionStorage.setItem(keyName, key); },
    beginAs(signedIn) {
        user = signedIn;
        sessionStorage.removeItem(keyName);
        localStorage.setItem(hintName, "");
    },
    end() {
        user = null;
        sessionStorage.removeItem(keyName);
        localStorage.removeItem(hintName);
    },
    /** The headers that tell the server who asks. */
    headers(key = session.key) {
        if (key) return { "api-key": key };
        return user ? { "X-CSRF-Token": user.csrfToken } : {};
    },
};
