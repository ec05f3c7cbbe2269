"""Attacks by documents: files that want to crash, hang or fill the reader; patterns that want to count for ever."""

import collections
import datetime
import itertools
import json
import os
import pathlib
import subprocess
import time

from . import bombs_xml, hostile
from .places import SAMPLES
from .environment import CODES


def write(folder, files):
    folder.mkdir(parents=True, exist_ok=True)
    paths = []
    for name, data in files:
        path = folder / name
        path.write_bytes(data)
        paths.append(path)
    return paths


def read(program, paths, seconds):
    """Reads files with the command line: outcomes by name, and how the program ended."""
    result = subprocess.run(
        ["nice", "-n", "5", program, "read", "--jsonl", *paths], capture_output=True, text=True, timeout=seconds,
        env={n: v for n, v in os.environ.items() if not n.startswith("OCR_INVOICE_")})
    outcomes = {}
    for line in result.stdout.splitlines():
        item = json.loads(line)
        outcomes[item["id"]] = item.get("error")
    return outcomes, result


# Read by one program: starting its readers takes as long as reading hundreds of small files.
PORTION = 200


def files(environment, options):
    """A-5: hostile files through `ocr-invoice read`: every file gives one line, no crash, bounded time and memory."""
    told, count, slowest = collections.Counter(), 0, (0.0, "")
    folder = pathlib.Path(environment.folder) / "hostile"
    begun = time.monotonic()
    for portion in _portions(hostile.files(options.step, options.mutants, options.seed), PORTION):
        paths = write(folder, portion)
        at = time.monotonic()
        outcomes, result = read(environment.program, paths, PORTION * 200)
        slowest = max(slowest, (time.monotonic() - at, paths[0].name))
        assert result.returncode in (0, 1), f"{paths[0].name} …: ended with {result.returncode}: {result.stderr[-500:]}"
        for path in paths:
            assert path.stem in outcomes, f"{path.name}: no line for it"
            code = _code(outcomes[path.stem])
            told[code] += 1
            assert code in CODES | {"read"}, f"{path.name}: {outcomes[path.stem]}"
            path.unlink()
        count += len(paths)
    assert count >= options.least, f"only {count} files"
    left = list(folder.parent.glob("work/*/*"))
    return (f"{count} files in {time.monotonic() - begun:.0f} s, slowest {PORTION} in {slowest[0]:.0f} s ({slowest[1]}), "
            f"{dict(told.most_common())}, left behind {len(left)}")


def _portions(pairs, size):
    pairs = iter(pairs)
    while portion := list(itertools.islice(pairs, size)):
        yield portion


def _code(error):
    if error is None:
        return "read"
    return error.get("code", "?") if isinstance(error, dict) else str(error)[:40]


# Of one attempt to read a document, from its start: what it waits for its turn is no fault of its own.
LONGEST = 610
# For all of them, on a machine that does other things as well.
PATIENCE = 3600


def uploads(environment, options):
    """A-5 through the server: each ends with a stable code, the server keeps running, other jobs continue."""
    chosen = [f for number, f in enumerate(hostile.files(25, 40)) if number % options.every == 0 or f[0].startswith(("pdf-", "png-", "tiff-", "xml-"))]
    before, told, refused, jobs = environment.memory(), collections.Counter(), collections.Counter(), {}
    # As many at a time as are read at once, so that the time of an attempt is its own. A page is given two minutes of the
    # processor; where others have it, three minutes by the clock end the attempt instead.
    group = environment.make_group(f"hostile-{time.monotonic_ns()}", parallelJobs=os.cpu_count(), retryCount=0, timeoutMinutes=3)
    begun = time.monotonic()
    for number, (name, data) in enumerate(chosen):
        job, answer = environment.send_document(f"h{number}-{time.monotonic_ns()}", data, group=group)
        if job:
            jobs[job] = name
        else:
            assert answer.status in (400, 413, 415, 422), f"{name}: {answer.status} {answer.body[:200]}"
            refused[answer.status] += 1
    # Urgent, so that it comes in the midst of them.
    good, _ = environment.send_document(f"good-{time.monotonic_ns()}", (SAMPLES / "consultancy-en.pdf").read_bytes(), priority="urgent")
    assert environment.end_of(good, LONGEST)["status"] == "completed", "an innocent job did not complete"
    environment.end_of_group(group, PATIENCE)
    slowest = (0.0, "")
    for job, name in jobs.items():
        found = environment.ask("GET", f"/ocr-invoice-job/{job}").data
        code = found.get("errorCode") or found["status"]
        told[code] += 1
        assert code in CODES | {"completed"}, f"{name}: {code} {found.get('errorLog')} {found.get('attempts')}"
        slowest = max([slowest, *((_seconds(a), name) for a in found["attempts"] if a["completedAt"])])
    assert slowest[0] <= LONGEST, f"{slowest[1]}: {slowest[0]:.0f} s"
    assert environment.is_healthy()
    grown = (environment.memory() - before) >> 20
    return (f"{len(chosen)} files in {time.monotonic() - begun:.0f} s, slowest {slowest[0]:.0f} s ({slowest[1]}), {dict(told)}, "
            f"refused {dict(refused)}, server +{grown} MiB, a good job among them completed")


def _seconds(attempt):
    begun, ended = (datetime.datetime.fromisoformat(attempt[name].replace("Z", "+00:00")) for name in ("startedAt", "completedAt"))
    return (ended - begun).total_seconds()


