"""A private MariaDB, any number of server processes, and the means to break them."""

import ctypes
import json
import os
import pathlib
import shutil
import signal
import subprocess
import tempfile
import time

from . import fastcgi

ROOT = pathlib.Path(__file__).resolve().parent.parent.parent
SAMPLES = ROOT / "Tests" / "Samples"


def die_with_parent():
    """Runs in a child before its program: if this script ends, the child ends, too (PR_SET_PDEATHSIG)."""
    ctypes.CDLL(None).prctl(1, signal.SIGKILL)


class Patience:
    """What limits of time are multiplied with on a machine that has other work, too."""
    factor = 1.0


def wait_until(what, condition, seconds=60, pause=0.1):
    """Waits until `condition()` is true; what it returned then. Fails loudly when it never was."""
    seconds *= Patience.factor
    deadline = time.monotonic() + seconds
    while time.monotonic() < deadline:
        if found := condition():
            return found
        time.sleep(pause)
    raise AssertionError(f"never within {seconds} s: {what}")


class Cluster:
    def __init__(self, build):
        self.folder = pathlib.Path(tempfile.mkdtemp(prefix="chaos-"))
        self.build = ROOT / ".build" / build
        self.program = self.folder / "ocr-invoice"
        self.data = self.folder / "data"
        self.socket = self.folder / "db.sock"
        # Where the database listens on loopback, for faults of the network; 0 for not at all.
        self.port, self.address = 0, "127.0.0.1"
        self.database = None
        self.servers = []
        self.documents = {}
        self.key = None

    def open(self):
        # Copies, so that a build may go on meanwhile.
        for name in ("ocr-invoice", "ocr-invoice-reader"):
            shutil.copy2(self.build / name, self.folder / name)
        install = shutil.which("mariadb-install-db") or "/usr/bin/mariadb-install-db"
        subprocess.run(
            [install, "--no-defaults", "--auth-root-authentication-method=normal", "--skip-test-db",
             f"--datadir={self.data}", *self._as_root()], check=True, stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL)
        self.start_database()
        # A machine that has much to do may not make the tables in one go.
        wait_until("the schema is migrated", self._migrate, 180)
        self.key = self.run("key", "create", "chaos").strip()

    def close(self):
        for server in self.servers:
            server.kill()
        if self.database and self.database.poll() is None:
            self.kill_database()
        shutil.rmtree(self.folder, ignore_errors=True)

    def _migrate(self):
        return subprocess.run(
            [self.program, "migrate"], env=self.environment(), capture_output=True, check=False).returncode == 0

    def _as_root(self):
        return ["--user=root"] if os.geteuid() == 0 else []

    def start_database(self, *extra, before=()):
        command = [
            *before,
            "/usr/sbin/mariadbd", "--no-defaults", f"--datadir={self.data}", f"--socket={self.socket}",
            f"--tmpdir={self.folder}", f"--pid-file={self.folder}/db.pid", f"--log-error={self.folder}/db.err",
            *([f"--port={self.port}", f"--bind-address={self.address}"] if self.port else ["--skip-networking"]),
            "--innodb-buffer-pool-size=64M", "--innodb-flush-log-at-trx-commit=1", "--character-set-server=utf8mb4",
            *self._as_root(), *extra]
        self.database = subprocess.Popen(
            command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, preexec_fn=die_with_parent)
        wait_until("the database answers", lambda: self.sql("SELECT 1", quiet=True) == [["1"]], 60)

    def kill_database(self):
        self.database.kill()
        self.database.wait()

    def sql(self, query, quiet=False, database="ocr_invoice"):
        """The rows, as lists of texts; None when the database does not answer and `quiet` is set."""
        command = ["mariadb", "--no-defaults", f"--socket={self.socket}", "-uroot", "-N", "-B", "-e", query]
        if database and not quiet:
            command.append(database)
        result = subprocess.run(command, capture_output=True, text=True)
        if result.returncode != 0:
            if quiet:
                return None
            raise AssertionError(result.stderr)
        return [line.split("\t") for line in result.stdout.splitlines()]

    def environment(self, settings=None):
        names = {"database_socket": self.socket, "database_user": "root", "work_folder": self.folder / "work"}
        names.update(settings or {})
        clean = {name: value for name, value in os.environ.items() if not name.startswith("OCR_INVOICE_")}
        return clean | {"OCR_INVOICE_" + name.upper(): str(value) for name, value in names.items()}

    def run(self, *arguments, settings=None, check=True):
        result = subprocess.run(
            [self.program, *arguments], env=self.environment(settings), capture_output=True, text=True)
        if check and result.returncode != 0:
            raise AssertionError(f"{arguments}: {result.stdout}{result.stderr}")
        return result.stdout

    def start(self, command="serve", *arguments, listener=None, before=(), **settings):
        """A process of ours; `listener` is a listening socket that it inherits as its standard input; `before` are the
        words of a program that becomes it."""
        server = Server(self, command, arguments, settings, listener, before)
        self.servers.append(server)
        return server

    @property
    def living(self):
        return [server for server in self.servers if server.is_running]

    # What clients do.

    def call(self, method, target, body=b"", headers=None, **options):
        """Asks any living server that listens."""
        for server in self.living:
            if server.listens:
                return server.call(method, target, body, headers, **options)
        raise fastcgi.Unanswered("no server is running")

    def insist(self, method, target, body=b"", headers=None, seconds=100, **options):
        """Asks again and again while the answer is to try later: a good client."""
        deadline = time.monotonic() + seconds
        while True:
            try:
                answer = self.call(method, target, body, headers, **options)
                # A first try that nobody knows the end of holds its Idempotency-Key for a minute.
                if answer.status < 500 and (answer.status != 409 or not answer.headers.get("retry-after")):
                    return answer
                problem = f"{answer.status} {answer.body[:300]}"
            except fastcgi.Unanswered as error:
                problem = str(error)
            if time.monotonic() > deadline:
                raise AssertionError(f"{method} {target}: no answer within {seconds} s: {problem}")
            time.sleep(0.2)

    def upload(self, name):
        """The sample as a document; uploaded once."""
        if name not in self.documents:
            kinds = {"pdf": "application/pdf", "png": "image/png", "jpg": "image/jpeg", "tiff": "image/tiff",
                     "bmp": "image/bmp", "xml": "application/xml"}
            kind = kinds[name.rsplit(".", 1)[1]]
            answer = self.insist("POST", "/ocr-invoice-document", (SAMPLES / name).read_bytes(), kind=kind)
            assert answer.status == 201, answer.body
            self.documents[name] = answer.data["url"]
        return self.documents[name]

    def submit(self, number, sample, headers=None, **fields):
        """Makes a job and queues it; a second try of the same number is the same job."""
        body = {"jobNumber": number, "documentName": sample, "documentUrl": self.upload(sample), "template": "default"}
        body.update(fields)
        if "group" in fields:
            body.pop("template")
        keyed = {"idempotency-key": f"key-{number}"} | (headers or {})
        answer = self.insist("POST", "/ocr-invoice-job?process=true", body, keyed)
        assert answer.status == 201, answer.body
        return answer.data["_id"]

    def job(self, identifier):
        return self.insist("GET", f"/ocr-invoice-job/{identifier}").data

    def count(self, status):
        """From the database itself."""
        rows = self.sql(f"SELECT COUNT(*) FROM job WHERE status = {STATUSES.index(status)}")
        return int(rows[0][0])

    def recount(self):
        """Every kept count against the jobs themselves."""
        checks = {
            "jobs of accounts": """
                SELECT COUNT(*) FROM tally LEFT JOIN (SELECT account_id AS a, status AS s, COUNT(*) AS n FROM job
                GROUP BY 1, 2) AS real_counts ON a = account_id AND s = slot
                WHERE slot <= 5 AND count <> COALESCE(n, 0)""",
            "accounts": """
                SELECT COUNT(*) FROM account WHERE
                ready <> (SELECT COUNT(*) FROM job WHERE account_id = account.id AND queue_state = 1) OR
                running <> (SELECT COUNT(*) FROM job WHERE account_id = account.id AND queue_state = 2)""",
            "groups": "SELECT COUNT(*) FROM job_group WHERE " + " OR ".join(
                f"{name} <> (SELECT COUNT(*) FROM job WHERE group_id = job_group.id AND status = {number})"
                for number, name in enumerate(STATUSES)),
            "groups' active jobs": """
                SELECT COUNT(*) FROM job_group WHERE active <>
                (SELECT COUNT(*) FROM job WHERE group_id = job_group.id AND queue_state IN (1, 2))""",
            "documents and pages": """
                SELECT COUNT(*) FROM account WHERE
                (SELECT SUM(count) FROM tally WHERE account_id = account.id AND slot = 32) <>
                (SELECT COUNT(*) FROM document WHERE account_id = account.id) OR
                (SELECT SUM(count) FROM tally WHERE account_id = account.id AND slot BETWEEN 24 AND 27) <>
                (SELECT COUNT(*) FROM page WHERE account_id = account.id)""",
            "uses of bytes": """
                SELECT COUNT(*) FROM content WHERE uses <>
                (SELECT COUNT(*) FROM document WHERE content_id = content.id) +
                (SELECT COUNT(*) FROM page WHERE content_id = content.id) +
                (SELECT COUNT(*) FROM job_fetched WHERE content_id = content.id)""",
        }
        wrong = {name: rows[0][0] for name, query in checks.items() if (rows := self.sql(query)) != [["0"]]}
        assert not wrong, f"counts differ from a recount: {wrong}"

    def wait_all_final(self, total, seconds):
        def is_done():
            rows = self.sql("SELECT COUNT(*) FROM job WHERE status IN (3, 4, 5)")
            return int(rows[0][0]) >= total
        wait_until(f"{total} jobs are done", is_done, seconds, 0.5)


