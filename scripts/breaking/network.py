"""Faults of the way to the database, and of clocks."""

import os
import pathlib
import shutil
import socket
import subprocess
import threading
import time

from .processes import PLAIN, SCANNED
from .cluster import wait_until


class Tunnel:
    """Passes bytes between the server and the database until it is told to swallow them: what a peer that vanished
    without a word, or a firewall that drops, looks like from here."""

    def __init__(self, target):
        self.target, self.is_silent = target, False
        self.listener = socket.create_server(("127.0.0.1", 0))
        self.port = self.listener.getsockname()[1]
        self.ends, self.dead = [], set()
        threading.Thread(target=self._accept, daemon=True).start()

    def _accept(self):
        while True:
            try:
                near, _ = self.listener.accept()
            except OSError:
                return
            far = socket.create_connection(("127.0.0.1", self.target))
            self.ends += [near, far]
            if self.is_silent:
                self.dead |= {near, far}
            for source, sink in ((near, far), (far, near)):
                threading.Thread(target=self._pass, args=(source, sink), daemon=True).start()

    def _pass(self, source, sink):
        try:
            while data := source.recv(65536):
                if source not in self.dead:
                    sink.sendall(data)
            # Also an end is a word: of what was swallowed neither side hears.
            if source not in self.dead:
                sink.close()
        except OSError:
            pass

    def fall_silent(self):
        self.is_silent = True
        self.dead |= set(self.ends)

    def heal(self):
        """New connections pass again; those that were swallowed stay dead, as after a firewall's restart."""
        self.is_silent = False

    def close(self):
        self.listener.close()
        for end in self.ends:
            end.close()


def _free_port():
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        return free.getsockname()[1]


def half_open(cluster, options):
    """T-7: the network to the database drops everything silently: noticed within 30 s; the server recovers within 15 s of its end."""
    cluster.kill_database()
    cluster.port = _free_port()
    cluster.start_database()
    cluster.sql("CREATE USER IF NOT EXISTS chaos@'127.0.0.1' IDENTIFIED BY 'chaos'", database="mysql")
    cluster.sql("GRANT ALL ON ocr_invoice.* TO chaos@'127.0.0.1'", database="mysql")
    tunnel = Tunnel(cluster.port)
    server = cluster.start(
        database_socket="", database_host="127.0.0.1", database_port=tunnel.port, database_user="chaos",
        database_password="chaos").wait_ready()
    names = [cluster.submit(f"h-{number}", "wholesale-nl.tiff") for number in range(6)]
    wait_until("jobs run", lambda: cluster.count("processing") >= 2, 30, 0.02)
    tunnel.fall_silent()
    begun = time.monotonic()
    server.wait_unready()
    unready = time.monotonic() - begun
    assert server.call("GET", "/health/live").status == 200
    answer = server.call("GET", "/ocr-invoice-job", timeout=60)
    noticed = time.monotonic() - begun
    assert answer.status == 503 and answer.headers.get("retry-after"), (answer.status, answer.headers)
    wait_until("the lease keeper notices", lambda: server.count("lease not renewed") > 0, 45)
    kept = time.monotonic() - begun
    tunnel.heal()
    begun = time.monotonic()
    server.wait_ready(60)
    healed = time.monotonic() - begun
    cluster.wait_all_final(len(names), 400)
    figures = (
        f"/health/ready says so after {unready:.0f} s, a request after {noticed:.0f} s, the lease keeper after {kept:.0f} s; "
        f"ready {healed:.0f} s after the end, {cluster.count('completed')} of {len(names)} completed")
    tunnel.close()
    # /health/ready repeats an answer for 5 s, and waits 4 s for the database's.
    assert unready <= 10 and noticed <= 30 and kept <= 45 and healed <= 15, figures
    assert cluster.count("completed") == len(names), figures
    cluster.recount()
    return figures


def _with_clock(offset):
    """The command prefix of a program with another time of day that ends with its parent."""
    for name in ("faketime", "setpriv"):
        assert shutil.which(name), f"{name} is missing; scripts/setup installs it"
    return ["faketime", "-m", "--exclude-monotonic", "-f", offset, "setpriv", "--pdeathsig", "KILL"]


