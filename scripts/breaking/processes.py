"""Faults of processes: killed, stopped, terminated, crashed."""

import os
import random
import signal
import socket
import threading
import time

from . import fastcgi
from .cluster import wait_until

PLAIN = ["consultancy-en.pdf", "craftsman-de.pdf", "supplies-fr.pdf", "order-us.pdf"]
SCANNED = ["till-receipt-en.bmp", "hardware-es.png"]


def sample(number):
    """Half of them born-digital, half to be recognised."""
    return PLAIN[number // 2 % len(PLAIN)] if number % 2 else SCANNED[number // 2 % len(SCANNED)]


def executions(cluster):
    return sum(server.started for server in cluster.servers)


def check_all_once(cluster, total, at_kills):
    completed, results = cluster.count("completed"), int(cluster.sql("SELECT COUNT(*) FROM job_result")[0][0])
    runs = executions(cluster)
    figures = f"{total} jobs, {completed} completed, {results} results, {runs} executions, {at_kills} running at kills"
    assert completed == total, figures + "; " + str(cluster.sql(
        "SELECT error_code, COUNT(*) FROM job WHERE status = 4 GROUP BY error_code"))
    assert results == total, figures
    assert runs <= total + at_kills, figures
    cluster.recount()
    return figures


def bury(cluster, server, options):
    """In a hurry the killed process's lease ends at once; that it ends by itself is the fault `rescue`."""
    if options.hurry:
        cluster.sql(
            "UPDATE worker SET lease_until = UTC_TIMESTAMP(3) - INTERVAL 1 SECOND "
            f"WHERE process_id = {server.process.pid}")


def submit(cluster, options):
    """Jobs are submitted while the only server is killed five times: each completes exactly once."""
    total, at_kills = options.jobs, 0
    server = cluster.start().wait_ready()
    for number in range(total):
        if number % (total // 5) == total // 10:
            server.kill()
            at_kills += server.unfinished
            bury(cluster, server, options)
            server = cluster.start()
        cluster.submit(f"s-{number}", sample(number))
    cluster.wait_all_final(total, 300)
    return check_all_once(cluster, total, at_kills)


def kills(cluster, options):
    """T-1: while jobs run, a process is killed every two seconds and the database five times."""
    total, at_kills, chance = options.jobs, 0, random.Random(7)
    for _ in range(3):
        cluster.start().wait_ready()
    for number in range(total):
        cluster.submit(f"k-{number}", sample(number))
    begun, killed, lost, most = time.monotonic(), 0, 0, options.kills or 5 + total // 20
    while cluster.sql("SELECT 1 FROM job WHERE status IN (0, 1, 2) LIMIT 1", quiet=False):
        assert time.monotonic() - begun < 60 + total * 3, "the jobs do not end"
        time.sleep(1 if options.hurry else 2)
        if killed >= most:
            continue
        victim = chance.choice(cluster.living)
        victim.kill()
        at_kills += victim.unfinished
        bury(cluster, victim, options)
        killed += 1
        cluster.start()
        if killed * 6 >= most * (lost + 1) and lost < 5:
            cluster.kill_database()
            lost += 1
            cluster.start_database()
    return check_all_once(cluster, total, at_kills) + f", {killed} kills of processes, {lost} of the database"


def rescue(cluster, options):
    """T-3: a process is killed while jobs run; they run again within 75 s."""
    first = cluster.start().wait_ready()
    names = [cluster.submit(f"r-{number}", "wholesale-nl.tiff") for number in range(4)]
    wait_until("jobs run", lambda: cluster.count("processing") >= 2, 20, 0.02)
    first.kill()
    running = first.unfinished
    second = cluster.start()
    begun = time.monotonic()
    wait_until("the lost jobs run again", lambda: int(cluster.sql(
        "SELECT COUNT(*) FROM job WHERE rescues > 0 AND (queue_state = 2 OR status = 3)")[0][0]) >= running, 90)
    again = time.monotonic() - begun
    cluster.wait_all_final(len(names), 120)
    rows = cluster.sql("SELECT MAX(rescues), MAX(crashes), SUM(rescues) FROM job")[0]
    figures = f"{running} were running, again after {again:.0f} s, rescues {rows[2]}, crashes {rows[1]}"
    assert again <= 75 and rows[0] == "1" and rows[1] == "0" and int(rows[2]) == running, figures
    assert cluster.count("completed") == len(names) and second.is_running, figures
    cluster.recount()
    return figures


def stall(cluster, options):
    """T-5: a process is stopped for 90 s; another one does its job, and the late result is dropped."""
    first = cluster.start().wait_ready()
    cluster.submit("t-1", "wholesale-nl.tiff")
    wait_until("the job runs", lambda: cluster.count("processing") == 1, 20, 0.02)
    first.pause()
    cluster.start()
    time.sleep(90)
    first.go_on()
    cluster.wait_all_final(1, 60)
    wait_until("the late result is dropped", lambda: first.count("claim lost, result dropped") == 1, 30)
    results = cluster.sql("SELECT COUNT(*) FROM job_result")[0][0]
    assert cluster.count("completed") == 1 and results == "1", results
    cluster.recount()
    return "1 result, 1 late result dropped"


def restart(cluster, options):
    """T-4: ten restarts under requests and jobs, over a socket that outlives the process."""
    listener = socket.socket(socket.AF_UNIX)
    path = str(cluster.folder / "kept.sock")
    listener.bind(path)
    listener.listen(511)
    server = cluster.start(listener=listener)
    bad, asked, halt = [], [0], threading.Event()

    def ask():
        while not halt.is_set():
            asked[0] += 1
            try:
                answer = fastcgi.call(path, "GET", "/ocr-invoice-job?limit=5", headers={"api-key": cluster.key})
                if answer.status >= 500:
                    bad.append(answer.status)
            except fastcgi.Unanswered as error:
                bad.append(str(error))
            time.sleep(0.04)

    wait_until("the server answers", lambda: fastcgi.call(path, "GET", "/health/ready").status == 200, 30)
    for number in range(8):
        cluster.submit(f"g-{number}", SCANNED[0])
    askers = [threading.Thread(target=ask) for _ in range(2)]
    for thread in askers:
        thread.start()
    slowest = 0
    for number in range(10):
        time.sleep(1.5)
        slowest = max(slowest, server.stop())
        server = cluster.start(listener=listener)
    cluster.wait_all_final(8, 120)
    halt.set()
    for thread in askers:
        thread.join()
    attempts = cluster.sql("SELECT MAX(attempt), MAX(retry_count), MAX(rescues) FROM job")[0]
    figures = f"{asked[0]} requests, {len(bad)} bad {bad[:2]}, slowest stop {slowest:.1f} s, attempts {attempts}"
    assert not bad and slowest <= 30 and attempts == ["1", "0", "0"], figures
    cluster.recount()
    return figures


def poison(cluster, options):
    """T-14: a document that crashes its reader three times fails; other jobs are not affected."""
    server = cluster.start().wait_ready()
    poisoned = cluster.submit("p-0", "wholesale-nl.tiff")
    killed = 0
    while killed < 3:
        wait_until("the poisoned job runs", lambda: cluster.job(poisoned)["status"] == "processing", 120, 0.02)
        # Again and again: the first fork that is found may be the last attempt's, on its way out.
        wait_until("the attempt ended", lambda: not _kill_reader_forks(server) and _ended(cluster, killed + 1), 120, 0.02)
        killed += 1
        # The pauses of half a minute and five minutes are the queue's; a test does not wait for them.
        cluster.sql("UPDATE job SET run_at = UTC_TIMESTAMP(3) WHERE queue_state = 3")
    names = [cluster.submit(f"p-{number}", PLAIN[number % 4]) for number in range(1, 40)]
    cluster.wait_all_final(len(names) + 1, 60)
    job = cluster.job(poisoned)
    innocent = cluster.sql("SELECT COUNT(*) FROM job WHERE number <> 'p-0' AND crashes > 0")[0][0]
    figures = f"{job['status']} {job.get('errorCode')}, {cluster.count('completed')} others done, {innocent} blamed"
    assert job["status"] == "failed" and job["errorCode"] == "poison_document" and innocent == "0", figures
    assert cluster.count("completed") == len(names), figures
    cluster.recount()
    return figures


def _ended(cluster, attempts):
    """Whether so many attempts of the poisoned job are over: put off after a crash, or failed for good."""
    crashes, status = cluster.sql("SELECT crashes, status FROM job WHERE number = 'p-0'")[0]
    return int(crashes) >= attempts or status == "4"


def _kill_reader_forks(server):
    """Kills the forks that read documents: children of readers, which are children of the server. How many."""
    killed = 0
    for reader in _children(server.process.pid):
        for fork in _children(reader):
            if not _is_dead(fork):
                os.kill(fork, signal.SIGKILL)
                killed += 1
    return killed


def _is_dead(process):
    try:
        with open(f"/proc/{process}/stat", encoding="ascii") as file:
            return file.read().rsplit(")", 1)[1].split()[0] in "ZX"
    except OSError:
        return True


def _children(process):
    try:
        with open(f"/proc/{process}/task/{process}/children", encoding="ascii") as file:
            direct = file.read().split()
    except OSError:
        return []
    found = [int(child) for child in direct]
    for task in _tasks(process):
        if task != str(process):
            try:
                with open(f"/proc/{process}/task/{task}/children", encoding="ascii") as file:
                    found += [int(child) for child in file.read().split()]
            except OSError:
                pass
    return found


def _tasks(process):
    try:
        return os.listdir(f"/proc/{process}/task")
    except OSError:
        return []


def crash(cluster, options):
    """A reader is killed in the middle of a page: its job loses one attempt and nothing else."""
    server = cluster.start().wait_ready()
    struck = cluster.submit("c-0", "wholesale-nl.tiff")
    wait_until("the job runs", lambda: cluster.job(struck)["status"] == "processing", 30, 0.02)
    wait_until("a fork reads it", lambda: _kill_reader_forks(server), 10, 0.005)
    # Again and again: the first fork that is found may be on its way out, for another that has an engine.
    wait_until("the attempt ended", lambda: not _kill_reader_forks(server) and cluster.job(struck)["status"] == "queued", 30, 0.02)
    others = [cluster.submit(f"c-{number}", PLAIN[number % 4]) for number in range(1, 5)]
    cluster.wait_all_final(len(others), 30)
    cluster.sql("UPDATE job SET run_at = UTC_TIMESTAMP(3) WHERE queue_state = 3")
    cluster.wait_all_final(len(others) + 1, 60)
    rows = cluster.sql("SELECT SUM(crashes), SUM(rescues), MAX(attempt) FROM job")[0]
    figures = f"crashes {rows[0]}, rescues {rows[1]}, attempts of the struck job {rows[2]}"
    assert cluster.count("completed") == 5 and rows[:2] == ["1", "0"], figures
    cluster.recount()
    return figures