STATUSES = ["created", "queued", "processing", "completed", "failed", "cancelled"]


class Server:
    def __init__(self, cluster, command, arguments, settings, listener, before):
        self.cluster = cluster
        self.number = len(cluster.servers) + 1
        self.listens = command == "serve"
        own = str(cluster.folder / f"s{self.number}.sock")
        self.socket = listener.getsockname() if listener else own
        self.log_path = cluster.folder / f"s{self.number}.log"
        environment = cluster.environment({"listen": f"unix:{own}"} | settings)
        with open(self.log_path, "wb") as log:
            self.process = subprocess.Popen(
                [*before, cluster.program, command, *arguments], env=environment, stdin=listener or subprocess.DEVNULL, stderr=log,
                stdout=log, preexec_fn=die_with_parent)

    @property
    def is_running(self):
        return self.process.poll() is None

    def kill(self, number=signal.SIGKILL):
        if self.is_running:
            self.process.send_signal(signal.SIGCONT)
            self.process.send_signal(number)
            self.process.wait()

    def stop(self, seconds=60):
        """SIGTERM; how long it took to end."""
        begun = time.monotonic()
        self.process.terminate()
        self.process.wait(seconds)
        return time.monotonic() - begun

    def pause(self):
        self.process.send_signal(signal.SIGSTOP)

    def go_on(self):
        self.process.send_signal(signal.SIGCONT)

    def call(self, method, target, body=b"", headers=None, **options):
        named = {"api-key": self.cluster.key} if self.cluster.key else {}
        return fastcgi.call(self.socket, method, target, body, named | (headers or {}), **options)

    def wait_unready(self, seconds=30):
        """What `/health/ready` says of the database may be five seconds old."""
        wait_until(
            "the server says that it is not ready",
            lambda: self.call("GET", "/health/ready", timeout=30).status == 503, seconds)

    def wait_ready(self, seconds=30, path="/health/ready"):
        def is_ready():
            try:
                return self.call("GET", path).status == 200
            except fastcgi.Unanswered:
                return False
        wait_until("the server is ready", is_ready, seconds)
        return self

    @property
    def events(self):
        found = []
        for line in self.log_path.read_text("utf-8", "replace").splitlines():
            try:
                found.append(json.loads(line))
            except ValueError:
                pass
        return found

    def count(self, message):
        return sum(event.get("message") == message for event in self.events)

    ENDS = ("job completed", "job attempt failed", "job cancelled", "job released", "claim lost, result dropped")

    @property
    def started(self):
        return self.count("job started")

    @property
    def unfinished(self):
        """Attempts that this process began and did not end, by its log."""
        return self.started - sum(self.count(end) for end in self.ENDS)
