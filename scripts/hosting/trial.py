"""Tries one web server with the real server behind it."""

import os
import shutil
import signal
import subprocess

from breaking.cluster import Cluster, ROOT
from .battery import Battery
from .servers import SERVERS, USER, Place, spawn_fcgi


def crontab_command(place):
    """The first command of hosts/crontab, as cron would run it: with HOME and little else."""
    line = next(line for line in (ROOT / "hosts/crontab").read_text().splitlines()
                if line.startswith("* * * * * "))
    return lambda: place.start("sh", "-c", line.removeprefix("* * * * * ").replace("--seconds 50", "--seconds 20")).wait(90)


def programs(place):
    """The processes of the program in the web server's own folder; there are some only with mod_fcgid."""
    found = subprocess.run(["pgrep", "-f", f"{place.folder}/ocr-invoice/(bin|libexec)/ocr-invoice serve"], capture_output=True, text=True)
    return [int(word) for word in found.stdout.split()]


def try_host(name, cluster, port, socket, machine=None):
    """Prints each check's outcome; true if all passed."""
    place = Place(cluster, name, port, socket, machine)
    server = SERVERS[name](place, cluster)
    read = crontab_command(place) if name == "mod_fcgid" else lambda: None
    battery = Battery(port, cluster.key, chunked=name != "caddy", read=read, programs=lambda: programs(place))
    passed = True
    try:
        for check in Battery.CHECKS:
            try:
                check(battery)
                print(f"ok      {name} {check.__name__}", flush=True)
            except (AssertionError, OSError) as error:
                passed = False
                print(f"FAILED  {name} {check.__name__}: {error or type(error).__name__}", flush=True)
                if check is Battery.health:
                    print("\n".join(place.log.read_text(errors="replace").splitlines()[-10:]))
                    break
    finally:
        os.killpg(server.pid, signal.SIGTERM)
        try:
            server.wait(20)
        except subprocess.TimeoutExpired:
            os.killpg(server.pid, signal.SIGKILL)
    return passed


def try_hosts(names, first_port, machine=None):
    """Tries the web servers of these names one after the other; true if all passed everything."""
    cluster = Cluster("release")
    cluster.folder.chmod(0o711)
    backend, socket = None, cluster.folder / "run/server.sock"
    try:
        cluster.open()
        # The server's user makes its socket and its work folder here.
        for name in ("run", "work"):
            (cluster.folder / name).mkdir(exist_ok=True)
            if os.geteuid() == 0:
                shutil.chown(cluster.folder / name, USER, "nogroup")
        backend = spawn_fcgi(cluster, socket, machine)
        return all([try_host(name, cluster, first_port + index, socket, machine) for index, name in enumerate(names)])
    finally:
        if backend:
            backend.terminate()
            backend.wait(60)
        cluster.close()
