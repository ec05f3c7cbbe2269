export const pageSize = 25;

/** The filters of the list by their names, as the API takes them; first what a person should look at. */
export const filters = {
    review: { "review.state": "needed" },
    all: undefined,
    waiting: { status: { $in: ["created", "queued", "processing"] } },
    completed: { status: "completed" },
    failed: { status: "failed" },
    cancelled: { status: "cancelled" },
};

/** What a filter's list is sorted by at first, where that is not the time. */
const orders = { review: "review.priority" };

function idIn(parameters, name) {
    return /^[0-9a-f]{24}$/.exec(parameters.get(name) ?? "")?.[0] ?? "";
}

/** What the list shows: a filter, a group or a supplier, words to search for, an order and a page. The address has it, so that Back works. */
export class JobQuery {
    constructor(parameters = new URLSearchParams()) {
        this.filter = parameters.get("filter") in filters ? parameters.get("filter") : "all";
        this.group = idIn(parameters, "group");
        this.supplier = idIn(parameters, "supplier");
        this.search = parameters.get("search") ?? "";
        this.sort = parameters.get("sort") ?? orders[this.filter] ?? "createdAt";
        this.order = parameters.get("order") === "asc" ? "asc" : "desc";
        this.page = Math.max(1, Math.min(10_000, Number.parseInt(parameters.get("page") ?? "1", 10) || 1));
    }

    /** The same with some members changed; back on the first page unless that is given. */
    with(changes) {
        const query = Object.assign(new JobQuery(), this, { page: 1 }, changes);
        if (changes.filter) query.sort = orders[changes.filter] ?? "createdAt";
        return query;
    }

    get address() {
        const defaults = new JobQuery(new URLSearchParams({ filter: this.filter }));
        defaults.filter = new JobQuery().filter;
        const given = Object.entries(this).filter(([name, value]) => value !== defaults[name]);
        return given.length ? `#/jobs?${new URLSearchParams(given)}` : "#/jobs";
    }

    get parameters() {
        const { group, supplier } = this;
        const filter = { ...filters[this.filter], ...(group && { group }), ...(supplier && { supplier }) };
        return {
            limit: pageSize, offset: (this.page - 1) * pageSize, sort: this.sort, order: this.order, search: this.search,
            filter: Object.keys(filter).length > 0 ? JSON.stringify(filter) : undefined,
        };
    }
}
