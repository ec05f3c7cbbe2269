"""How large the programs are, how soon they answer, what they hold in memory; and what the queue adds to a job."""

import dataclasses
import resource
import subprocess
import time

from breaking.cluster import wait_until

from .costs import cpu, cpu_of_tree, memory
from .web_cluster import WebCluster

READERS = 2
# Jobs that start all that is started once.
FEW = 10
# Pages of the samples that are submitted, over and over: one is recognised, the others carry their text.
SCANNED, PLAIN = "hardware-es.png", "consultancy-en.pdf"
XML = "einvoice-de.xml"


def measure(options, sheet):
    cluster = WebCluster(options.build, "64M")
    try:
        cluster.open()
        for name in ("ocr-invoice", "ocr-invoice-reader"):
            sheet.alone(f"size of {name}", [(cluster.build / name).stat().st_size / 2**20], " MiB")
        begun = time.monotonic()
        server = cluster.start("serve", "--readers", str(READERS)).wait_ready()
        sheet.alone("from start to ready", [(time.monotonic() - begun) * 1000], " ms", places=0)
        warm(cluster, server)
        sheet.alone(f"memory (PSS) of serve and {READERS} warm readers after start", [memory(server.process.pid)], " MiB", "≤ 150")
        grow(cluster, server, options, sheet)
        before = cpu_of_tree(server.process.pid)
        time.sleep(10)
        sheet.alone("CPU when idle", [(cpu_of_tree(server.process.pid) - before) / 10 * 1000], " ms a second", places=2)
    finally:
        cluster.close()


def warm(cluster, server):
    """Both readers have been started, and have read."""
    for number in range(2 * READERS):
        cluster.submit(f"WARM-{number}", SCANNED)
    cluster.wait_all_final(2 * READERS, 120)
    wait_until("the readers are idle", lambda: is_idle(server), 30)


def is_idle(server):
    """Nothing of it has computed for half a second."""
    before = cpu_of_tree(server.process.pid)
    time.sleep(0.5)
    return abs(cpu_of_tree(server.process.pid) - before) < 0.02


def grow(cluster, server, options, sheet):
    """Memory while it reads; measured when nothing is being read."""
    found, done = [], 2 * READERS
    for portion in range(5):
        for number in range(options.pages // 5):
            cluster.submit(f"PAGE-{portion}-{number}", SCANNED if number % 5 == 0 else PLAIN)
        done += options.pages // 5
        cluster.wait_all_final(done, 600)
        wait_until("the readers are idle", lambda: is_idle(server), 30)
        found.append(memory(server.process.pid))
    shown = " → ".join(f"{value:.0f}" for value in found)
    sheet.alone(f"memory after each fifth of {options.pages} pages, a fifth of them recognised", f"{shown} MiB", "", "≤ 320, flat")


def queue(options, sheet):
    """CPU between claim and saved: of the server's own process and of MariaDB for e-invoices, which are read in no time,
    and of all processes for a page with its text."""
    cluster = WebCluster(options.build, "128M", "--innodb-flush-log-at-trx-commit=1")
    try:
        cluster.open()
        front = cluster.start("serve", "--no-reading").wait_ready()
        work = queued(cluster, XML, options.queued)
        sheet.alone("a job beside its reading, CPU of the server", [work.server], " ms", "", 2)
        sheet.alone("a job beside its reading, CPU of MariaDB", [work.database], " ms", "", 2)
        sheet.alone("a job beside its reading, CPU of both", [work.server + work.database], " ms", "≤ 10", 2)
        work = queued(cluster, PLAIN, options.queued)
        sheet.alone("a page with its text from queue to result, CPU of server, readers and MariaDB",
                    [work.tree + work.database], " ms", "", 2)
        front.stop()
        sheet.note(
            "**The queue** is measured with MariaDB as it is by itself, each commit on disk. A start is taken off: what a few "
            "jobs cost is subtracted from the cost of many. A page from queue to result is drawn as well, and its picture stored.")
    finally:
        cluster.close()


@dataclasses.dataclass
class Work:
    """CPU: of a worker's own process, of all that it started as well, and of the database."""
    server: float
    tree: float
    database: float


def queued(cluster, sample, count):
    """Milliseconds a job. The cost of a few is taken off that of many, because a start costs more than a job."""
    few, many = (submitted_and_drained(cluster, sample, jobs) for jobs in (FEW, FEW + count))
    return Work(*[(more - less) / count * 1000 for more, less in zip(dataclasses.astuple(many), dataclasses.astuple(few))])


def submitted_and_drained(cluster, sample, count):
    done = cluster.count("completed")
    for number in range(count):
        cluster.submit(f"{sample}-{done + number}", sample)
    work = drain(cluster)
    assert cluster.count("completed") == done + count, "jobs failed"
    return work


def drain(cluster):
    """CPU seconds until nothing is left."""
    before, ended = cpu(cluster.database.pid), of_ended_children()
    worker = cluster.start("work", "--drain")
    own = 0
    while worker.is_running:
        try:
            own = cpu(worker.process.pid, with_ended=False)
        except (OSError, IndexError):
            pass
        time.sleep(0.02)
    if worker.process.returncode != 0:
        raise subprocess.CalledProcessError(worker.process.returncode, "work --drain")
    return Work(own, of_ended_children() - ended, cpu(cluster.database.pid) - before)


def of_ended_children():
    usage = resource.getrusage(resource.RUSAGE_CHILDREN)
    return usage.ru_utime + usage.ru_stime
