"""How large the programs are, how soon they answer, what they hold in memory; and what the queue adds to a job."""

import subprocess
import time

from breaking.stage import wait_until

from .costs import cpu, cpu_of_tree, memory
from .house import House

READERS = 2
# Pages of the samples that are submitted, over and over: one is recognised, the others carry their text.
SCANNED, PLAIN = "hardware-es.png", "consultancy-en.pdf"
XML = "einvoice-de.xml"


def measure(options, sheet):
    house = House(options.build, "64M")
    try:
        house.open()
        for name in ("ocr-invoice", "ocr-invoice-reader"):
            sheet.alone(f"size of {name}", [(house.build / name).stat().st_size / 2**20], " MiB")
        begun = time.monotonic()
        server = house.start("serve", "--readers", str(READERS), log_level="warning").wait_ready()
        sheet.alone("from start to ready", [(time.monotonic() - begun) * 1000], " ms", places=0)
        warm(house, server)
        sheet.alone(f"memory (PSS) of serve and {READERS} warm readers after start", [memory(server.process.pid)], " MiB", "≤ 150")
        grow(house, server, options, sheet)
        before = cpu_of_tree(server.process.pid)
        time.sleep(10)
        sheet.alone("CPU when idle", [(cpu_of_tree(server.process.pid) - before) / 10 * 1000], " ms a second", places=2)
    finally:
        house.close()


def warm(house, server):
    """Both readers have been started, and have read."""
    for number in range(2 * READERS):
        house.submit(f"WARM-{number}", SCANNED)
    house.wait_all_final(2 * READERS, 120)
    wait_until("the readers are idle", lambda: is_idle(server), 30)


def is_idle(server):
    """Nothing of it has computed for half a second."""
    before = cpu_of_tree(server.process.pid)
    time.sleep(0.5)
    return abs(cpu_of_tree(server.process.pid) - before) < 0.02


def grow(house, server, options, sheet):
    """Memory while it reads; measured when nothing is being read."""
    found, done = [], 2 * READERS
    for portion in range(5):
        for number in range(options.pages // 5):
            house.submit(f"PAGE-{portion}-{number}", SCANNED if number % 5 == 0 else PLAIN)
        done += options.pages // 5
        house.wait_all_final(done, 600)
        wait_until("the readers are idle", lambda: is_idle(server), 30)
        found.append(memory(server.process.pid))
    shown = " → ".join(f"{value:.0f}" for value in found)
    sheet.alone(f"memory after each fifth of {options.pages} pages, a fifth of them recognised", f"{shown} MiB", "", "≤ 320, flat")


def queue(options, sheet):
    """CPU of the server's process and of MariaDB between claim and saved, for e-invoices, which are read in no time."""
    house = House(options.build, "64M")
    try:
        house.open()
        front = house.start("serve", "--no-reading", log_level="error").wait_ready()
        empty = drain(house)
        for number in range(options.queued):
            house.submit(f"Q-{number}", XML)
        front.stop()
        work = drain(house)
        assert house.count("completed") == options.queued, "jobs failed"
        for who, index in (("the server", 0), ("MariaDB", 1)):
            sheet.alone(f"a job beside its reading, CPU of {who}", [(work[index] - empty[index]) / options.queued * 1000], " ms",
                        "≤ 10 together", 2)
    finally:
        house.close()


def drain(house):
    """CPU seconds of a worker's own process and of the database until nothing is left."""
    before = cpu(house.database.pid)
    worker = house.start("work", "--drain", log_level="error")
    own = 0
    while worker.is_running:
        try:
            own = cpu(worker.process.pid, with_ended=False)
        except (OSError, IndexError):
            pass
        time.sleep(0.02)
    if worker.process.returncode != 0:
        raise subprocess.CalledProcessError(worker.process.returncode, "work --drain")
    return own, cpu(house.database.pid) - before
