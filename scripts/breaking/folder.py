"""Faults of the work folder: removed, full, read-only, and taken for a dead process's."""

import os
import shutil
import subprocess
import time

from . import fastcgi
from .processes import PLAIN, SCANNED
from .stage import SAMPLES, wait_until


def check_none_charged(stage, total):
    """All jobs completed by their first attempt: what the machine did is held against none."""
    rows = stage.sql("SELECT MAX(attempt), MAX(retry_count), MAX(crashes), MAX(rescues) FROM job")[0]
    completed = stage.count("completed")
    figures = f"{completed} of {total} completed, attempts {rows[0]}, retries {rows[1]}, crashes {rows[2]}"
    assert completed == total and rows == ["1", "0", "0", "0"], figures + "; " + str(stage.sql(
        "SELECT error_code, COUNT(*) FROM job WHERE status = 4 GROUP BY error_code"))
    stage.recount()
    return figures


def hurry(stage):
    """Ends the pauses of jobs that were put off."""
    stage.sql("UPDATE job SET run_at = UTC_TIMESTAMP(3) WHERE queue_state = 3")


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


def folder(stage, options):
    """The work folder is removed under two processes that read: it is made again, and no job is charged."""
    for _ in range(2):
        stage.start(readers=1).wait_ready()
    total = max(10, options.jobs // 3)
    for number in range(total):
        stage.submit(f"w-{number}", (PLAIN + SCANNED)[number % 6])
        if number in (2, total // 2):
            wait_until("jobs run", lambda: stage.count("processing") >= 1 or stage.count("completed") == number + 1, 30, 0.01)
            shutil.rmtree(stage.folder / "work", ignore_errors=True)
    begun = time.monotonic()
    while stage.count("completed") + stage.count("failed") < total:
        hurry(stage)
        time.sleep(0.5)
        assert time.monotonic() - begun < 60 + 10 * total, "the jobs do not come to an end"
    for server in stage.living:
        server.wait_ready()
    assert list((stage.folder / "work").glob("process-*")), "no folder was made again"
    return check_none_charged(stage, total)


def lock(stage, options):
    """The folder's lock file is removed, then another process starts: the living one's folder stays."""
    server = stage.start(readers=1).wait_ready()
    own, = (stage.folder / "work").glob("process-*")
    (own / "lock").unlink()
    # As old as those that a start takes for dead ones'.
    os.utime(own, (0, 0))
    stage.run("work", "--drain")
    assert own.exists(), "the folder of a living process was removed"
    for number in range(4):
        stage.submit(f"l-{number}", PLAIN[number % 4])
    stage.wait_all_final(4, 60)
    assert server.is_running
    return check_none_charged(stage, 4)


def full(stage, options):
    """The work folder's disk is full: jobs wait, uploads get 503; all is done once there is room again."""
    return _mounted(stage, _fill, lambda place: (place / "filler").unlink(), _fill)


def read_only(stage, options):
    """The work folder's disk becomes read-only: jobs wait, uploads get 503; all is done once it takes files again."""
    return _mounted(stage, _cover, lambda place: subprocess.run(["umount", place], check=True))


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


def _mounted(stage, spoil, mend, again=lambda place: None):
    """`again` is for what a job that ends gives back."""
    if os.geteuid() != 0:
        return "left out: mounting a small file system needs root"
    place = stage.folder / "small"
    place.mkdir()
    subprocess.run(["mount", "-t", "tmpfs", "-o", "size=32m", "tmpfs", place], check=True)
    try:
        server = stage.start(work_folder=place / "work", minimum_free_mib=0, readers=1).wait_ready()
        first = [stage.submit(f"f-{number}", SCANNED[number % 2]) for number in range(4)]
        wait_until("a job runs", lambda: stage.count("processing") >= 1, 30, 0.01)
        spoil(place)
        wait_until("the part is named", lambda: again(place) or names_part(server, "work-folder"), 30)
        assert refused(server), "an upload was taken"
        # Long enough for every job to be charged thrice, were it charged.
        for _ in range(10):
            hurry(stage)
            time.sleep(1)
        waiting = stage.count("queued")
        mend(place)
        server.wait_ready()
        second = [stage.submit(f"g-{number}", PLAIN[number]) for number in range(4)]
        hurry(stage)
        stage.wait_all_final(len(first) + len(second), 120)
        return f"{waiting} waited; " + check_none_charged(stage, len(first) + len(second))
    finally:
        for server in stage.servers:
            server.kill()
        subprocess.run(["umount", "-l", place], check=True)