def clocks(cluster, options):
    """T-9: processes whose clocks are an hour ahead and behind: nothing is rescued early, the order stays."""
    # The library makes a clock that goes back too slow a start, so the database's goes ahead instead.
    cluster.kill_database()
    cluster.start_database(before=_with_clock("+1h"))
    right = cluster.start("serve", "--no-reading").wait_ready()
    for number in range(6):
        cluster.submit(f"l-{number}", SCANNED[0], priority="low")
    urgent = cluster.submit("u-0", PLAIN[0], priority="urgent")
    cluster.sql(
        "UPDATE job SET queue_state = 3, run_at = UTC_TIMESTAMP(3) + INTERVAL 20 SECOND WHERE number = 'l-5'; "
        "UPDATE account SET ready = ready - 1")
    behind = cluster.start("work", readers=1)
    ahead = cluster.start("work", before=_with_clock("+2h"), readers=1)
    wait_until("both work", lambda: len(cluster.sql("SELECT id FROM worker")) == 2, 90)
    wait_until("the urgent job is done", lambda: cluster.job(urgent)["status"] == "completed", 40, 0.05)
    early = cluster.count("completed") - 1
    assert cluster.sql("SELECT queue_state FROM job WHERE number = 'l-5'") == [["3"]], "a waiting job ran too early"
    cluster.wait_all_final(7, 120)
    # Several beats and reapings of each.
    time.sleep(35)
    rows = cluster.sql("SELECT MAX(rescues), MAX(attempt), MAX(ABS(TIMESTAMPDIFF(SECOND, created_at, completed_at))) FROM job")[0]
    living = len(cluster.sql("SELECT id FROM worker WHERE lease_until > UTC_TIMESTAMP(3)"))
    figures = (
        f"{cluster.count('completed')} of 7 completed, rescues {rows[0]}, {early} low jobs before the urgent one, "
        f"{living} leases alive, slowest job {rows[2]} s")
    assert cluster.count("completed") == 7 and rows[0] == "0" and rows[1] == "1" and living == 2, figures
    assert early <= 4 and ahead.is_running and behind.is_running and right.is_running, figures
    cluster.recount()
    return figures


def overload(cluster, options):
    """T-18: five times as many jobs as can be read are submitted: accepted jobs complete, the rest get a 429."""
    seconds, limit = 25, 30
    cluster.start(backlog_limit=limit).wait_ready()
    cluster.upload(SCANNED[0])
    accepted, refused, slow, other = [], 0, [], []
    lock, halt = threading.Lock(), time.monotonic() + seconds

    def push(hand):
        nonlocal refused
        number = 0
        while time.monotonic() < halt:
            number += 1
            begun = time.monotonic()
            answer = cluster.call("POST", "/ocr-invoice-job?process=true", {
                "jobNumber": f"o-{hand}-{number}", "documentName": "x", "template": "default",
                "documentUrl": cluster.documents[SCANNED[0]]})
            took = time.monotonic() - begun
            with lock:
                if answer.status == 201:
                    accepted.append(answer.data["_id"])
                    slow.append(took)
                elif answer.status == 429 and answer.headers.get("retry-after"):
                    refused += 1
                else:
                    other.append(answer.status)
            time.sleep(0.05)

    hands = [threading.Thread(target=push, args=(hand,)) for hand in range(4)]
    for hand in hands:
        hand.start()
    for hand in hands:
        hand.join()
    cluster.wait_all_final(len(accepted), 180)
    slow.sort()
    p99 = slow[int(len(slow) * 0.99)]
    stored = int(cluster.sql("SELECT COUNT(*) FROM job")[0][0])
    figures = (
        f"{len(accepted)} accepted in {seconds} s and {cluster.count('completed')} completed, {refused} told to wait, "
        f"p99 of an accepted POST {p99 * 1000:.0f} ms")
    assert not other and stored == len(accepted) == cluster.count("completed"), f"{figures}; {other[:5]} {stored}"
    assert refused > len(accepted) and p99 < 1, figures
    cluster.recount()
    return figures


