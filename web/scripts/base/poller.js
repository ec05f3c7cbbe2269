/**
 * Asks again and again, one request at a time: the next one begins a second or more after the last one began. It rests
 * while the tab is hidden, and waits longer while the server is away.
 */
export class Poller {
    #ask;
    #timer = null;
    #isAsking = false;
    #isHurried = false;
    #isStopped = false;
    #failures = 0;

    /** @param {() => Promise<number>} ask Asks once and returns the seconds until the next time; it throws when that failed. */
    constructor(ask) {
        this.#ask = ask;
        document.addEventListener("visibilitychange", this.#resume);
        this.#run();
    }

    stop() {
        this.#isStopped = true;
        clearTimeout(this.#timer);
        document.removeEventListener("visibilitychange", this.#resume);
    }

    /** Asks within a second, since something has changed. */
    hurry() {
        this.#isHurried = this.#isAsking;
        if (!this.#isAsking) this.#schedule(1);
    }

    #resume = () => { if (!document.hidden) this.hurry(); };

    async #run() {
        if (this.#isStopped || this.#isAsking || document.hidden) return;
        this.#isAsking = true;
        const start = performance.now();
        let wait;
        try {
            wait = await this.#ask();
            this.#failures = 0;
        } catch {
            this.#failures += 1;
            wait = Math.min(10, 2 ** this.#failures);
        }
        this.#isAsking = false;
        if (this.#isHurried) wait = 1;
        this.#isHurried = false;
        this.#schedule(Math.max(1, wait) - (performance.now() - start) / 1000);
    }

    #schedule(seconds) {
        clearTimeout(this.#timer);
        if (!this.#isStopped) this.#timer = setTimeout(() => this.#run(), Math.max(0.05, seconds) * 1000);
    }
}
