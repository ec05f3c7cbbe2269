"""Faults of a machine that makes no more threads or processes."""

import os
import signal
import subprocess
import time

from .folder import check_none_charged, hurry
from .processes import PLAIN
from .cluster import wait_until

# No user's: the kernel counts threads by number, and nobody else runs under this one.
STRANGER = 61234
_SAME_USER = ["setpriv", f"--reuid={STRANGER}", f"--regid={STRANGER}", "--clear-groups", "--"]


def refused(cluster, options):
    """With too few threads at the start the server exits with a message; without threads for a reader later, jobs wait and lose no attempt."""
    if os.geteuid() != 0:
        return "left out: a user of one's own needs root"
    cluster.folder.chmod(0o755)
    work = cluster.folder / "work-of-stranger"
    work.mkdir(mode=0o700)
    os.chown(work, STRANGER, STRANGER)
    # MariaDB identifies its root by name here, for any user of the system.
    cluster.socket.chmod(0o777)
    front = cluster.start("serve", "--no-reading").wait_ready()
    sentence = _begin_with_too_few(cluster, work)
    worker = cluster.start("work", before=_as_stranger(), work_folder=work, readers=1)
    wait_until("it holds a lease", lambda: worker.count("worker registered") == 1, 60)
    # First the server can start no reader, then the readers can open no document.
    _starve(cluster, worker, [worker.process.pid], 0)
    _starve(cluster, worker, _readers(worker), 4)
    took = worker.stop()
    assert took < 30 and front.is_running, f"the stop took {took:.0f} s"
    return f"{sentence}; {check_none_charged(cluster, 8)}"


def _starve(cluster, worker, processes, first):
    """Four jobs while these processes can make no other: put off, and done once they can."""
    before = worker.count("job attempt failed")
    _limit(processes, 1)
    for number in range(first, first + 4):
        cluster.submit(f"t-{number}", PLAIN[number % 4])
    wait_until("jobs are put off", lambda: worker.count("job attempt failed") > before, 30)
    for _ in range(5):
        hurry(cluster)
        time.sleep(1)
    _limit(processes, 200)
    wait_until("they are done", lambda: hurry(cluster) or cluster.count("completed") == first + 4, 60, 0.5)


def _limit(processes, threads):
    for process in processes:
        # By the same user: root of a container may not.
        subprocess.run([*_SAME_USER, "prlimit", f"--pid={process}", f"--nproc={threads}:200"], check=True)


def _begin_with_too_few(cluster, work):
    """A start that lacks threads says how many it needs, and ends: also one that has seconds to spend."""
    command = [*_as_stranger(4), cluster.program, "work", "--drain", "--seconds", "40"]
    begun = time.monotonic()
    result = subprocess.run(
        command, env=cluster.environment({"work_folder": work, "readers": 2}), capture_output=True, text=True, timeout=120)
    took = time.monotonic() - begun
    text = result.stdout + result.stderr
    assert result.returncode != 0 and "threads and processes" in text, (result.returncode, text)
    assert took < 20, f"it took {took:.0f} s"
    return "refused at the start"


def _as_stranger(threads=200):
    return ["prlimit", f"--nproc={threads}:200", *_SAME_USER]


def _readers(server):
    """The warm readers' numbers."""
    found = []
    for name in filter(str.isdigit, os.listdir("/proc")):
        try:
            with open(f"/proc/{name}/stat", encoding="ascii") as file:
                parent = int(file.read().rsplit(")", 1)[1].split()[1])
        except OSError:
            continue
        if parent == server.process.pid:
            found.append(int(name))
    return found
