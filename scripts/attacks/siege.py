"""One attack as a series of cases with the watch running; what one case breaks is restored before the next."""

import collections
import contextlib
import itertools
import subprocess
import time
import traceback

from breaking.cluster import wait_until

from .places import SAMPLES
from .environment import CODES, Nginx
from .watch import FINAL, Watch, send_urgent
from .web import Silence, Web

# With these a job ends whose document or template is at fault. What ended a reader or could not be saved is our fault.
SOUND = (CODES | {"completed"}) - {"poison_document", "worker_lost"}
# Until a job under attack has ended; a document's processor time is less.
PATIENCE = 180
accounts = itertools.count(1)


class Siege:
    """Opens nginx before the environment's server and an account for the attacker; `close` says what came of it."""

    def __init__(self, environment, options):
        self.environment, self.port, self.trace = environment, options.port, options.trace
        self.told, self.failures, self.cases = collections.Counter(), [], 0
        self.live = self.urgent = 0.0
        self.grown = self.base = 0
        self.nginx = self.account = self.web = self.invoice = None

    def __enter__(self):
        self._open()
        return self

    def __exit__(self, *_):
        self._close()

    def _open(self):
        self.nginx = Nginx(self.environment, self.port).__enter__()
        wait_until("nginx answers", Web(self.port, None).is_answered, 15)
        self.account = f"attacker-{next(accounts)}"
        self.web = self.client(self.environment.run("key", "create", self.account).strip())
        self.invoice = self.invoice_of(Web(self.port, self.environment.other_key))
        # Before anything is measured the server has read a page and answered each kind of question once.
        for _ in range(3):
            assert send_urgent(self.port, self.environment.other_key, self.invoice, self.environment.server) == "completed"
        self.base = self.environment.memory()

    def _close(self):
        self.web.close()
        self.nginx.__exit__()

    def client(self, key=None):
        """The attacker's, for another thread."""
        return Web(self.port, key or self.web.key)

    @staticmethod
    def invoice_of(web):
        """A small invoice, uploaded by that client; its URL."""
        return web.upload((SAMPLES / "consultancy-en.pdf").read_bytes())

    @contextlib.contextmanager
    def case(self, name):
        """Failures inside are noted, and the next case begins with a server that is sound."""
        self.cases += 1
        watch, found = Watch(self.environment, self.port, self.invoice), []
        with watch:
            try:
                yield
            except (AssertionError, Silence, KeyError, ValueError) as error:
                found.append(str(error))
                if self.trace:
                    traceback.print_exc()
        if found:
            self._await_end()
        found += watch.faults(self.base)
        self.live, self.urgent = max(self.live, watch.slowest_live), max(self.urgent, watch.slowest_urgent)
        self.grown = max(self.grown, watch.growth(self.base))
        if found:
            self.failures.append(f"{name}: {'; '.join(sentence[:300] for sentence in reversed(found))}")
            self.begin_anew()

    def _await_end(self):
        """A process that fell takes a moment until it is gone."""
        try:
            self.environment.server.process.wait(2)
        except subprocess.TimeoutExpired:
            pass

    def begin_anew(self):
        """Another server, and nothing left of what the attacker sent."""
        self._close()
        self.environment.server.kill()
        self.environment.run("account", "delete", self.account, "--yes")
        self.environment.server = self.environment.start_another()
        self._open()

    def wait_end(self, job, seconds=PATIENCE):
        """The job when it has ended, however."""
        def ended():
            assert self.environment.server.is_running, "the server ended while it read"
            found = self.web.job(job)
            return found if found["status"] in FINAL else None
        return wait_until("the attacker's job ends", ended, seconds, 0.1)

    def end_of(self, job, seconds=PATIENCE):
        """The job when it has ended; fails when it ended with no code that is the document's or the template's fault."""
        found = self.wait_end(job, seconds)
        code = found["errorCode"] or found["status"]
        self.told[code] += 1
        assert code in SOUND, f"{code}: {found['errorLog']}"
        return found

    def results(self):
        """What the row's line says; fails with all that did not hold."""
        beside = (f"/health/live at most {self.live * 1000:.0f} ms, an urgent job at most {self.urgent:.1f} s, "
                  f"server +{self.grown >> 20} MiB")
        told = ", ".join(f"{name} {count}" for name, count in self.told.most_common())
        assert not self.failures, f"{len(self.failures)} of {self.cases} cases: {' | '.join(self.failures)}; {told}; {beside}"
        return f"{told}; {beside}"


def stamp():
    return str(time.monotonic_ns())
