import { call } from "../base/api.js";
import { noteConnection } from "../base/connection.js";
import { button, element, setText } from "../base/dom.js";
import { Poller } from "../base/poller.js";
import { problemText } from "../base/problems.js";
import { text, textIfAny } from "../base/texts.js";
import { takePreloaded } from "./preload.js";
import { Review } from "./review.js";
import { loadDocument } from "./reviewDocument.js";
import { ReviewScreen } from "./reviewScreen.js";

const unfinished = ["created", "queued", "processing"];

/** The review of one job. Until it is read, it shows how far the reading is. @param {string} id The job's. */
export function reviewView(id) {
    const heading = element("h1", { tabindex: "-1" }, text("review.title"));
    const state = element("p", { role: "status" }, text("review.loading"));
    const retry = button(text("jobs.retry"), { hidden: true, click: () => process(id, poller, state) });
    const view = element("div", { class: "review" },
        element("div", { class: "review-head" }, element("a", { href: "#/jobs" }, text("review.back")), heading), state, retry);
    let screen = null;
    let isClosed = false;

    const poller = new Poller(async () => {
        try {
            const ready = await takePreloaded(id);
            if (ready) return show(ready);
            const { data: job } = await call(`ocr-invoice-job/${id}`);
            noteConnection(null);
            setText(heading, job.documentName);
            retry.hidden = !["created", "failed", "cancelled"].includes(job.status);
            if (job.status !== "completed") return showProgress(state, job);
            show(await loadDocument(job));
        } catch (error) {
            noteConnection(error);
            if (error.isTemporary) throw error;
            setText(state, error.status === 404 ? text("review.gone") : problemText(error));
            poller.stop();
        }
        return 1;
    });

    function show({ job, results, tag, pages }) {
        poller.stop();
        if (isClosed) return pages.close();
        setText(heading, job.documentName);
        state.remove();
        retry.remove();
        screen = new ReviewScreen(new Review(job, results, tag), pages);
        view.append(screen.element);
        screen.begin();
        return undefined;
    }

    const close = () => {
        isClosed = true;
        poller.stop();
        screen?.close();
    };
    return { element: view, title: text("review.title"), close };
}

/** @returns {number} The seconds until to ask again. */
function showProgress(state, job) {
    const failure = job.errorCode && (textIfAny(`failure.${job.errorCode}`) ?? job.errorLog);
    const step = job.progress?.currentStep;
    const status = step && job.status === "processing" ? text(`step.${step}`) : text(`status.${job.status}`);
    setText(state, failure ? `${status}: ${failure}` : status);
    return unfinished.includes(job.status) ? 1 : 10;
}

async function process(id, poller, state) {
    try {
        await call(`ocr-invoice-job/${id}/process`, { method: "POST" });
        poller.hurry();
    } catch (error) {
        setText(state, problemText(error));
    }
}
