"""A bookkeeper who reviews documents in the console by keys alone, at a fixed pace, and counts keys and seconds."""

import json
import statistics
import time

from .browser import Browser
from .console import Console, expect
from .drawn_set import is_same, typed

# The keystroke-level model: a key of a typist of middling speed, and a look with its decision.
SECONDS_A_KEY = 0.28
SECONDS_A_LOOK = 1.35
NEEDED = {"filter": '{"review.state":"needed","status":"completed"}', "sort": "review.priority", "limit": 100}
# Keys that a document with one doubtful value may cost, besides what is typed.
MOST_KEYS_FOR_ONE = 3
MOST_STEPS = 200
# How the page stands: the job, the field in hand, its text and its other values, the button in hand, the dialog.
STATE = """
    const at = document.activeElement, row = at.closest('[data-row]');
    return { job: location.hash.split('/').pop(), field: at.dataset.field ?? null, text: at.value ?? null, isBusy: Boolean(document.querySelector('.panes[aria-busy]')),
        others: [...row?.querySelectorAll('.alternatives button') ?? []].map(one => one.textContent),
        isAtButton: at.matches('.bar .primary'), isAsked: Boolean(document.querySelector('dialog[open]')),
        isReady: Boolean(at.closest('.right')) && document.querySelector('.sheet img')?.naturalWidth > 0 };"""
DOUBTFUL = "return [...document.querySelectorAll('.right [data-field]')].filter(one => ['doubtful', 'unlikely'].includes(one.dataset.state) || one.closest('.field.doubtful, .field.unlikely')).length"


class Bookkeeper:
    """Counts what one person presses and looks at, document by document."""

    def __init__(self, console, truths):
        self.console, self.browser, self.truths = console, console.browser, truths

    def review(self, job):
        """Reviews the document that is shown, until the next one is ready. @returns What it cost."""
        self.keys = self.looks = self.typed = 0
        truth, doubtful = self.truths[job["documentName"]], self.browser.script(DOUBTFUL)
        started = time.monotonic()
        self.look()
        for _ in range(MOST_STEPS):
            state = self.browser.script(STATE)
            if state["job"] != job["_id"]:
                break
            self.act(state, truth)
        else:
            raise SystemExit(f"{job['documentName']} does not end")
        self.browser.wait("the next document", lambda: "#/job/" not in self.browser.script("return location.hash") or self.browser.script(STATE)["isReady"])
        return {"document": job["documentName"], "doubtful": doubtful, "keys": self.keys, "typed": self.typed, "looks": self.looks,
                "seconds": round(time.monotonic() - started, 2)}

    def act(self, state, truth):
        if state["isBusy"] and not state["isAsked"]:
            time.sleep(0.02)
        elif state["isAsked"]:
            # Values contradict each other; they are as the document has them.
            self.look()
            self.press("Tab", "Enter")
        elif state["field"] is None:
            expect(state["isAtButton"], "neither a field nor the button is in hand")
            self.press("Enter")
            self.browser.wait("an answer", lambda: not self.browser.script(STATE)["isBusy"] or self.browser.script(STATE)["isAsked"])
        else:
            self.look()
            self.settle(state, truth)

    def settle(self, state, truth):
        """Confirms or corrects the field in hand. What the truth does not say is taken as right."""
        wanted = truth.get(state["field"], state["text"])
        if not is_same(state["text"], wanted):
            self.correct(state["others"], typed(wanted))
        self.press("Enter")

    def correct(self, others, text):
        at = next((number for number, other in enumerate(others) if is_same(other, text)), None)
        if at is not None and at + 1 < len(text):
            self.press(*["Alt+Down"] * (at + 1))
        else:
            # The field's text is selected: what is typed replaces it.
            self.press(*(text or ["Delete"]))
            self.typed += len(text)

    def look(self):
        self.looks += 1
        time.sleep(SECONDS_A_LOOK)

    def press(self, *keys):
        for key in keys:
            time.sleep(SECONDS_A_KEY)
            self.browser.press(key)
            self.keys += 2 if "+" in key and len(key) > 1 else 1


def review_all(drawn, url, key, most, out):
    """@returns The status to end with."""
    with Browser() as browser:
        console = Console(browser, url, key)
        drawn.send(console)
        needed = console.jobs(**NEEDED)
        strange = [job["documentName"] for job in needed if job["documentName"] not in drawn.truths]
        if strange or not needed:
            raise SystemExit(f"the account has other documents to review: {strange[:3]}" if strange else "no document needs a review")
        print(f"{len(needed)} of {len(drawn.truths)} documents need a review", flush=True)
        costs = work_through(console, drawn.truths, min(most, len(needed)))
        complaints = browser.complaints()
    if out:
        out.write_text("".join(json.dumps(cost) + "\n" for cost in costs))
    report(costs)
    expect(not complaints, f"the browser's console says: {complaints}")
    worst = max((cost["keys"] - cost["typed"] for cost in costs if cost["doubtful"] == 1), default=0)
    return 0 if worst <= MOST_KEYS_FOR_ONE else 1


def work_through(console, truths, count):
    browser, keeper = console.browser, Bookkeeper(console, truths)
    browser.open(console.address)
    console.sign_in()
    browser.find("td.document a")
    browser.script("location.hash = '#/job/' + arguments[0]", console.jobs(**NEEDED)[0]["_id"])
    browser.wait("the first document", lambda: browser.script(STATE)["isReady"])
    costs = []
    for _ in range(count):
        job = console.call("GET", f"ocr-invoice-job/{console.job()}")[0]
        expect(job["documentName"] not in {cost["document"] for cost in costs}, f"{job['documentName']} comes a second time")
        costs.append(keeper.review(job))
        print("  {document:24} {doubtful:3} doubtful {keys:4} keys ({typed} typed) {seconds:6.1f} s".format(**costs[-1]), flush=True)
    return costs


def report(costs):
    def line(name, chosen):
        if chosen:
            keys, seconds = ([cost[what] for cost in chosen] for what in ("keys", "seconds"))
            print(f"{name}: {len(chosen)} documents, keys {statistics.mean(keys):.1f} a document (median {statistics.median(keys):g}, at most {max(keys)}),"
                  f" {statistics.mean(seconds):.1f} s (median {statistics.median(seconds):.1f})")

    line("all", costs)
    line("none doubtful", [cost for cost in costs if cost["doubtful"] == 0])
    line("one doubtful", [cost for cost in costs if cost["doubtful"] == 1])
    line("one doubtful, nothing typed", [cost for cost in costs if cost["doubtful"] == 1 and cost["typed"] == 0])
    line("several doubtful", [cost for cost in costs if cost["doubtful"] > 1])
