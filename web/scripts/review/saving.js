/** Somebody else changed a page since it was shown. */
export class Conflict extends Error {
    /** @param {number} page @param {Object[]} changes What both did: `{field, theirs, mine}`, annotations or edits; null for none. */
    constructor(page, changes) {
        super("conflict");
        this.page = page;
        this.changes = changes;
    }
}

/** The server refused values; the review has a sentence at each. */
export class Refusal extends Error {}

/**
 * Saves all edits, page by page. What was saved is no edit any more, also when a later page fails.
 * @throws {Conflict|Refusal|ApiError}
 */
export async function save(review, pages) {
    const byPage = Map.groupBy(review.edits.keys(), name => pageOf(name, review, pages));
    for (const [number, names] of byPage) {
        await savePage(review, pages, number, names);
        for (const name of names) review.settle(name);
    }
}

/** A cell that is on no page goes to the page of its table's last one, so that new rows stay together; else to the first. */
function pageOf(name, review, pages) {
    const table = /^(.+\[)\d+\]\./.exec(name)?.[1];
    const last = table && [...review.fields.keys()].findLast(other => other.startsWith(table));
    return pages.correctedOn(name) ?? review.edits.get(name)?.place?.page ?? pages.readOn(name, review.fields)
        ?? pages.readOn(last, review.fields) ?? pages.list[0]?.pageNumber ?? 1;
}

async function savePage(review, pages, number, names) {
    const before = await pages.item(number);
    const annotations = merged(before.page.annotations ?? [], names, review, number);
    try {
        await pages.put(number, annotations);
    } catch (error) {
        if (error.status === 412) throw new Conflict(number, await differences(review, pages, number, names, before.page));
        if (error.status === 422) refuse(review, annotations, error, names);
        throw error;
    }
}

/** The annotations with the corrections of `names` in place of those before. */
function merged(annotations, names, review, number) {
    const kept = annotations.filter(note => note.type !== "correction" || !names.includes(note.field));
    const made = names.filter(name => !review.edits.get(name).isRestored).map(name => correction(name, review, number));
    return [...kept, ...made];
}

function correction(name, review, number) {
    const { text, isMissing } = review.edits.get(name);
    const place = review.placeOf(name);
    const coordinates = place?.page === number ? place.boundingBox : null;
    return { type: "correction", field: name, ...(isMissing ? { isMissing } : { text }), coordinates };
}

async function differences(review, pages, number, names, before) {
    const now = await pages.reload(number);
    const old = correctionsOf(before);
    const theirs = correctionsOf(now.page);
    const isChanged = field => JSON.stringify(old.get(field)) !== JSON.stringify(theirs.get(field));
    const changed = new Set([...old.keys(), ...theirs.keys()].filter(isChanged));
    return [...new Set([...changed, ...names])].map(field => ({
        field, theirs: theirs.get(field) ?? null, isTheirs: changed.has(field), mine: review.edits.get(field) ?? null,
    }));
}

function correctionsOf(page) {
    const corrections = (page.annotations ?? []).filter(note => note.type === "correction");
    return new Map(corrections.map(({ field, text, value, isMissing }) => [field, { text, value, isMissing }]));
}

/** Each fault points to its annotation, `/annotations/3/text`. */
function refuse(review, annotations, error, names) {
    for (const fault of error.faults) {
        const name = annotations[Number(/^\/annotations\/(\d+)/.exec(fault.pointer)?.[1])]?.field;
        if (names.includes(name)) review.setFault(name, fault.detail);
    }
    if (names.some(name => review.faultOf(name))) throw new Refusal(error.message);
}
