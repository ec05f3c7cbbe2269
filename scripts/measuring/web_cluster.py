"""A cluster with a web server before it: MariaDB, the server, nginx, and beside them PHP-FPM with the peer's script."""

import concurrent.futures
import contextlib
import json
import os
import pathlib
import re
import socket
import subprocess
import time
import urllib.error
import urllib.request

from breaking.cluster import ROOT, Cluster, die_with_parent, wait_until

from . import jobs

USER = "nobody"


def free_port():
    with socket.socket() as found:
        found.bind(("127.0.0.1", 0))
        return found.getsockname()[1]


class WebCluster(Cluster):
    """Everything in a folder of its own, ended with the script."""

    def __init__(self, build, memory="1G", *database):
        super().__init__(build)
        self.memory, self.database_options, self.jobs, self.nginx, self.php = memory, database, 0, None, None

    def start_database(self, *extra, **options):
        # What costs is the work, not the disk's patience; who measures what is written sets it as a user has it.
        super().start_database(
            f"--innodb-buffer-pool-size={self.memory}", "--innodb-log-file-size=256M", "--performance-schema=OFF",
            "--innodb-flush-log-at-trx-commit=2", "--skip-log-bin", *self.database_options, *extra, **options)

    def close(self):
        for process in (self.nginx, self.php):
            if process:
                process.terminate()
                process.wait()
        super().close()

    # Jobs.

    def fill(self, last):
        """Adds jobs until there are `last`."""
        account, template = self.sql("SELECT HEX(account_id), HEX(id) FROM template LIMIT 1")[0]
        owner, first = f"X'{account}'", self.jobs + 1
        if first == 1:
            for statement in jobs.groups(owner, f"X'{template}'"):
                self.sql(statement)
        # Keys take rows one by one far more slowly than they are built.
        with without_keys(self, "job"), without_keys(self, "search_text"):
            loads = [*jobs.statements(owner, f"X'{template}'", first, last),
                     jobs.texts(jobs.search_code(account), first, last)]
            in_parallel(lambda load: self.sql("SET unique_checks = 0, foreign_key_checks = 0; " + load), loads)
        for statement in jobs.counts(owner):
            self.sql(statement)
        self.sql("ANALYZE TABLE job, job_detail, job_result, job_value, job_group, search_text")
        self.jobs = last

    # The web.

    def start_web(self, with_php):
        self.port = free_port()
        (self.folder / "temp").mkdir(exist_ok=True)
        # nginx's worker and the peers are nobody where this runs as root.
        self.folder.chmod(0o755)
        if with_php:
            self._start_php()
        configuration = self.folder / "nginx.conf"
        configuration.write_text(self._nginx(with_php))
        self.nginx = subprocess.Popen(
            ["/usr/sbin/nginx", "-p", self.folder, "-c", configuration, "-e", self.folder / "nginx.err"],
            stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, preexec_fn=die_with_parent)
        wait_until("nginx answers", lambda: self.get("/health/live")[0] == 200)

    def _nginx(self, with_php):
        text = (ROOT / "nginx" / "private.conf.template").read_text()
        user = "user root;" if os.geteuid() == 0 else ""
        for name, value in {"USER": user, "ROOT": self.folder, "PORT": self.port, "NGINX": ROOT / "nginx", "WEB": ROOT / "web",
                            "SOCKET": self.servers[-1].socket}.items():
            text = text.replace("{{%s}}" % name, str(value))
        if with_php:
            text = text.replace("        location / {", PHP_LOCATION.format(root=ROOT, folder=self.folder) + "        location / {", 1)
        return text

    def _start_php(self):
        program = next(pathlib.Path("/usr/sbin").glob("php-fpm8*"))
        as_root = "user = root\ngroup = root\n" if os.geteuid() == 0 else ""
        (self.folder / "php.conf").write_text(PHP.format(folder=self.folder, user=as_root))
        self.php = subprocess.Popen(
            [program, "-F", "-R", "-y", self.folder / "php.conf", "-d", "opcache.enable=1", "-d",
             "opcache.validate_timestamps=0"], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
            preexec_fn=die_with_parent)
        wait_until("PHP-FPM listens", (self.folder / "php.sock").exists)

    def get(self, target):
        """Status and body, through nginx."""
        request = urllib.request.Request(f"http://127.0.0.1:{self.port}{target}", headers={"api-key": self.key or ""})
        try:
            with urllib.request.urlopen(request) as answer:
                return answer.status, answer.read()
        except urllib.error.HTTPError as error:
            return error.code, error.read()
        except OSError:
            return 0, b""

    def timed(self, target, repeats):
        """Milliseconds of each of so many GETs straight to the server, and the last answer."""
        found, answer = [], None
        for _ in range(repeats):
            begun = time.monotonic()
            answer = self.servers[-1].call("GET", target, timeout=60)
            found.append((time.monotonic() - begun) * 1000)
        return found, json.loads(answer.body) | {"status": answer.status}


@contextlib.contextmanager
def without_keys(cluster, table):
    """The table without its secondary keys, which are rebuilt at once at the end."""
    found = [line.strip().rstrip(",") for line in cluster.sql(f"SHOW CREATE TABLE {table}")[0][1].split("\\n")]
    keys = {line.split("`")[1]: line for line in found if re.match("(UNIQUE |FULLTEXT )?KEY ", line)}
    # Copied, so that nothing of a text index stays behind: what is loaded then would not be found by the next one.
    cluster.sql(f"ALTER TABLE {table} " + ", ".join(f"DROP KEY {name}" for name in keys) + ", ALGORITHM = COPY")
    yield
    cluster.sql(f"ALTER TABLE {table} " + ", ".join(f"ADD {line}" for line in keys.values()))


def in_parallel(work, portions):
    """As many at a time as there are cores."""
    with concurrent.futures.ThreadPoolExecutor(os.cpu_count()) as threads:
        list(threads.map(work, portions))


PHP_LOCATION = """        location /php/ {{
            fastcgi_split_path_info ^(/php)(/.*)$;
            include {root}/nginx/application.conf;
            fastcgi_param SCRIPT_FILENAME {root}/bench/peer.php;
            fastcgi_pass unix:{folder}/php.sock;
        }}

"""

PHP = """[global]
error_log = {folder}/php.err
daemonize = no
[peer]
{user}listen = {folder}/php.sock
listen.mode = 0666
pm = static
pm.max_children = 8
clear_env = no
env[PEER_SOCKET] = {folder}/db.sock
"""
