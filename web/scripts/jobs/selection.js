/** The jobs of a list that a person has selected. It tells `changed`. */
export class Selection extends EventTarget {
    jobs = new Map();

    set(job, isSelected) {
        if (isSelected) this.jobs.set(job._id, job);
        else this.jobs.delete(job._id);
        this.dispatchEvent(new Event("changed"));
    }

    clear() {
        this.jobs.clear();
        this.dispatchEvent(new Event("changed"));
    }

    /** Takes the jobs as they are now; those that are no longer in the list are selected no more. */
    update(jobs) {
        const now = new Map(jobs.map(job => [job._id, job]));
        const before = this.jobs.size;
        for (const id of this.jobs.keys()) {
            if (now.has(id)) this.jobs.set(id, now.get(id));
            else this.jobs.delete(id);
        }
        if (this.jobs.size !== before) this.dispatchEvent(new Event("changed"));
    }
}
