import { element, setAttribute, setText } from "./dom.js";
import { text } from "./texts.js";

const banner = element("p", { id: "connection", role: "status", hidden: true });

/** The line that says that the server is away; it is empty while it answers. */
export function connectionBanner() {
    return banner;
}

/** Tells how a request ended: null for success. A lasting error is the caller's to tell. */
export function noteConnection(error) {
    const isAway = Boolean(error?.isTemporary);
    setText(banner, isAway ? text(error.status === 429 ? "connection.busy" : "connection.away") : "");
    setAttribute(banner, "hidden", !isAway);
}
