import { arrange, element, setAttribute, setText } from "../base/dom.js";
import { amount, date, moment, percent } from "../base/formats.js";
import { text, textIfAny } from "../base/texts.js";
import { doubtsOf, levelOf } from "../invoice/doubt.js";
import { jobActions } from "./jobActions.js";

/** A job's row. */
export class JobRow {
    #cells = {};
    #link = element("a", {});
    #status = element("span", { class: "job-status" });
    #progress = element("progress", { max: 100, hidden: true, "aria-label": text("jobs.progress") });
    #reason = element("span", { class: "reason" });
    #actions = "";
    #changed;
    #select;
    #job = null;

    constructor(changed, selection) {
        this.#changed = changed;
        this.#select = element("input", { type: "checkbox", class: "select", change: () => selection.set(this.#job, this.#select.checked) });
        selection.addEventListener("changed", () => { this.#select.checked = selection.jobs.has(this.#job?._id); });
        for (const name of ["document", "status", "kind", "supplier", "number", "date", "total", "confidence", "created", "actions"]) {
            this.#cells[name] = element("td", { role: "cell", class: name, "data-label": text(`column.${name}`) });
        }
        this.#cells.document.append(this.#select, this.#link);
        this.#cells.status.append(this.#status, this.#progress, this.#reason);
        this.element = element("tr", { role: "row" }, ...Object.values(this.#cells));
    }

    update(job) {
        this.#job = job;
        setAttribute(this.#select, "aria-label", text("jobs.select", { name: job.documentName }));
        setText(this.#link, job.documentName);
        setAttribute(this.#link, "href", `#/job/${job._id}`);
        this.#showStatus(job);
        this.#showInvoice(job.extractedData?.invoice);
        this.#showConfidence(job);
        setText(this.#cells.created, moment(job.createdAt));
        this.#showActions(job);
    }

    #showStatus(job) {
        const isRunning = job.status === "processing";
        const step = isRunning && job.progress?.currentStep;
        setAttribute(this.#status, "class", `job-status ${job.status}`);
        setText(this.#status, step ? text(`step.${step}`) : text(`status.${job.status}`));
        setAttribute(this.#progress, "hidden", !isRunning);
        setAttribute(this.#progress, "value", job.progress?.percentage ?? 0);
        const code = job.errorCode ?? job.lastError?.code;
        setText(this.#reason, code ? textIfAny(`failure.${code}`) ?? job.errorLog ?? job.lastError?.message ?? "" : "");
    }

    #showInvoice(invoice) {
        setText(this.#cells.kind, invoice?.kind ? textIfAny(`kind.${invoice.kind}`) ?? invoice.kind : "");
        setText(this.#cells.supplier, invoice?.supplier?.name ?? "");
        setText(this.#cells.number, invoice?.number ?? "");
        setText(this.#cells.date, date(invoice?.date));
        setText(this.#cells.total, amount(invoice?.amounts?.total, invoice?.amounts?.currency));
    }

    #showConfidence(job) {
        const doubts = doubtsOf(job);
        const state = job.review?.state;
        const told = { needed: text("jobs.doubts", { count: doubts }), done: text("jobs.reviewed", { by: job.review?.by ?? "" }) }[state];
        const parts = [job.status === "completed" && percent(job.confidence?.overall), told].filter(Boolean);
        setText(this.#cells.confidence, parts.join(" · "));
        setAttribute(this.#cells.confidence, "class", `confidence ${state === "needed" ? "doubtful" : levelOf(job.confidence?.overall ?? 1)}`);
    }

    /** Buttons are made anew only where others are possible, so that the focus stays. */
    #showActions(job) {
        if (this.#actions === job.status) return;
        this.#actions = job.status;
        arrange(this.#cells.actions, jobActions(job, this.#changed));
    }
}
