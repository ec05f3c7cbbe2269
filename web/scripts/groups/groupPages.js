import { call } from "../base/api.js";

const listed = 100;
const mostFirst = 5;
/** How wide a bar may be, in minutes. */
const widths = [1 / 6, 1 / 2, 1, 2, 5, 10, 15, 30, 60, 180, 360, 720, 1440];
const mostBars = 60;
/** Fewer would be as wide as a page. */
const leastBars = 24;

/** When the pages of a group were read, of its latest documents. */
export class GroupPages {
    #group;
    /** Minutes since 1970 and pages, by the document's id. */
    #read = new Map();

    constructor(group) {
        this.#group = group;
    }

    get documents() { return this.#read.size; }

    /** Asks for what ended since the last time; the first time for the latest 500 documents. */
    async load() {
        const rounds = this.#read.size === 0 ? mostFirst : 1;
        for (let round = 0; round < rounds; round += 1) {
            const { data, total } = await call("ocr-invoice-job", { parameters: {
                filter: JSON.stringify({ group: this.#group, status: "completed" }), sort: "completedAt", order: "desc", limit: listed,
                offset: round * listed,
            } });
            for (const job of data) this.#read.set(job._id, { minute: Date.parse(job.completedAt) / 60_000, pages: job.documentInfo?.pages ?? 0 });
            if ((round + 1) * listed >= total) break;
        }
    }

    /**
     * Bars of one width each, up to the time of the latest document.
     * @returns {{minutes: number, from: Date, to: Date, rates: number[]}} `minutes` is a bar's width, `rates` are pages an hour.
     */
    bars() {
        const read = [...this.#read.values()];
        const times = read.map(({ minute }) => minute);
        const [first, last] = [Math.min(...times), Math.max(...times)];
        const minutes = widths.find(width => (last - first) / width < mostBars - 1) ?? Math.ceil((last - first) / (mostBars - 1));
        const start = Math.min(Math.floor(first / minutes), Math.floor(last / minutes) + 1 - leastBars);
        const rates = Array.from({ length: Math.floor(last / minutes) - start + 1 }, () => 0);
        for (const { minute, pages } of read) rates[Math.floor(minute / minutes) - start] += pages * 60 / minutes;
        return { minutes, from: new Date(start * minutes * 60_000), to: new Date((start + rates.length) * minutes * 60_000), rates };
    }
}
