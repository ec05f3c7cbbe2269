import { accountView } from "./account/accountView.js";
import { groupView } from "./groups/groupView.js";
import { groupsView } from "./groups/groupsView.js";
import { jobsView } from "./jobs/jobsView.js";
import { reviewView } from "./review/reviewView.js";
import { statisticsView } from "./statistics/statisticsView.js";
import { supplierView } from "./suppliers/supplierView.js";
import { suppliersView } from "./suppliers/suppliersView.js";
import { serverView } from "./server/serverView.js";
import { templateView } from "./templates/templateView.js";
import { templatesView } from "./templates/templatesView.js";
import { webhookView } from "./webhooks/webhookView.js";
import { webhooksView } from "./webhooks/webhooksView.js";

/** The views of one thing, by the first part of their address. */
const ofOne = { job: reviewView, group: groupView, supplier: supplierView, template: templateView, webhook: webhookView };
const lists = { jobs: jobsView, groups: groupsView, suppliers: suppliersView, templates: templatesView, webhooks: webhooksView, statistics: statisticsView, server: serverView, account: accountView };

/** The lists that the page's head leads to, with the keys of their texts. */
export const navigation = [
    ["jobs", "jobs.title"], ["groups", "groups.title"], ["suppliers", "suppliers.title"], ["templates", "templates.title"], ["webhooks", "webhooks.title"], ["statistics", "statistics.title"], ["server", "server.title"],
];

/**
 * The view that an address names: `#/job/ID` a review, `#/groups?page=2` a list. The list of jobs where it names none.
 * @returns {{element: HTMLElement, title: string, close?: () => void, focus?: () => void}}
 */
export function viewOf(address) {
    const [path, query] = address.replace(/^#/, "").split("?");
    const [, name, id] = /^\/([a-z]+)(?:\/([0-9a-f]{24}|new))?$/.exec(path) ?? [];
    if (id && Object.hasOwn(ofOne, name)) return ofOne[name](id);
    return (Object.hasOwn(lists, name) ? lists[name] : jobsView)(new URLSearchParams(query));
}

/** The list that an address belongs to. */
export function listOf(address) {
    const name = /^#\/([a-z]+)/.exec(address)?.[1] ?? "jobs";
    return Object.hasOwn(ofOne, name) ? `${name}s` : Object.hasOwn(lists, name) ? name : "jobs";
}
