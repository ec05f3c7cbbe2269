import { amount, moment, percent, seconds } from "../base/formats.js";
import { eta } from "./groupProgress.js";

/** What is known of a group's work, as pairs of a text's key and a value. */
export function figuresOf(group) {
    const { statistics } = group;
    const known = [
        ["groups.total", String(group.totalJobs)], ["groups.completed", String(group.completedJobs)],
        ["groups.pending", String(group.pendingJobs)], ["groups.failedJobs", String(group.failedJobs)],
        ["groups.cancelled", String(group.cancelledJobs)], ["groups.pages", String(statistics.totalPages)],
        ["groups.successRate", percent(statistics.successRate)], ["groups.averageTime", seconds(statistics.averageProcessingTime)],
        ["groups.pagesPerHour", pagesPerHour(group)], ["groups.cost", amount(statistics.totalCost, statistics.currency)],
        ["groups.started", moment(group.startedAt)], ["groups.endedAt", moment(group.completedAt)], ["groups.eta", eta(group)],
    ];
    return known.filter(([, value]) => value);
}

/** Of the run so far, or of the whole one. */
function pagesPerHour({ startedAt, completedAt, statistics }) {
    if (!startedAt || statistics.totalPages === 0) return "";
    const hours = (new Date(completedAt ?? Date.now()) - new Date(startedAt)) / 3_600_000;
    return hours > 0 ? Math.round(statistics.totalPages / hours).toLocaleString() : "";
}
