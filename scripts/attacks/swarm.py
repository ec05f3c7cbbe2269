"""Sends mutated inputs on several connections at once, and names the one that the server does not stand."""

import collections
import itertools
import json
import sys
import threading
import time
import urllib.parse

from breaking.cluster import Patience

from . import mutants as generator
from .places import ROOT, SAMPLES
from .siege import PATIENCE, SOUND, Siege
from .watch import FINAL
from .web import Silence

FOLDER = ROOT / "var" / "attacks"
CONNECTIONS = 4
OPEN_JOBS = 16
MOST_FAILURES = 20
# A process that falls writes down where, and answers nobody meanwhile.
FALL_SECONDS = 6
TRIES = 5
PROGRESS_SECONDS = 10


def mutants(environment, options):
    """A-25: templates, corrections, bodies, queries and e-invoices, mutated by a seeded generator."""
    with Siege(environment, options) as siege:
        swarm = Swarm(siege, options.seed, options.first, options.count)
        with siege.case(f"seed {options.seed}, {options.count} from {options.first}"):
            swarm.run()
            assert swarm.suspects or swarm.sent == options.count, f"only {swarm.sent} of {options.count} were sent"
        # Several were under way when the server ended: each again, alone.
        for mutant in swarm.suspects if options.count > 1 else ():
            with siege.case(mutant.name):
                Swarm(siege, options.seed, mutant.number, 1).run()
        said = siege.results()
    taken = ", ".join(f"{count} {name}" for name, count in sorted(swarm.taken.items()))
    return (f"{swarm.sent} mutants in {swarm.requests} requests, taken {taken}; {swarm.read} read by jobs, {swarm.busy} told to wait, "
            f"slowest {swarm.slowest[0]:.1f} s; {said}")


