"""The API behind nginx, beside PHP-FPM with the same database, statements, key check, total and body."""

import os
import re
import subprocess

from breaking.cluster import ROOT

from . import peers
from .costs import cpu_of_tree
from .web_cluster import WebCluster

CONNECTIONS = 16
HOW = (
    "**{php}** runs [bench/peer.php](peer.php), with opcache, eight processes and a persistent connection each. It asks the "
    "statements that ours asks, one a request, kept prepared by the connection, and answers byte for byte the same; both are "
    "compared before anything is measured. It writes no line a request into a log; ours, with its settings as they are by "
    "themselves, does. Both stand behind one nginx; `wrk` keeps {connections} connections busy.")


def measure(options, sheet):
    wrk, _ = peers.require("wrk"), peers.require("php-fpm")
    cluster = WebCluster(options.build)
    try:
        cluster.open()
        cluster.fill(10_000)
        cluster.start("serve", "--no-reading")
        cluster.servers[-1].wait_ready()
        cluster.start_web(with_php=True)
        identifiers = [row[0] for row in cluster.sql("SELECT LOWER(HEX(id)) FROM job ORDER BY MD5(id) LIMIT 2000")]
        sheet.note(HOW.format(php=peers.version("php-fpm"), connections=CONNECTIONS))
        for what, paths in {
            "GET one job": [f"/ocr-invoice-job/{identifier}" for identifier in identifiers],
            "GET 50 jobs": [f"/ocr-invoice-job?limit=50&offset={number * 7}" for number in range(200)],
        }.items():
            same(cluster, paths[0])
            in_turn(cluster, wrk, options, what, paths, sheet)
    finally:
        cluster.close()


def same(cluster, path):
    """Both ask the database the same and answer the same, or there is nothing to compare."""
    (ours, asked), (theirs, asked_by_peer) = watched(cluster, path), watched(cluster, "/php" + path)
    if ours[0] != 200 or ours != theirs:
        raise SystemExit(f"the peer's response differs at {path}:\n{ours}\n{theirs}")
    if not asked or asked != asked_by_peer:
        raise SystemExit(f"the peer's SQL differs at {path}:\n{asked}\n{asked_by_peer}")


def watched(cluster, path):
    """The answer, and the questions that were prepared for it on a connection that is new to them."""
    cluster.sql("TRUNCATE mysql.general_log; SET GLOBAL log_output = 'TABLE', general_log = ON")
    answer = cluster.get(path)
    cluster.sql("SET GLOBAL general_log = OFF")
    rows = cluster.sql("SELECT argument FROM mysql.general_log WHERE command_type = 'Prepare' AND argument LIKE 'SELECT%'")
    return answer, [" ".join(row[0].replace("\\n", " ").split()) for row in rows]


def in_turn(cluster, wrk, options, what, paths, sheet):
    ours, theirs = [], []
    programs = {"": cluster.servers[-1].process.pid, "/php": cluster.php.pid}
    for prefix in programs:
        load(cluster, wrk, prefix, paths, 1, programs[prefix])
    for _ in range(options.rounds):
        ours.append(load(cluster, wrk, "", paths, options.seconds, programs[""]))
        theirs.append(load(cluster, wrk, "/php", paths, options.seconds, programs["/php"]))
    peer = "PHP-FPM"
    sheet.compare(f"{what}, requests a second", [a.rate for a in ours], peer, [b.rate for b in theirs], "", "≥ 1.3", 0)
    sheet.compare(f"{what}, application's CPU", [a.cpu for a in ours], peer, [b.cpu for b in theirs], " µs", "≤ 0.5", 0)
    sheet.compare(f"{what}, database's CPU", [a.database for a in ours], peer, [b.database for b in theirs], " µs", "", 0)


class Load:
    def __init__(self, requests, seconds, cpu, database):
        self.rate, self.cpu, self.database = requests / seconds, cpu / requests * 1e6, database / requests * 1e6


def load(cluster, wrk, prefix, paths, seconds, program):
    """So many seconds of requests; what they cost each."""
    listed = cluster.folder / "paths"
    listed.write_text("\n".join(prefix + path for path in paths))
    before = cpu_of_tree(program), cpu_of_tree(cluster.database.pid)
    done = subprocess.run(
        [wrk, "-t1", f"-c{CONNECTIONS}", f"-d{seconds}s", "-s", ROOT / "bench" / "requests.lua", "-H",
         f"api-key: {cluster.key}", f"http://127.0.0.1:{cluster.port}/"],
        env={**os.environ, "PATHS": str(listed)}, capture_output=True, text=True, check=True)
    after = cpu_of_tree(program), cpu_of_tree(cluster.database.pid)
    requests = int(re.search(r"(\d+) requests in ([\d.]+)s", done.stdout)[1])
    if failed := re.search(r"Non-2xx.*", done.stdout):
        raise SystemExit(f"{prefix or 'ours'}: {failed[0]}")
    return Load(requests, seconds, after[0] - before[0], after[1] - before[1])
