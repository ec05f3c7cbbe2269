import { doubtfulBelow } from "../invoice/doubt.js";

export const pageSize = 25;

/** The filters of the list by their names, as the API takes them. */
export const filters = {
    all: undefined,
    waiting: { status: { $in: ["created", "queued", "processing"] } },
    unsure: {
        status: "completed",
        $or: [{ "validationResults.isValid": false }, { "confidence.overall": { $lt: doubtfulBelow } }],
    },
    completed: { status: "completed" },
    failed: { status: "failed" },
    cancelled: { status: "cancelled" },
};

/** What the list shows: a filter, a group, words to search for, an order and a page. The address has it, so that Back works. */
export class JobQuery {
    constructor(parameters = new URLSearchParams()) {
        this.filter = parameters.get("filter") in filters ? parameters.get("filter") : "all";
        this.group = /^[0-9a-f]{24}$/.exec(parameters.get("group") ?? "")?.[0] ?? "";
        this.search = parameters.get("search") ?? "";
        this.sort = parameters.get("sort") ?? "createdAt";
        this.order = parameters.get("order") === "asc" ? "asc" : "desc";
        this.page = Math.max(1, Math.min(10_000, Number.parseInt(parameters.get("page") ?? "1", 10) || 1));
    }

    /** The same with some members changed; back on the first page unless that is given. */
    with(changes) {
        return Object.assign(new JobQuery(), this, { page: 1 }, changes);
    }

    get address() {
        const defaults = new JobQuery();
        const given = Object.entries(this).filter(([name, value]) => value !== defaults[name]);
        return given.length ? `#/jobs?${new URLSearchParams(given)}` : "#/jobs";
    }

    get parameters() {
        const filter = { ...filters[this.filter], ...(this.group && { group: this.group }) };
        return {
            limit: pageSize, offset: (this.page - 1) * pageSize, sort: this.sort, order: this.order, search: this.search,
            filter: Object.keys(filter).length > 0 ? JSON.stringify(filter) : undefined,
        };
    }
}
