"""Faults of learning: several processes learn from one supplier's documents and are killed in the middle of it."""

import time

from .cluster import Patience, wait_until

SAMPLE = "craftsman-de.pdf"
# No more than a memory is learnt anew from.
DOCUMENTS = 10


def learning(cluster, options):
    """Two processes learn from one supplier, killed in the middle: nothing is lost, nothing doubled."""
    for _ in range(2):
        cluster.start().wait_ready()
    names = [cluster.submit(f"m-{number}", SAMPLE) for number in range(DOCUMENTS)]
    cluster.wait_all_final(DOCUMENTS, 120)
    for name in names:
        _confirm(cluster, name)
    _wait_learnt(cluster)
    first = _state(cluster)
    # Each is corrected: all must be learnt anew, which takes long enough to be killed in.
    for number, name in enumerate(names):
        _confirm(cluster, name, {"invoice": {"purchaseOrder": f"B-{number}"}})
    killed, most, begun = 0, options.kills or 3, time.monotonic()
    while killed < most and _lessons(cluster) and time.monotonic() - begun < 60 * Patience.factor:
        for server in cluster.living:
            server.pause()
        if _lessons(cluster, "claim IS NOT NULL"):
            for server in cluster.living:
                server.kill()
                killed += 1
            _bury(cluster, options)
            for _ in range(2):
                cluster.start().wait_ready()
        for server in cluster.living:
            server.go_on()
        time.sleep(0.05)
    _wait_learnt(cluster)
    last = _state(cluster)
    figures = f"{DOCUMENTS} documents, {killed} kills while it was learnt; first {first}, at the end {last}"
    assert first == last == [[str(DOCUMENTS), str(DOCUMENTS)]] and killed, figures
    return figures


def _confirm(cluster, name, data=None):
    results = cluster.insist("GET", f"/ocr-invoice-job/{name}/results")
    assert results.status == 200, results.body
    answer = cluster.insist(
        "POST", f"/ocr-invoice-job/{name}/review?force=true",
        {"confirm": True} | ({"extractedData": data} if data else {}), {"if-match": results.headers["etag"]})
    assert answer.status == 200, answer.body


def _state(cluster):
    """Of each supplier with a memory: how many documents it was learnt from, and how many jobs have taught it."""
    return cluster.sql(
        "SELECT m.documents, (SELECT COUNT(*) FROM supplier_taught t WHERE t.supplier_id = m.supplier_id) "
        "FROM supplier_memory m")


def _lessons(cluster, condition="TRUE"):
    return int(cluster.sql(f"SELECT COUNT(*) FROM supplier_lesson WHERE {condition}")[0][0])


def _bury(cluster, options):
    """In a hurry the killed processes' lessons are free at once; by themselves they are after a minute."""
    if options.hurry:
        cluster.sql("UPDATE supplier_lesson SET due_at = UTC_TIMESTAMP(3)")


def _wait_learnt(cluster):
    wait_until("all is learnt", lambda: not _lessons(cluster), 180, 0.2)