class Namespace:
    """A network of its own for one process, with a wire to the database that can be cut without a word."""

    def __init__(self):
        self.name = f"chaos{os.getpid()}"
        self.outside, self.inside = "10.213.7.1", "10.213.7.2"
        wire = f"ch{os.getpid()}"
        self.wire = f"{wire}a"
        _run("ip", "netns", "add", self.name)
        _run("ip", "link", "add", self.wire, "type", "veth", "peer", "name", f"{wire}b", "netns", self.name)
        _run("ip", "address", "add", f"{self.outside}/30", "dev", self.wire)
        _run("ip", "link", "set", self.wire, "up")
        self.run("ip", "address", "add", f"{self.inside}/30", "dev", f"{wire}b")
        self.run("ip", "link", "set", f"{wire}b", "up")
        self.run("ip", "link", "set", "lo", "up")
        self.run("nft", "add table ip cut; add chain ip cut out { type filter hook output priority 0; }")

    def run(self, *words):
        _run(*self.before, *words)

    @property
    def before(self):
        return ["ip", "netns", "exec", self.name]

    def cut(self):
        self.run("nft", f"add rule ip cut out ip daddr {self.outside} drop")

    def heal(self):
        self.run("nft", "flush chain ip cut out")

    def close(self):
        _run("ip", "netns", "del", self.name)


def _run(*words):
    subprocess.run(words, check=True, capture_output=True)


def _memory(server):
    """Of the program that `ip netns exec` has become, in MB."""
    return int(pathlib.Path(f"/proc/{server.process.pid}/statm").read_text(encoding="ascii").split()[1]) * 4096 / 1e6


def cut(cluster, options):
    """T-6: the network to the database drops everything for 10 s, 60 s, 5 min; as root, needs nftables and iproute2."""
    assert os.geteuid() == 0, "making a network needs root"
    for name in ("nft", "ip"):
        assert shutil.which(name), f"{name} is missing: apt-get install nftables iproute2"
    network = Namespace()
    try:
        return _cut(cluster, network)
    finally:
        for server in cluster.servers:
            server.kill()
        network.close()


def _cut(cluster, network):
    cluster.kill_database()
    cluster.port, cluster.address = _free_port(), network.outside
    cluster.start_database()
    cluster.sql(f"CREATE USER chaos@'{network.inside}' IDENTIFIED BY 'chaos'", database="mysql")
    cluster.sql(f"GRANT ALL ON ocr_invoice.* TO chaos@'{network.inside}'", database="mysql")
    server = cluster.start(
        before=network.before, database_socket="", database_host=network.outside, database_port=cluster.port,
        database_user="chaos", database_password="chaos").wait_ready()
    figures, number = [], 0
    for seconds in (10, 60, 300):
        rescued = int(cluster.sql("SELECT COALESCE(SUM(rescues), 0) FROM job")[0][0])
        for _ in range(4):
            number += 1
            cluster.submit(f"c-{number}", "wholesale-nl.tiff")
        wait_until("a job runs", lambda: cluster.count("processing") >= 1, 30, 0.02)
        memory = _memory(server)
        network.cut()
        begun = time.monotonic()
        server.wait_unready()
        unready = time.monotonic() - begun
        assert server.call("GET", "/health/live").status == 200
        if seconds > 10:
            # Another process with a working network.
            other = cluster.start("work")
            wait_until("the cut server's jobs run elsewhere", lambda: int(cluster.sql(
                "SELECT COUNT(*) FROM job WHERE rescues > 0")[0][0]) > 0, 90)
            rescue = f"rescued after {time.monotonic() - begun:.0f} s"
        time.sleep(max(0, seconds - (time.monotonic() - begun)))
        network.heal()
        healed = time.monotonic()
        server.wait_ready(60)
        ready = time.monotonic() - healed
        cluster.wait_all_final(number, 120)
        now = int(cluster.sql("SELECT COALESCE(SUM(rescues), 0) FROM job")[0][0])
        growth = _memory(server) - memory
        line = f"{seconds} s: unready after {unready:.0f} s, ready {ready:.0f} s after, memory {growth:+.0f} MB"
        if seconds > 10:
            other.stop()
            line += f", {rescue}"
        else:
            assert now == rescued, f"{line}; a short cut made jobs rescued"
        figures.append(line)
        assert unready <= 5 and ready <= 15 and growth < 50 and cluster.count("completed") == number, figures
    assert cluster.sql("SELECT MAX(rescues) FROM job") == [["1"]], figures
    cluster.recount()
    return "; ".join(figures)
