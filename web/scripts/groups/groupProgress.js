import { element } from "../base/dom.js";
import { moment } from "../base/formats.js";
import { text } from "../base/texts.js";

/** How many of a group's documents have ended, with the failed ones told. */
export function progressBar(group) {
    const ended = group.totalJobs - group.pendingJobs;
    const label = text("groups.ended", { ended, total: group.totalJobs });
    return element("span", { class: "group-progress" },
        element("progress", { max: Math.max(1, group.totalJobs), value: ended, "aria-label": label }), ` ${label}`,
        group.failedJobs > 0 && element("span", { class: "job-status failed" }, ` ${text("groups.failed", { count: group.failedJobs })}`));
}

/** When the group will be done, where that is known. */
export function eta(group) {
    return group.estimatedCompletionTime ? moment(group.estimatedCompletionTime) : "";
}
