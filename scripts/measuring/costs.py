"""What work costs: CPU seconds of a command and all that it started, or of processes that go on living."""

import concurrent.futures
import dataclasses
import os
import pathlib
import statistics
import subprocess
import time

TICKS = os.sysconf("SC_CLK_TCK")


@dataclasses.dataclass
class Cost:
    cpu: float
    wall: float
    # MiB of the largest single process.
    peak: float


def run(command, environment=None, output=subprocess.DEVNULL, may_fail=False):
    """Runs a command to its end; what it cost, its children counted."""
    begun = time.monotonic()
    process = subprocess.Popen(
        [str(word) for word in command], env={**os.environ, **(environment or {})}, stdout=output,
        stderr=subprocess.DEVNULL, stdin=subprocess.DEVNULL)
    _, status, usage = os.wait4(process.pid, 0)
    # Popen must not wait for what has been waited for.
    process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode != 0 and not may_fail:
        raise SystemExit(f"{' '.join(map(str, command[:4]))} … exited with status {process.returncode}")
    return Cost(usage.ru_utime + usage.ru_stime, time.monotonic() - begun, usage.ru_maxrss / 1024)


def total(costs):
    """One after the other."""
    costs = list(costs)
    return Cost(sum(c.cpu for c in costs), sum(c.wall for c in costs), max((c.peak for c in costs), default=0))


def side_by_side(commands, width):
    """So many at a time, each begun when another has ended."""
    begun = time.monotonic()
    with concurrent.futures.ThreadPoolExecutor(width) as threads:
        costs = total(threads.map(run, commands))
    return dataclasses.replace(costs, wall=time.monotonic() - begun)


def descendants(pid):
    """The process and all below it."""
    found = [pid]
    for path in pathlib.Path(f"/proc/{pid}/task").glob("*/children"):
        try:
            for child in path.read_text().split():
                found += descendants(int(child))
        except OSError:
            pass
    return found


def cpu(pid, with_ended=True):
    """CPU seconds of a process, and of its children that have ended."""
    fields = pathlib.Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
    return sum(int(field) for field in fields[11:15 if with_ended else 13]) / TICKS


def cpu_of_tree(pid):
    seconds = 0
    for each in descendants(pid):
        try:
            seconds += cpu(each)
        except OSError:
            pass
    return seconds


def precise_cpu(pid):
    """CPU seconds of a process's living threads, to the nanosecond where the kernel keeps it."""
    seconds = 0
    for path in pathlib.Path(f"/proc/{pid}/task").glob("*/schedstat"):
        try:
            seconds += int(path.read_text().split()[0]) / 1e9
        except OSError:
            pass
    return seconds


def resident(pid):
    """RSS in KiB."""
    try:
        return int(pathlib.Path(f"/proc/{pid}/statm").read_text().split()[1]) * os.sysconf("SC_PAGESIZE") // 1024
    except OSError:
        return 0


def memory(pid):
    """PSS in MiB of a process and all below it: shared pages count once in the sum. The server lets root alone look into its
    memory; for others its pages count in full."""
    kilobytes = 0
    for each in descendants(pid):
        try:
            for line in pathlib.Path(f"/proc/{each}/smaps_rollup").read_text().splitlines():
                if line.startswith("Pss:"):
                    kilobytes += int(line.split()[1])
        except PermissionError:
            kilobytes += resident(each)
        except OSError:
            pass
    return kilobytes / 1024


def spread(values):
    """Minimum, median, maximum."""
    return min(values), statistics.median(values), max(values)
