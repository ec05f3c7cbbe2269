"""An hour and more of steady work: nothing may grow."""

import os
import pathlib
import time

from .processes import PLAIN, SCANNED, _children


def _resident(process):
    try:
        fields = pathlib.Path(f"/proc/{process}/statm").read_text(encoding="ascii").split()
    except OSError:
        return 0
    return int(fields[1]) * os.sysconf("SC_PAGESIZE") / 1e6


def _look(cluster, server):
    """Memory of the server and of its readers in MB, descriptors, threads, the database's history, work files."""
    pid = server.process.pid
    try:
        descriptors, threads = _descriptors(pid), len(os.listdir(f"/proc/{pid}/task"))
    except OSError as error:
        raise AssertionError("the server is gone") from error
    return {
        "server": _resident(pid), "readers": sum(_resident(reader) for reader in _children(pid)),
        "descriptors": descriptors, "threads": threads,
        "history": int(cluster.sql("SHOW GLOBAL STATUS LIKE 'Innodb_history_list_length'")[0][1]),
    }


def _descriptors(pid):
    """The number of open descriptors; 0 without root, since the server hides them from other users."""
    try:
        return len(os.listdir(f"/proc/{pid}/fd"))
    except PermissionError:
        return 0


def _median(samples, name):
    ordered = sorted(sample[name] for sample in samples)
    return ordered[len(ordered) // 2]


def soak(cluster, options):
    """T-17: steady work for --seconds: memory, descriptors, threads and the database's history stay flat."""
    server = cluster.start().wait_ready()
    begun, number, samples, due = time.monotonic(), 0, [], 0
    while (passed := time.monotonic() - begun) < options.seconds:
        cluster.submit(f"w-{number}", (PLAIN + SCANNED)[number % 6])
        server.call("GET", "/ocr-invoice-job?limit=20")
        number += 1
        if passed >= due:
            samples.append(_look(cluster, server))
            due += options.seconds / 120
        time.sleep(max(0, number * options.pause - (time.monotonic() - begun)))
    cluster.wait_all_final(number, 120)
    # The first tenth is the warming up: caches fill, readers load their languages.
    early, late = samples[12:36], samples[-24:]
    figures = f"{number} jobs in {options.seconds:.0f} s, {cluster.count('completed')} completed; " + ", ".join(
        f"{name} {_median(early, name):.0f} → {_median(late, name):.0f}" for name in samples[0])
    left = [path for path in (cluster.folder / "work").rglob("*") if path.is_file() and path.name != "lock"]
    grown = _median(late, "server") / _median(early, "server") - 1
    assert cluster.count("completed") == number and not left, f"{figures}; left {left[:3]}"
    assert grown < 0.05 and _median(late, "descriptors") <= _median(early, "descriptors") + 2, figures
    assert _median(late, "threads") <= _median(early, "threads") + 2, figures
    cluster.recount()
    return figures + f", memory {grown:+.1%}, no work file left"
