import { options } from "../base/form.js";
import { textIfAny } from "../base/texts.js";

const events = ["job.completed", "job.failed", "job.cancelled", "group.completed", "group.failed",
    "job.needsReview", "job.reviewed"];

/** The fields of a webhook's form. */
export const webhookFields = () => [
    { path: "url", kind: "text", label: "webhooks.url", hint: "webhooks.urlHint", required: true },
    { path: "events", kind: "choices", label: "webhooks.events", options: options(events, name => textIfAny(`event.${name}`)) },
    { path: "isActive", kind: "flag", label: "webhooks.active" },
];
