"""Faults of the work folder: removed, full, read-only, and taken for a dead process's."""

import os
import shutil
import subprocess
import time

from . import fastcgi
from .processes import PLAIN, SCANNED
from .cluster import SAMPLES, wait_until


def check_none_charged(cluster, total):
    """All jobs completed by their first attempt: what the machine did is held against none."""
    rows = cluster.sql("SELECT MAX(attempt), MAX(retry_count), MAX(crashes), MAX(rescues) FROM job")[0]
    completed = cluster.count("completed")
    figures = f"{completed} of {total} completed, attempts {rows[0]}, retries {rows[1]}, crashes {rows[2]}"
    assert completed == total and rows == ["1", "0", "0", "0"], figures + "; " + str(cluster.sql(
        "SELECT error_code, COUNT(*) FROM job WHERE status = 4 GROUP BY error_code"))
    cluster.recount()
    return figures


def hurry(cluster):
    """Ends the pauses of jobs that were put off."""
    cluster.sql("UPDATE job SET run_at = UTC_TIMESTAMP(3) WHERE queue_state = 3")


def refused(server):
    """Whether an upload is refused for now."""
    answer = server.call("POST", "/ocr-invoice-document", (SAMPLES / PLAIN[0]).read_bytes(), kind="application/pdf")
    assert answer.status in (201, 503), (answer.status, answer.body)
    return answer.status == 503 and bool(answer.headers.get("retry-after"))


def names_part(server, part):
    """Whether /health/ready names that part as the one that does not work."""
    try:
        answer = server.call("GET", "/health/ready")
    except fastcgi.Unanswered:
        return False
    return answer.status == 503 and any(error["pointer"] == f"/{part}" for error in answer.json["errors"])


def folder(cluster, options):
    """The work folder of two running processes is removed: it is created again, and no job loses an attempt."""
    for _ in range(2):
        cluster.start(readers=1).wait_ready()
    total = max(10, options.jobs // 3)
    for number in range(total):
        cluster.submit(f"w-{number}", (PLAIN + SCANNED)[number % 6])
        if number in (2, total // 2):
            wait_until("jobs run", lambda: cluster.count("processing") >= 1 or cluster.count("completed") == number + 1, 30, 0.01)
            shutil.rmtree(cluster.folder / "work", ignore_errors=True)
    begun = time.monotonic()
    while cluster.count("completed") + cluster.count("failed") < total:
        hurry(cluster)
        time.sleep(0.5)
        assert time.monotonic() - begun < 60 + 10 * total, "the jobs do not end"
    for server in cluster.living:
        server.wait_ready()
    assert list((cluster.folder / "work").glob("process-*")), "no folder was made again"
    return check_none_charged(cluster, total)


def lock(cluster, options):
    """The folder's lock file is removed, then another process starts: the first one's folder is kept."""
    server = cluster.start(readers=1).wait_ready()
    own, = (cluster.folder / "work").glob("process-*")
    (own / "lock").unlink()
    # As old as those that a start takes for dead ones'.
    os.utime(own, (0, 0))
    cluster.run("work", "--drain")
    assert own.exists(), "the folder of a living process was removed"
    for number in range(4):
        cluster.submit(f"l-{number}", PLAIN[number % 4])
    cluster.wait_all_final(4, 60)
    assert server.is_running
    return check_none_charged(cluster, 4)


def full(cluster, options):
    """The work folder's disk is full: jobs wait, uploads get 503; all jobs complete once there is space again."""
    return _mounted(cluster, _fill, lambda place: (place / "filler").unlink(), _fill)


def read_only(cluster, options):
    """The work folder's disk becomes read-only: jobs wait, uploads get 503; all jobs complete once it is writable again."""
    return _mounted(cluster, _cover, lambda place: subprocess.run(["umount", place], check=True))


def _fill(place):
    with open(place / "filler", "ab", buffering=0) as file:
        try:
            while True:
                file.write(b"x" * 4096)
        except OSError:
            pass


def _cover(place):
    """Mounts the same folder over itself, read-only: a disk with files open for writing cannot be made so."""
    subprocess.run(["mount", "--bind", place, place], check=True)
    subprocess.run(["mount", "-o", "remount,bind,ro", place], check=True)


def _mounted(cluster, spoil, mend, again=lambda place: None):
    """`again` is for what a job that ends gives back."""
    if os.geteuid() != 0:
        return "left out: mounting a small file system needs root"
    place = cluster.folder / "small"
    place.mkdir()
    subprocess.run(["mount", "-t", "tmpfs", "-o", "size=32m", "tmpfs", place], check=True)
    try:
        server = cluster.start(work_folder=place / "work", minimum_free_mib=0, readers=1).wait_ready()
        first = [cluster.submit(f"f-{number}", SCANNED[number % 2]) for number in range(4)]
        wait_until("a job runs", lambda: cluster.count("processing") >= 1, 30, 0.01)
        spoil(place)
        wait_until("the part is named", lambda: again(place) or names_part(server, "work-folder"), 30)
        assert refused(server), "an upload was taken"
        # Long enough for every job to be charged thrice, were it charged.
        for _ in range(10):
            hurry(cluster)
            time.sleep(1)
        waiting = cluster.count("queued")
        mend(place)
        server.wait_ready()
        second = [cluster.submit(f"g-{number}", PLAIN[number]) for number in range(4)]
        hurry(cluster)
        cluster.wait_all_final(len(first) + len(second), 120)
        return f"{waiting} waited; " + check_none_charged(cluster, len(first) + len(second))
    finally:
        for server in cluster.servers:
            server.kill()
        subprocess.run(["umount", "-l", place], check=True)
