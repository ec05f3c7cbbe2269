"""Faults of the database: away, killed, held up."""

import subprocess
import time

from . import fastcgi
from .processes import PLAIN, sample
from .stage import wait_until


def away(stage, options):
    """The database killed and brought back: 503 with Retry-After meanwhile, then all goes on by itself."""
    server = stage.start().wait_ready()
    for number in range(10):
        stage.submit(f"a-{number}", sample(number))
    stage.kill_database()
    answer = server.call("GET", "/ocr-invoice-job")
    assert answer.status == 503 and answer.headers.get("retry-after"), (answer.status, answer.headers)
    assert server.call("GET", "/health/live").status == 200
    assert server.call("GET", "/health/ready").status == 503
    time.sleep(3)
    stage.start_database()
    begun = time.monotonic()
    server.wait_ready(30)
    ready = time.monotonic() - begun
    stage.wait_all_final(10, 90)
    figures = f"503 with Retry-After, ready {ready:.1f} s after the return, {stage.count('completed')} of 10 completed"
    assert stage.count("completed") == 10 and ready <= 15, figures
    stage.recount()
    return figures


def idempotent(stage, options):
    """T-2: jobs posted with a key through five kills of the database: each key one job, none missing."""
    stage.start("serve", "--no-reading").wait_ready()
    stage.upload(PLAIN[0])
    total, unclear, acknowledged = 150, 0, 0
    for number in range(total):
        if number % 30 == 15:
            stage.kill_database()
            try:
                stage.call("POST", "/ocr-invoice-job?process=true", {
                    "jobNumber": f"i-{number}", "documentName": "x", "documentUrl": stage.documents[PLAIN[0]],
                    "template": "default"}, {"idempotency-key": f"key-i-{number}"})
            except fastcgi.Unanswered:
                unclear += 1
            stage.start_database()
        stage.submit(f"i-{number}", PLAIN[0])
        acknowledged += 1
    rows = stage.sql("SELECT COUNT(*), COUNT(DISTINCT number) FROM job")[0]
    figures = f"{acknowledged} acknowledged, {rows[0]} stored, {rows[1]} different"
    assert rows == [str(total), str(total)], figures
    stage.recount()
    return figures


def snapshot(stage, options):
    """T-12: a reader holds a snapshot open while jobs run; claims stay quick."""
    holder = subprocess.Popen(
        ["mariadb", "--no-defaults", f"--socket={stage.socket}", "-uroot", "ocr_invoice", "-e",
         "START TRANSACTION WITH CONSISTENT SNAPSHOT; SELECT COUNT(*) FROM job; SELECT SLEEP(40)"],
        stdout=subprocess.DEVNULL)
    stage.start().wait_ready()
    waits = []
    for number in range(30):
        begun = time.monotonic()
        name = stage.submit(f"n-{number}", PLAIN[number % 4])
        wait_until("it is claimed", lambda name=name: stage.job(name)["status"] not in ("created", "queued"), 20, 0.01)
        waits.append(time.monotonic() - begun)
        # The next one is to find a worker idle: what is measured is the claim.
        wait_until("it is done", lambda name=name: stage.job(name)["status"] == "completed", 20, 0.05)
    holder.kill()
    holder.wait()
    waits.sort()
    figures = f"30 jobs, from submit to claim: median {waits[15] * 1000:.0f} ms, slowest {waits[-1] * 1000:.0f} ms"
    assert waits[-1] < 1, figures
    return figures

