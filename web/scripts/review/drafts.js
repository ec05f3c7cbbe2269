const prefix = "ocr-invoice.draft.";
const mostDays = 7;

/**
 * What a person changed and has not saved, by job, so that a closed tab loses nothing. It has the names of fields and what
 * was typed or confirmed, no other text of the document. It goes when it is saved, at signing out, and after a week.
 */
export const drafts = {
    /** @returns {Map<string, Object>} Edits by the names of fields. */
    load(job) {
        try {
            const { at, edits } = JSON.parse(localStorage.getItem(prefix + job)) ?? {};
            return at > Date.now() - mostDays * 86_400_000 ? new Map(edits) : new Map();
        } catch {
            return new Map();
        }
    },

    save(job, edits) {
        if (edits.size === 0) localStorage.removeItem(prefix + job);
        else localStorage.setItem(prefix + job, JSON.stringify({ at: Date.now(), edits: [...edits] }));
    },

    clear() {
        for (const name of Object.keys(localStorage)) {
            if (name.startsWith(prefix)) localStorage.removeItem(name);
        }
    },
};