def xml(environment, options):
    """A-6: no file read, no connection, bounded time and memory."""
    folder = pathlib.Path(environment.folder) / "xml"
    # Nobody else's: other attacks' jobs may still be trying their own.
    listener = "93.184.216.35" if environment.outside else "127.0.0.1:9"
    paths = write(folder, bombs_xml.files(listener))
    prefix = environment.outside.prefix if environment.outside else []
    base = _measured(prefix, environment, SAMPLES / "einvoice-de.xml", times=5)
    slowest, largest = (0.0, ""), (0, "")
    for path in paths:
        processor, memory, output = _measured(prefix, environment, path)
        if processor - base[0] > 0.1:
            processor, memory, output = _measured(prefix, environment, path, times=3)
        slowest = max(slowest, (processor - base[0], path.name))
        largest = max(largest, (memory - base[1], path.name))
        assert "root:" not in output and "/bin/sh" not in output, f"{path.name}: a file was read"
    if environment.outside:
        assert listener not in environment.outside.connections(), "a connection was made"
    told = (f"{len(paths)} files, slowest +{slowest[0] * 1000:.0f} ms ({slowest[1]}), largest +{largest[0] >> 20} MiB "
            f"({largest[1]}), connections 0, files read 0")
    # An optimised build's; the other one counts bytes a hundred times slower.
    assert slowest[0] < (0.2 if environment.build.name == "release" else 5) and largest[0] < 50_000_000, told
    return told


def _measured(prefix, environment, path, times=1):
    """Processor seconds, bytes of the largest process, and what was printed; an ordinary e-invoice is the measure.

    Of several times the least: even a processor's time is longer beside others that use its caches."""
    return min((_once(prefix, environment, path) for _ in range(times)), key=lambda measured: measured[0])


def _once(prefix, environment, path):
    process = subprocess.Popen([*prefix, environment.program, "read", "--jsonl", path], stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True)
    output = process.stdout.read()
    _, status, usage = os.wait4(process.pid, 0)
    process.returncode = os.waitstatus_to_exitcode(status)
    return usage.ru_utime + usage.ru_stime, usage.ru_maxrss << 10, output


PATTERNS = [
    r"(a+)+$", r"(a|a)*$", r"(a|aa)+$", r"([a-zA-Z]+)*$", r"(.*a){20}", r"(.*)*x", r"(\d+)+x", r"^(([a-z])+.)+[A-Z]([a-z])+$", r"(x+x+)+y",
    r"(?:a?){30}a{30}", r"(a*)*b", r"((a*)*)*b", r"(?=(a+))a*b\1", r"(.+)+\d{50}", r"(\w+\s?)+x$", r"(?s)(.*?,){30}P", r"(a{1,100}){1,100}b",
    r"(?R)?a", r"(a(?1)?b)", r"((?:(?:a)*)*)*z", r"(?<value>(?:[^x]+)+)y", r"\b(\w+\W*)+!!", r"(\s*\S*)*\|", r"(?:[\s\S]*){10}~", r"(?:.|\n)*?~~~~",
    r"(?s).*.*.*~~", r"\w*\w*\w*~~", r"(?s)(.+)\1+~~", r"(\X+)+~~", r"(*NO_START_OPT)(?s).*.*.*z", r"(\w*)(\w*)(\w*)\1~\2",
    r"(?<=a{1,50})b", r"[[:alpha:]]*[[:alnum:]]*[[:alpha:]]*[[:alnum:]]*~", r"(?i)(A|a|À)+~", r"(?:e|e|e|e)+~", r"(?x) ( . + ) + ~",
]


ROUNDS = 3


def patterns(environment, options):
    """A-7: patterns that explode, saved as templates and run on a document's text."""
    text = SAMPLES / "long-de.pdf"
    job, _ = environment.send_document(f"redos-{time.monotonic_ns()}", text.read_bytes())
    environment.end_of(job)
    refused, slowest, base = 0, (0.0, ""), None
    # The first harms nobody: what a trial costs without.
    for number, pattern in enumerate(["Rechnung", *PATTERNS]):
        rules = {"fields": [{"name": "trap", "type": "text", "required": False, "pattern": pattern}]}
        template = {"name": f"t{number}", "ocrEngine": "tesseract", "documentType": "invoice", "extractionRules": rules}
        made = environment.ask("POST", "/ocr-invoice-job-template", template)
        if made.status == 422:
            refused += 1
            continue
        assert made.status == 201, f"{pattern}: {made.status} {made.body[:200]}"
        # Of the processor, since a busy machine's clock tells of others; several, since it is counted in hundredths.
        begun = environment.processor_time()
        answers = [environment.ask("POST", f"/ocr-invoice-job-template/{made.data['_id']}/test", {"job": job}) for _ in range(ROUNDS)]
        took = (environment.processor_time() - begun) / ROUNDS
        if base is None:
            base = took
        slowest = max(slowest, (took - base, pattern))
        wrong = [a for a in answers if a.status not in (200, 409, 422, 503)]
        assert not wrong, f"{pattern}: {wrong[0].status} {wrong[0].body[:200]}"
        assert took - base < 0.1, f"{pattern}: +{took - base:.3f} s of the processor"
    assert environment.is_healthy()
    return (f"{len(PATTERNS)} patterns, {refused} refused, slowest +{slowest[0] * 1000:.0f} ms of the processor ({slowest[1]}); "
            f"a harmless one {base * 1000:.0f} ms")
