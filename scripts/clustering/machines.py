"""Servers, workers and databases that stand for as many machines."""

import collections
import json
import shutil

from breaking.cluster import Cluster, wait_until

from .nodes import KINDS


class Machines(Cluster):
    """`servers` processes that answer requests, `workers` that read, and the databases of a kind."""

    def __init__(self, build, kind):
        super().__init__(build)
        self.databases = KINDS[kind](self.folder)
        self.answering, self.reading = [], []

    def open(self):
        for name in ("ocr-invoice", "ocr-invoice-reader"):
            shutil.copy2(self.build / name, self.folder / name)
        self.databases.open(self._prepare)
        self.key = self.run("key", "create", "cluster").strip()

    def close(self):
        for server in self.servers:
            server.kill()
        for node in self.databases.nodes:
            if node.is_running:
                node.kill()
        shutil.rmtree(self.folder, ignore_errors=True)

    def _prepare(self, node):
        node.sql("CREATE DATABASE ocr_invoice CHARACTER SET utf8mb4; CREATE USER app@'%' IDENTIFIED BY 'app'; "
                 "GRANT ALL ON ocr_invoice.* TO app@'%'")
        self.run("migrate", settings={"database_host": f"127.0.0.1:{node.port}"})

    def hosts(self, first=0):
        """`database-host` with the nodes in turn, beginning with another one for each server."""
        nodes = self.databases.nodes
        order = nodes[first % len(nodes):] + nodes[:first % len(nodes)]
        return ",".join(f"127.0.0.1:{node.port}" for node in order)

    def environment(self, settings=None):
        named = {"database_host": self.hosts(), "database_user": "app", "database_password": "app",
                 "database_connections": 8} | (settings or {})
        found = super().environment(named)
        del found["OCR_INVOICE_DATABASE_SOCKET"]
        return found

    def sql(self, query, quiet=False, database="ocr_invoice"):
        living = [node for node in self.databases.nodes if node.is_running]
        for node in reversed(living):
            rows = node.sql(query, quiet=True, database=None if quiet else database)
            if rows is not None:
                return rows
        if quiet:
            return None
        raise AssertionError(f"no database answers: {query}")

    def start_servers(self, count):
        for number in range(count):
            self.answering.append(self.start("serve", "--no-reading", database_host=self.hosts(number), **self._folder()))
        for server in self.answering:
            server.wait_ready()

    def start_workers(self, count):
        for number in range(count):
            self.reading.append(
                self.start("work", readers=1, require_confinement="no", database_host=self.hosts(number), **self._folder()))

    def stop_workers(self):
        for worker in self.reading:
            if worker.is_running:
                worker.stop()
        self.reading = []

    def _folder(self):
        return {"work_folder": self.folder / f"work{len(self.servers)}"}

    def completions(self):
        """How often each job was completed, by the logs of all workers."""
        counts = collections.Counter()
        for server in self.servers:
            if server.listens:
                continue
            for line in server.log_path.read_text("utf-8", "replace").splitlines():
                if '"job completed"' in line:
                    counts[json.loads(line)["job"]] += 1
        return counts

    def wait_alive(self, count):
        """Waits until so many workers hold a lease."""
        wait_until("the workers have their leases", lambda: int(self.sql(
            "SELECT COUNT(*) FROM worker WHERE lease_until > UTC_TIMESTAMP(6)")[0][0]) >= count, 30)
