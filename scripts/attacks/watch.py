"""What must hold beside every attack: the server lives, answers, serves another account, and does not swell."""

import threading
import time

from breaking.cluster import Patience

from .web import Silence, Web

LIVE_SECONDS = 1
URGENT_SECONDS = 5
# How long another account's job is waited for, so that the table can tell how late it was.
URGENT_PATIENCE = 30
GROWTH = 64 << 20
FINAL = ("completed", "failed", "cancelled")


class Watch:
    """Asks `/health/live` without a pause and lets another account send one urgent invoice after the other."""

    def __init__(self, environment, port, invoice):
        self.environment, self.port, self.invoice = environment, port, invoice
        self.slowest_live = self.slowest_urgent = 0.0
        self.wrong, self.urgent, self.largest, self.is_exact = [], 0, 0, False
        self.is_over = threading.Event()
        self.threads = [threading.Thread(target=self._live), threading.Thread(target=self._urgent)]

    def __enter__(self):
        self.is_exact = self.environment.forget_peak()
        for thread in self.threads:
            thread.start()
        return self

    def __exit__(self, *_):
        self.is_over.set()
        for thread in self.threads:
            thread.join()

    def growth(self, base):
        """Bytes by which the server was larger at its largest than at `base`."""
        self._measure()
        return max(0, self.largest - base)

    def faults(self, base):
        """Sentences; none when all of it held."""
        found = list(self.wrong)
        if not self.environment.server.is_running:
            return [f"the server ended with status {self.environment.server.process.returncode}"]
        if self.slowest_live > LIVE_SECONDS * Patience.factor:
            found.append(f"/health/live took {self.slowest_live:.1f} s")
        if self.slowest_urgent > URGENT_SECONDS * Patience.factor:
            found.append(f"another account's urgent job took {self.slowest_urgent:.1f} s")
        if self.growth(base) > GROWTH:
            found.append(f"the server grew by {self.growth(base) >> 20} MiB")
        return found

    def _measure(self):
        try:
            self.largest = max(self.largest, self.environment.peak() if self.is_exact else self.environment.memory())
        except (OSError, TypeError):
            pass  # It ended, which is reported elsewhere.

    def _live(self):
        while not self.is_over.wait(0.1) and self.environment.server.is_running:
            self._measure()
            begun = time.monotonic()
            try:
                web = Web(self.port, None, timeout=60)
                answer = web.ask("GET", "/health/live")
                web.close()
                if answer.status != 200:
                    self._note(f"/health/live: {answer.status}")
            except Silence as error:
                self._note(f"/health/live: {error}")
            self.slowest_live = max(self.slowest_live, time.monotonic() - begun)

    def _urgent(self):
        """At least one, and the last of them is waited for."""
        while True:
            begun = time.monotonic()
            try:
                status = send_urgent(self.port, self.environment.other_key, self.invoice, self.environment.server)
                if status != "completed":
                    self._note(f"another account's urgent job is {status} after {time.monotonic() - begun:.0f} s")
            except (Silence, AssertionError) as error:
                self._note(f"another account's urgent job: {error}")
            self.slowest_urgent = max(self.slowest_urgent, time.monotonic() - begun)
            self.urgent += 1
            if self.is_over.wait(0.5) or not self.environment.server.is_running:
                return

    def _note(self, sentence):
        # A server that ended explains them all.
        if self.environment.server.is_running and sentence not in self.wrong and len(self.wrong) < 5:
            self.wrong.append(sentence)


def send_urgent(port, key, invoice, server):
    """A small invoice, urgent; its job's last status within the patience that there is."""
    web = Web(port, key)
    job = web.submit(invoice, priority="urgent")
    deadline = time.monotonic() + URGENT_PATIENCE * Patience.factor
    status = "queued"
    while status not in FINAL and time.monotonic() < deadline and server.is_running:
        time.sleep(0.05)
        status = web.job(job)["status"]
    web.close()
    return status
