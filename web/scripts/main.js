import { connectionBanner } from "./base/connection.js";
import { session } from "./base/session.js";
import { loadTexts, text } from "./base/texts.js";
import { header } from "./header.js";
import { drafts } from "./review/drafts.js";
import { signInView } from "./signIn.js";
import { viewOf } from "./views.js";

const main = document.getElementById("main");
let view = null;

await loadTexts();
addEventListener("hashchange", show);
addEventListener("session-ended", () => show({ reason: "signIn.ended" }));
show();

/** Shows the view that the address names. Without a key: signing in. */
function show({ reason } = {}) {
    view?.close?.();
    document.getElementById("header").replaceChildren(...header({ signOut }), connectionBanner());
    view = session.key ? viewOf(location.hash) : signInView({ reason, signedIn: () => show() });
    main.replaceChildren(view.element);
    document.title = `${view.title} · ${text("app.name")}`;
    view.focus?.();
}

/** On a shared machine nothing of the person's work may stay. */
function signOut() {
    session.end();
    drafts.clear();
    location.hash = "#/jobs";
    show();
}