class Swarm:
    def __init__(self, siege, seed, first, count):
        self.siege, self.seed, self.count = siege, seed, count
        self.numbers, self.end = itertools.count(first), first + count
        self.lock = threading.Lock()
        self.failures, self.suspects, self.current, self.open = [], [], {}, {}
        self.sent = self.requests = self.busy = self.read = 0
        self.slowest = (0.0, "")
        self.statuses, self.taken = collections.Counter(), collections.Counter()
        self.ids, self.apart = {}, None

    def run(self):
        self._prepare()
        threads = [threading.Thread(target=self._work, args=(number,)) for number in range(CONNECTIONS)]
        for thread in threads:
            thread.start()
        self._follow(threads)
        self.siege.told.update({str(status): count for status, count in self.statuses.items()})
        self._judge()

    def _judge(self):
        if not self.siege.environment.server.is_running:
            self.suspects = [mutant for mutant in [*self.current.values(), *self.open.values()] if mutant]
            written = [mutant.write(FOLDER).name for mutant in self.suspects]
            raise AssertionError(f"the server ended at one of {len(written)}: {', '.join(written + self.failures)}")
        assert not self.failures, f"{len(self.failures)} mutants: {'; '.join(self.failures[:5])}"

    def _prepare(self):
        """What mutants speak of: one of each kind."""
        web, ids = self.siege.web, self.ids
        ids["@template@"] = web.ask("GET", "/ocr-invoice-job-template").data[0]["_id"]
        sound = {"name": "draft", "ocrEngine": "tesseract", "documentType": "invoice", "extractionRules": {"fields": []}}
        ids["@draft@"] = web.ask("POST", "/ocr-invoice-job-template", sound).data["_id"]
        ids["@group@"] = web.ask("POST", "/ocr-invoice-job-group", {"name": "g", "template": ids["@template@"]}).data["_id"]
        for name, sample in (("job", "consultancy-en.pdf"), ("again", "craftsman-de.pdf"), ("still", "order-us.pdf")):
            url = web.upload((SAMPLES / sample).read_bytes())
            ids["@document@"] = url.removeprefix("document:")
            ids[f"@{name}@"] = job = web.submit(url)
            self.siege.end_of(job)
            wanted = urllib.parse.quote(json.dumps({"job": job}))
            page = web.ask("GET", f"/ocr-invoice-job-page?filter={wanted}").data[0]["_id"]
            ids["@page@" if name == "job" else f"@{name}page@"] = page
        # An account without jobs, so that no webhook ever gets a message.
        self.apart = self.siege.environment.run("key", "create", f"{self.siege.account}-apart").strip()
        hook = self.siege.client(self.apart).ask("POST", "/ocr-invoice-webhook", {"url": "https://attack.invalid/", "events": ["job.failed"]})
        ids["@webhook@"] = hook.data["_id"]

    # Sending, in threads.

    def _work(self, place):
        webs = {False: self.siege.client(), True: self.siege.client(self.apart)}
        while self.siege.environment.server.is_running and len(self.failures) < MOST_FAILURES:
            with self.lock:
                number = next(self.numbers)
            if number >= self.end:
                break
            mutant = self.current[place] = generator.mutant(self.seed, number)
            try:
                self._send(mutant, webs)
            except Silence as error:
                self._fail(mutant, str(error))
            with self.lock:
                self.sent += 1
        # The last one stays a suspect of a server that ended.
        if self.siege.environment.server.is_running:
            self.current[place] = None
        for web in webs.values():
            web.close()

    def _send(self, mutant, webs):
        made = None
        for step in mutant.steps:
            if step.if_made and made is None:
                return
            answer = self._ask(mutant, step, webs[step.is_apart], made or "")
            if answer.fault:
                return self._fail(mutant, f"{step.method} {step.target[:60]}: {answer.fault}")
            if made is None and answer.status < 300:
                made = self._made(answer)
                with self.lock:
                    self.taken[mutant.name.rsplit("-", 1)[1]] += 1
                if step.then == "document":
                    self._read(mutant, webs[False], answer.data["url"])
            elif step.then == "job" and answer.status == 202:
                self._open(answer.data["_id"], mutant)

    @staticmethod
    def _made(answer):
        """The id of what the first request made; empty for one that made nothing."""
        data = answer.json.get("data") if answer.headers.get("content-type", "").startswith("application/json") else None
        return data.get("_id", "") if isinstance(data, dict) else ""

    def _ask(self, mutant, step, web, made):
        """Again after a while when the server says so."""
        target, body = self._placed(step, made)
        for number in range(TRIES):
            begun = time.monotonic()
            answer = web.ask(step.method, target, body, kind=step.kind)
            took = time.monotonic() - begun
            with self.lock:
                self.requests += 1
                self.statuses[answer.status] += 1
                self.slowest = max(self.slowest, (took, mutant.name))
                self.busy += answer.status == 503
            if answer.status != 503 or answer.fault or number == TRIES - 1:
                return answer
            time.sleep(min(int(answer.headers["retry-after"]), 1))

    def _placed(self, step, made):
        target, body = step.target.replace(generator.MADE, made), step.body
        for name, identifier in self.ids.items():
            target, body = target.replace(name, identifier), body.replace(name.encode(), identifier.encode())
        return target, body

    def _read(self, mutant, web, url):
        while len(self.open) >= OPEN_JOBS and self.siege.environment.server.is_running:
            time.sleep(0.05)
        self._open(web.submit(url, template=self.ids["@template@"]), mutant)

    def _open(self, job, mutant):
        with self.lock:
            self.open[job] = mutant

    def _fail(self, mutant, sentence):
        """Stops once the server fails: then its last requests are suspects, and nothing more is sent."""
        deadline = time.monotonic() + FALL_SECONDS
        while self.siege.environment.server.is_running and time.monotonic() < deadline:
            time.sleep(0.1)
        if self.siege.environment.server.is_running:
            with self.lock:
                self.failures.append(f"{mutant.write(FOLDER).name}: {sentence}")

    # Following, in the main thread.

    def _follow(self, threads):
        """Until all is sent and each job has ended."""
        told = ended = time.monotonic()
        while self.siege.environment.server.is_running and (self.open or any(thread.is_alive() for thread in threads)):
            time.sleep(0.2)
            count = len(self.open)
            self._close_ended()
            ended = time.monotonic() if len(self.open) < count or not self.open else ended
            if time.monotonic() - ended > PATIENCE * Patience.factor:
                for mutant in list(self.open.values()):
                    self._fail(mutant, f"its job has not ended in {PATIENCE} s")
                break
            if time.monotonic() - told > PROGRESS_SECONDS:
                told = time.monotonic()
                self._tell()
        for thread in threads:
            thread.join()

    def _close_ended(self):
        try:
            for job, mutant in list(self.open.items()):
                found = self.siege.web.job(job)
                if found["status"] in FINAL:
                    self._judge_job(found, mutant)
                    with self.lock:
                        del self.open[job]
        except (Silence, AssertionError):
            pass  # Asked again; whether the server lives is asked elsewhere.

    def _judge_job(self, found, mutant):
        code = found["errorCode"] or found["status"]
        self.siege.told[code] += 1
        self.read += 1
        if code not in SOUND:
            return self._fail(mutant, f"{code}: {found['errorLog']}")
        if found["status"] == "completed":
            shown = self.siege.web.ask("GET", f"/ocr-invoice-job/{found['_id']}/results")
            if shown.status != 200:
                self._fail(mutant, f"results: {shown}")

    def _tell(self):
        statuses = ", ".join(f"{status} {count}" for status, count in sorted(self.statuses.items()))
        print(f"      A-25  {self.sent} of {self.count}, {len(self.open)} jobs open, {len(self.failures)} failed, slowest {self.slowest[0]:.1f} s "
              f"({self.slowest[1]}); {statuses}", file=sys.stderr, flush=True)
