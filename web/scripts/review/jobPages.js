import { call, download } from "../base/api.js";

const listed = 100;

/** The pages of a job: their corrections, their pictures, and the tags that guard against another person's changes. */
export class JobPages {
    #items = new Map();
    #pictures = new Map();

    /** Loads the list of a job's pages, without their words. */
    static async load(job) {
        const pages = new JobPages();
        pages.list = [];
        for (let total = 1; pages.list.length < total;) {
            const part = await call("ocr-invoice-job-page", {
                parameters: {
                    filter: JSON.stringify({ job }), sort: "pageNumber", order: "asc", limit: listed, offset: pages.list.length,
                },
            });
            if (part.data.length === 0) break;
            pages.list.push(...part.data);
            total = part.total;
        }
        return pages;
    }

    /** The number of the page that has a field's correction; undefined where none has. */
    correctedOn(name) {
        return this.list.find(page => page.annotations?.some(note => note.type === "correction" && note.field === name))?.pageNumber;
    }

    /** The number of the page on which a field was read; undefined for a field that is on no page. */
    readOn(name, fields) {
        return this.#byNumber(fields.get(name)?.page)?.pageNumber;
    }

    /** Has a region of a page read again. @returns {Promise<string>} Its text, with line breaks. */
    async readRegion(number, coordinates) {
        const { data } = await call(`ocr-invoice-job-page/${this.#byNumber(number)._id}/read`, { method: "POST", body: { coordinates } });
        return data.text;
    }

    /** The page as it was when it was first shown, with its tag. */
    async item(number) {
        if (!this.#items.has(number)) {
            const { data, tag } = await call(`ocr-invoice-job-page/${this.#byNumber(number)._id}`);
            this.#take(number, data, tag);
        }
        return this.#items.get(number);
    }

    /** The page as it is now. */
    async reload(number) {
        this.#items.delete(number);
        return this.item(number);
    }

    /** Replaces the annotations of a page, unless somebody else changed it since it was shown. */
    async put(number, annotations) {
        const { page, tag } = await this.item(number);
        const { job, pageNumber, pageUrl, pageType, imageProperties, metadata } = page;
        const body = { job, pageNumber, pageUrl, pageType, imageProperties, metadata, annotations };
        const answer = await call(`ocr-invoice-job-page/${page._id}`, { method: "PUT", body, tag });
        this.#take(number, answer.data, answer.tag);
    }

    /** The address of a page's picture within this tab; it is loaded once. */
    picture(number) {
        if (!this.#pictures.has(number)) {
            this.#pictures.set(number, download(`ocr-invoice-job-page/${this.#byNumber(number)._id}/image`)
                .then(({ blob }) => URL.createObjectURL(blob)));
        }
        return this.#pictures.get(number);
    }

    close() {
        for (const picture of this.#pictures.values()) picture.then(URL.revokeObjectURL, () => {});
    }

    #byNumber(number) {
        return this.list.find(page => page.pageNumber === number);
    }

    #take(number, page, tag) {
        this.#items.set(number, { page, tag });
        const place = this.list.findIndex(({ _id }) => _id === page._id);
        if (place >= 0) this.list[place].annotations = page.annotations;
    }
}
