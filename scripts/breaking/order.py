"""Faults of order: limits across processes, priorities, fairness, cancelling."""

import time

from .processes import PLAIN, SCANNED
from .stage import wait_until


def parallel(stage, options):
    """A group with parallelJobs 2 over three processes: never more than two at once."""
    for _ in range(3):
        stage.start().wait_ready()
    template = stage.insist("GET", "/ocr-invoice-job-template").data[0]["_id"]
    settings = {"name": "two at a time", "template": template, "processingSettings": {"parallelJobs": 2}}
    answer = stage.insist("POST", "/ocr-invoice-job-group", settings)
    assert answer.status == 201, answer.body
    group = answer.data["_id"]
    names = [stage.submit(f"q-{number}", SCANNED[0], group=group) for number in range(40)]
    most, samples = 0, 0
    while stage.count("completed") + stage.count("failed") < len(names):
        most = max(most, stage.count("processing"))
        samples += 1
        assert samples < 5000, "the jobs do not come to an end"
    shown = stage.insist("GET", f"/ocr-invoice-job-group/{group}").data
    figures = f"{samples} samples, at most {most} at once, group says {shown['status']} {shown['completedJobs']}"
    assert most == 2 and shown["completedJobs"] == 40 and shown["status"] == "completed", figures
    stage.recount()
    return figures


def priority(stage, options):
    """Urgent jobs pass waiting ones of lower priority."""
    server = stage.start(readers=1).wait_ready()
    for number in range(12):
        stage.submit(f"l-{number}", SCANNED[0], priority="low")
    urgent = stage.submit("u-1", PLAIN[0], priority="urgent")
    wait_until("the urgent job is done", lambda: stage.job(urgent)["status"] == "completed", 30, 0.05)
    before = stage.count("completed") - 1
    stage.wait_all_final(13, 120)
    figures = f"{before} of 12 low jobs were done before the urgent one that came last"
    assert before <= 4 and server.is_running, figures
    return figures


def cancel(stage, options):
    """A running job is cancelled within ten seconds, on whichever process it runs."""
    answering = stage.start("serve", "--no-reading").wait_ready()
    stage.start("work")
    name = stage.submit("x-1", "wholesale-nl.tiff")
    waiting = [stage.submit(f"x-{number}", "wholesale-nl.tiff") for number in range(2, 8)]
    wait_until("the job runs", lambda: stage.job(name)["status"] == "processing", 30, 0.02)
    begun = time.monotonic()
    answer = answering.call("POST", f"/ocr-invoice-job/{name}/cancel")
    assert answer.status == 200, answer.body
    wait_until("it is cancelled", lambda: stage.job(name)["status"] == "cancelled", 20, 0.05)
    took = time.monotonic() - begun
    for other in waiting:
        answering.call("POST", f"/ocr-invoice-job/{other}/cancel")
    stage.wait_all_final(7, 60)
    assert took <= 10, f"{took:.1f} s"
    stage.recount()
    return f"cancelled after {took:.1f} s"


def fair(stage, options):
    """T-13: one account's thousand jobs do not hold up another's single one."""
    server = stage.start().wait_ready()
    other = stage.run("key", "create", "other").strip()
    for number in range(300):
        stage.submit(f"f-{number}", PLAIN[number % 4])
    mine, documents = stage.key, dict(stage.documents)
    stage.key, stage.documents = other, {}
    begun = time.monotonic()
    name = stage.submit("single", PLAIN[0])
    wait_until("the single job is done", lambda: stage.job(name)["status"] == "completed", 60, 0.05)
    took = time.monotonic() - begun
    stage.key, stage.documents = mine, documents
    left = stage.count("queued")
    figures = f"the single job took {took:.1f} s while {left} of the other account still waited"
    assert took <= 10 and server.is_running, figures
    stage.wait_all_final(301, 300)
    stage.recount()
    return figures
