"""Faults of the database that are none of its absence: it takes no writes, or not this user."""

import threading
import time

from .folder import check_none_charged, hurry
from .processes import PLAIN, SCANNED
from .cluster import wait_until

# Not root, whom read_only does not bind.
USER = "application"


def read_only(cluster, options):
    """read_only=1 for 25 s, the first step of every failover: 503 with Retry-After, not ready, and no job loses an attempt."""
    return _under_load(cluster, 25, ["SET GLOBAL read_only = 1"], ["SET GLOBAL read_only = 0"])


def password(cluster, options):
    """The password is wrong for 10 s, and all connections are cut: 503 with Retry-After, and no job loses an attempt."""
    cut = f"SELECT GROUP_CONCAT('KILL ', id SEPARATOR '; ') FROM information_schema.processlist WHERE user = '{USER}'"
    return _under_load(cluster, 10, [_identified("another"), cut], [_identified("first")])


def _identified(password):
    return f"ALTER USER {USER}@localhost IDENTIFIED BY '{password}'"


def _under_load(cluster, seconds, spoil, mend):
    cluster.sql(f"CREATE USER {USER}@localhost IDENTIFIED BY 'first'")
    cluster.sql(f"GRANT ALL ON ocr_invoice.* TO {USER}@localhost")
    settings = {"database_user": USER, "database_password": "first"}
    servers = [cluster.start(readers=1, **settings).wait_ready() for _ in range(2)]
    for number in range(6):
        cluster.submit(f"b-{number}", (PLAIN + SCANNED)[number])
    watch = _Watch(servers[0])
    for statement in spoil:
        _run(cluster, statement)
    end = time.monotonic() + seconds
    submitted = 6
    while time.monotonic() < end:
        answer = servers[0].call("POST", "/ocr-invoice-job?process=true", {
            "jobNumber": f"b-{submitted}", "documentName": "x", "documentUrl": cluster.documents[PLAIN[0]],
            "template": "default"}, {"idempotency-key": f"key-b-{submitted}"})
        watch.note(answer)
        submitted += answer.status == 201
        time.sleep(0.2)
    for statement in mend:
        _run(cluster, statement)
    watch.stop()
    for server in servers:
        server.wait_ready(30)
    late = cluster.submit(f"b-{submitted}", PLAIN[1])
    wait_until("the late job is done", lambda: hurry(cluster) or cluster.job(late)["status"] == "completed", 60, 0.5)
    cluster.wait_all_final(submitted + 1, 120)
    figures = watch.figures() + "; " + check_none_charged(cluster, submitted + 1)
    assert watch.refused and not watch.bad, figures
    return figures


def _run(cluster, statement):
    """One that names statements is answered by them, and they are run."""
    for row in cluster.sql(statement):
        if row[0] and row[0] != "NULL":
            for each in row[0].split("; "):
                # A connection that ended by itself meanwhile is cut as well.
                cluster.sql(each, quiet=True)


class _Watch:
    """Asks whether the server is ready, and counts what answers came."""

    def __init__(self, server):
        self.server, self.bad, self.refused, self.unready, self.halt = server, [], 0, 0, threading.Event()
        self.thread = threading.Thread(target=self._ask)
        self.thread.start()

    def note(self, answer):
        if answer.status == 503 and answer.headers.get("retry-after"):
            self.refused += 1
        elif answer.status >= 500:
            self.bad.append((answer.status, answer.body[:200]))

    def _ask(self):
        while not self.halt.is_set():
            self.unready += self.server.call("GET", "/health/ready").status == 503
            time.sleep(1)

    def stop(self):
        self.halt.set()
        self.thread.join()

    def figures(self):
        return f"{self.refused} refused with Retry-After, {len(self.bad)} bad {self.bad[:1]}, not ready {self.unready} times"
