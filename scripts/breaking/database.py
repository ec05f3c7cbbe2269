"""Faults of the database: away, killed, held up."""

import os
import shutil
import subprocess
import threading
import time

from .processes import PLAIN, SCANNED, sample
from .cluster import Patience, wait_until


def away(cluster, options):
    """The database is killed and restarted: 503 with Retry-After in the meantime, then work continues by itself."""
    server = cluster.start().wait_ready()
    for number in range(10):
        cluster.submit(f"a-{number}", sample(number))
    cluster.kill_database()
    answer = server.call("GET", "/ocr-invoice-job")
    assert answer.status == 503 and answer.headers.get("retry-after"), (answer.status, answer.headers)
    assert server.call("GET", "/health/live").status == 200
    server.wait_unready()
    time.sleep(3)
    cluster.start_database()
    begun = time.monotonic()
    server.wait_ready(30)
    ready = time.monotonic() - begun
    cluster.wait_all_final(10, 90)
    figures = f"503 with Retry-After, ready {ready:.1f} s after the return, {cluster.count('completed')} of 10 completed"
    assert cluster.count("completed") == 10 and ready <= 15 * Patience.factor, figures
    cluster.recount()
    return figures


def idempotent(cluster, options):
    """T-2: five clients post jobs with idempotency keys while the database is killed five times: each key makes exactly one job."""
    cluster.start("serve", "--no-reading").wait_ready()
    cluster.upload(PLAIN[0])
    total, taken, failures = 500, iter(range(500)), []

    def post():
        try:
            for number in taken:
                cluster.submit(f"i-{number}", PLAIN[0])
        except AssertionError as error:
            failures.append(error)

    clients = [threading.Thread(target=post) for _ in range(5)]
    for client in clients:
        client.start()
    kills = 0
    while any(client.is_alive() for client in clients):
        time.sleep(0.5)
        if kills < 5 and cluster.sql("SELECT 1", quiet=True) and any(c.is_alive() for c in clients):
            cluster.kill_database()
            kills += 1
            time.sleep(1)
            cluster.start_database()
    rows = cluster.sql("SELECT COUNT(*), COUNT(DISTINCT number) FROM job")[0]
    figures = f"{total} posted by five through {kills} kills, {rows[0]} stored, {rows[1]} different"
    assert rows == [str(total), str(total)] and kills == 5 and not failures, f"{figures} {failures[:1]}"
    cluster.recount()
    return figures


def snapshot(cluster, options):
    """T-12: a reader holds a snapshot open while jobs run; claims stay quick."""
    holder = subprocess.Popen(
        ["mariadb", "--no-defaults", f"--socket={cluster.socket}", "-uroot", "ocr_invoice", "-e",
         "START TRANSACTION WITH CONSISTENT SNAPSHOT; SELECT COUNT(*) FROM job; SELECT SLEEP(200)"],
        stdout=subprocess.DEVNULL)
    server = cluster.start().wait_ready()
    waits, held = [], time.monotonic()
    for number in range(30):
        begun = time.monotonic()
        name = cluster.submit(f"n-{number}", PLAIN[number % 4])
        wait_until("it is claimed", lambda name=name: cluster.job(name)["status"] not in ("created", "queued"), 20, 0.01)
        waits.append(time.monotonic() - begun)
        # The next one is to find a worker idle: what is measured is the claim.
        wait_until("it is done", lambda name=name: cluster.job(name)["status"] == "completed", 20, 0.05)
    warning = "an open transaction keeps the database from purging old rows"
    wait_until("the operator is warned", lambda: server.count(warning) > 0, 100, 1)
    warned = time.monotonic() - held
    holder.kill()
    holder.wait()
    wait_until("the operator hears of its end", lambda: server.count("the database purges old rows again") > 0, 60, 1)
    waits.sort()
    figures = (
        f"30 jobs, from submit to claim: median {waits[15] * 1000:.0f} ms, slowest {waits[-1] * 1000:.0f} ms; "
        f"a warning after {warned:.0f} s")
    assert waits[-1] < 1, figures
    return figures


