"""What is measured: reading with more workers, claims, the database's speed, and what each lost part costs."""

import concurrent.futures
import os
import time

from breaking import fastcgi
from breaking.cluster import wait_until

from .clients import Clients


def jobs_a_minute(machines, most, jobs):
    """Pairs of a number of workers, each with one reader, and the scans that they read in a minute."""
    for workers in range(1, most + 1):
        machines.stop_workers()
        total = int(machines.sql("SELECT COUNT(*) FROM job")[0][0]) + jobs
        for number in range(jobs):
            machines.submit(f"w{workers}-{number}", Clients.SCAN)
        begun = time.monotonic()
        machines.start_workers(workers)
        machines.wait_all_final(total, 900)
        yield workers, jobs * 60 / (time.monotonic() - begun)
    machines.stop_workers()


def claims_a_second(machines, workers, jobs):
    """Attempts a second that begin and end at once: their documents' host is one that the server does not call."""
    for number in range(jobs):
        machines.submit(f"claim-{number}", Clients.QUICK)
    machines.sql("UPDATE job_detail JOIN job ON id = job_id SET document_url = 'http://127.0.0.1:9/' WHERE queue_state = 1")
    total = int(machines.sql("SELECT COUNT(*) FROM job")[0][0])
    machines.start_workers(workers)
    wait_until("the workers have begun", lambda: machines.count("failed") > 0, 60, 0.02)
    already, begun = machines.count("failed"), time.monotonic()
    machines.wait_all_final(total, 300)
    rate = (jobs - already) / (time.monotonic() - begun)
    machines.stop_workers()
    return rate


def megabytes_a_second(machines, documents=24, size=8 << 20, threads=4):
    """Uploading and downloading documents of random bytes through all servers, in MB (10⁶ bytes) a second."""
    # A PDF's first bytes, since the server looks at them.
    bodies = [b"%PDF-1.7\n" + os.urandom(size - 9) for _ in range(documents)]

    def upload(number):
        server = machines.answering[number % len(machines.answering)]
        answer = server.call("POST", "/ocr-invoice-document", bodies[number], kind="application/pdf", timeout=120)
        assert answer.status == 201, answer.body[:300]
        return answer.data["_id"]

    def download(number):
        server = machines.answering[number % len(machines.answering)]
        answer = server.call("GET", f"/ocr-invoice-document/{found[number]}/content", timeout=120)
        assert answer.body == bodies[number], answer.body[:300]

    with concurrent.futures.ThreadPoolExecutor(threads) as pool:
        begun = time.monotonic()
        found = list(pool.map(upload, range(documents)))
        written = time.monotonic() - begun
        begun = time.monotonic()
        list(pool.map(download, range(documents)))
        read = time.monotonic() - begun
    total = documents * size / 1e6
    return total / written, total / read


class Loss:
    """One lost part while clients submit jobs: what they and the jobs notice."""

    def __init__(self, machines, seconds):
        self.machines, self.seconds = machines, seconds

    def run(self, harm, mend=lambda: None):
        """`harm` after a third of the time, `mend` after another; a row of the table."""
        before = set(self._identifiers())
        clients = Clients(self.machines).start()
        try:
            time.sleep(self.seconds / 3)
            harm()
            time.sleep(self.seconds / 3)
            mend()
            time.sleep(self.seconds / 3)
        finally:
            clients.stop()
        begun = time.monotonic()
        wait_until("all acknowledged jobs have ended", lambda: self._open() == 0, 600, 0.5)
        after = set(self._identifiers()) - before
        completions = self.machines.completions()
        completed = {row[0] for row in self.machines.sql("SELECT LOWER(HEX(id)) FROM job WHERE status = 3")}
        return {
            "jobs": len(clients.accepted), "refused": len(clients.refused), "outage": clients.outage,
            "slowest": clients.slowest,
            "drain": time.monotonic() - begun,
            "lost": len([job for job in clients.accepted if job not in completed]),
            # Jobs that nobody was told of, and jobs that two workers completed.
            "doubled": len(after) - len(set(clients.accepted)) + sum(completions[job] > 1 for job in clients.accepted),
        }

    def _identifiers(self):
        return [row[0] for row in self.machines.sql("SELECT LOWER(HEX(id)) FROM job")]

    def _open(self):
        return int(self.machines.sql("SELECT COUNT(*) FROM job WHERE status IN (1, 2)")[0][0])


def lost_parts(machines, kind, seconds):
    """Each part that can be lost, and what that costs."""
    loss = Loss(machines, seconds)
    yield "nothing", loss.run(lambda: None)
    server = machines.answering[0]
    yield "a server (kill -9)", loss.run(server.kill, lambda: _replace(machines.answering, machines.start_servers, server))
    worker = machines.reading[0]
    yield "a worker (kill -9)", loss.run(worker.kill, lambda: _replace(machines.reading, machines.start_workers, worker))
    databases = machines.databases
    if kind == "one":
        node = databases.nodes[0]
        yield "the database (kill -9), started again", loss.run(node.kill, node.start)
    if kind == "replica":
        yield "the primary (kill -9), then the replica promoted", loss.run(databases.nodes[0].kill, databases.promote)
    if kind == "galera":
        node = databases.nodes[0]
        yield "a database node (kill -9), which comes back", loss.run(node.kill, lambda: databases.rejoin(node))
        yield "two database nodes (kill -9), then the third alone", loss.run(
            lambda: [databases.nodes[number].kill() for number in (0, 1)], lambda: databases.bootstrap(databases.nodes[2]))


def _replace(group, start, lost):
    group.remove(lost)
    start(1)


def refused_hosts(machines):
    """What each server says of its database: the one that is used, and those that were refused."""
    told = []
    for server in machines.answering:
        try:
            data = server.call("GET", "/health/ready").json.get("data") or {}
        except fastcgi.Unanswered:
            continue
        told += [line for line in data.get("details", []) + data.get("warnings", []) if line.startswith("database")]
    return told
