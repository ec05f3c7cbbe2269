import { connectionBanner } from "./base/connection.js";
import { notify } from "./base/notices.js";
import { problemText } from "./base/problems.js";
import { session } from "./base/session.js";
import { loadTexts, text } from "./base/texts.js";
import { header } from "./header.js";
import { drafts } from "./review/drafts.js";
import { signInView } from "./signIn.js";
import { endUserSession, resumeSession } from "./userSession.js";
import { viewOf } from "./views.js";

const main = document.getElementById("main");
let view = null;

await loadTexts();
await resumeSession();
addEventListener("hashchange", show);
addEventListener("session-ended", () => show({ reason: "signIn.ended" }));
show();

/** Shows the view that the address names. Without a session: signing in. */
function show({ reason } = {}) {
    view?.close?.();
    document.getElementById("header").replaceChildren(...header({ signOut }), connectionBanner());
    view = session.isOpen ? viewOf(location.hash) : signInView({ reason, signedIn: () => show() });
    main.replaceChildren(view.element);
    document.title = `${view.title} · ${text("app.name")}`;
    view.focus?.();
}

/** On a shared machine nothing of the person's work may stay. */
async function signOut() {
    try { await endUserSession(); } catch (error) { return notify(problemText(error), { isProblem: true }); }
    session.end();
    drafts.clear();
    location.hash = "#/jobs";
    show();
}