def full(cluster, options):
    """T-8: the database's disk is full: uploads are refused, results wait; all jobs complete once there is space again."""
    if os.geteuid() != 0:
        return "left out: mounting a small file system needs root"
    volume = cluster.folder / "volume"
    volume.mkdir()
    size = sum(file.stat().st_size for file in cluster.data.rglob("*")) + (40 << 20)
    subprocess.run(["mount", "-t", "tmpfs", "-o", f"size={size}", "tmpfs", volume], check=True)
    try:
        cluster.kill_database()
        shutil.move(cluster.data, volume / "data")
        cluster.data = volume / "data"
        cluster.start_database()
        return _full(cluster, volume / "filler")
    finally:
        for server in cluster.servers:
            server.kill()
        if cluster.database.poll() is None:
            cluster.kill_database()
        subprocess.run(["umount", "-l", volume], check=True)


def _full(cluster, filler):
    first = _little_room(cluster, filler)
    second = _no_room(cluster, filler)
    cluster.recount()
    return f"{first}; {second}"


def _little_room(cluster, filler):
    """Less than the server wants is left: it stops before the database's disk is quite full."""
    server = cluster.start(minimum_free_mib=8).wait_ready()
    for number in range(12):
        cluster.submit(f"v-{number}", SCANNED[0])
    wait_until("jobs run", lambda: cluster.count("processing") >= 2, 30, 0.02)
    _fill(filler, leave=6 << 20)
    refused = [_post(cluster, server, f"w-{number}") for number in range(3)]
    wait_until("those that run have ended", lambda: cluster.count("processing") == 0, 200, 0.5)
    time.sleep(5)
    waiting, ready = cluster.count("queued"), server.call("GET", "/health/ready").status
    filler.unlink()
    cluster.wait_all_final(12, 300)
    figures = (
        f"little room: new jobs {refused}, {waiting} of 12 waited, {cluster.count('completed')} completed after it")
    assert refused == [503] * 3 and waiting >= 6 and ready == 503 and cluster.count("completed") == 12, figures
    server.stop()
    return figures


def _no_room(cluster, filler):
    """A server without a limit of free space, until the database can write no more and may stop by itself."""
    server = cluster.start(minimum_free_mib=0).wait_ready()
    acknowledged = [cluster.submit(f"x-{number}", SCANNED[0]) for number in range(6)]
    wait_until("jobs run", lambda: cluster.count("processing") >= 2, 30, 0.02)
    _fill(filler)
    statuses = []
    for number in range(400):
        statuses.append(_post(cluster, server, f"y-{number}"))
        if statuses[-3:] == [503] * 3:
            break
    time.sleep(20)
    taken = statuses.count(201)
    gave_up = cluster.database.poll() is not None
    filler.unlink()
    if gave_up:
        cluster.start_database()
    cluster.sql("UPDATE job SET run_at = UTC_TIMESTAMP(3) WHERE queue_state = 3")
    total = 12 + len(acknowledged) + taken
    cluster.wait_all_final(total, 300)
    figures = (
        f"no room: {taken} more jobs taken, then 503; the database {'gave up' if gave_up else 'lived on'}; "
        f"{cluster.count('completed') - 12} of {total - 12} acknowledged jobs completed")
    assert set(statuses) <= {201, 503} and statuses[-1] == 503 and cluster.count("completed") == total, figures
    return figures


def _post(cluster, server, number):
    """The status of the answer; a refusal says when to try again."""
    answer = server.call("POST", "/ocr-invoice-job?process=true", {
        "jobNumber": number, "documentName": "x", "documentUrl": cluster.documents[SCANNED[0]],
        "template": "default"})
    assert answer.status == 201 or answer.headers.get("retry-after"), (answer.status, answer.body)
    return answer.status


def _fill(path, leave=0):
    """Writes until there is no more room than that."""
    with open(path, "wb", buffering=0) as file:
        for size in (1 << 20, 4096):
            try:
                while shutil.disk_usage(path.parent).free > leave:
                    file.write(b"x" * size)
            except OSError:
                pass
