"""Database nodes on this machine: one alone, a primary with a replica, or three of Galera."""

import os
import pathlib
import re
import shutil
import socket
import subprocess

from breaking.cluster import die_with_parent, wait_until

GALERA = pathlib.Path("/usr/lib/galera/libgalera_smm.so")


def free_ports(count):
    """So many ports of loopback where nobody listens now."""
    sockets = [socket.socket() for _ in range(count)]
    for found in sockets:
        found.bind(("127.0.0.1", 0))
    ports = [found.getsockname()[1] for found in sockets]
    for found in sockets:
        found.close()
    return ports


class Node:
    """One MariaDB with a folder and a port of its own."""

    def __init__(self, folder, number):
        self.folder, self.number = folder / f"db{number}", number
        self.folder.mkdir()
        self.data, self.socket = self.folder / "data", self.folder / "s"
        self.port, self.cluster_port, self.transfer_port = free_ports(3)
        self.process = None

    def install(self):
        program = shutil.which("mariadb-install-db") or "/usr/bin/mariadb-install-db"
        subprocess.run(
            [program, "--no-defaults", "--auth-root-authentication-method=normal", "--skip-test-db",
             f"--datadir={self.data}", *_as_root()], check=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)

    def copy(self, other):
        """Takes the data of a node that has stopped."""
        shutil.copytree(other.data, self.data)

    def command(self, *extra):
        return [
            "/usr/sbin/mariadbd", "--no-defaults", f"--datadir={self.data}", f"--socket={self.socket}", f"--tmpdir={self.folder}",
            f"--pid-file={self.folder}/pid", f"--log-error={self.folder}/db.err", "--bind-address=127.0.0.1",
            f"--port={self.port}", "--innodb-buffer-pool-size=128M", "--innodb-flush-log-at-trx-commit=1",
            "--character-set-server=utf8mb4", "--max-connections=500", "--binlog-format=ROW", *_as_root(), *extra]

    def start(self, *extra):
        self.process = subprocess.Popen(
            self.command(*extra), env=self._environment(), stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
            preexec_fn=die_with_parent)
        wait_until(f"database {self.number} answers", lambda: self.sql("SELECT 1", quiet=True) == [["1"]], 90)

    def _environment(self):
        """For Galera's state transfer, which mariadbd finds in PATH."""
        here = pathlib.Path(__file__).resolve().parent
        return os.environ | {"PATH": f"{here}:{os.environ['PATH']}", "TRIAL_FOLDER": str(self.folder.parent)}

    def kill(self):
        self.process.kill()
        self.process.wait()

    def stop(self):
        self.process.terminate()
        self.process.wait()

    @property
    def is_running(self):
        return self.process is not None and self.process.poll() is None

    def sql(self, query, quiet=False, database=None):
        """The rows, as lists of texts; None when the database does not answer and `quiet` is set."""
        try:
            lines = self.lines(query, "-N", "-B", *([database] if database else []))
        except AssertionError:
            if quiet:
                return None
            raise
        return [line.split("\t") for line in lines]

    def lines(self, query, *options):
        command = ["mariadb", "--no-defaults", f"--socket={self.socket}", "-uroot", "-e", query, *options]
        result = subprocess.run(command, capture_output=True, text=True)
        if result.returncode != 0:
            raise AssertionError(result.stderr)
        return result.stdout.splitlines()


class Alone:
    """One database."""
    name = "one database"

    def __init__(self, folder):
        self.nodes = [Node(folder, 1)]

    def open(self, prepare):
        self.nodes[0].install()
        self.nodes[0].start()
        prepare(self.nodes[0])


class Replicated:
    """A primary and a replica; half-synchronous, so that what was acknowledged is on both."""
    name = "primary and replica"

    def __init__(self, folder):
        self.nodes = [Node(folder, 1), Node(folder, 2)]

    def open(self, prepare):
        primary, replica = self.nodes
        primary.install()
        primary.start()
        prepare(primary)
        primary.sql("CREATE USER replica@'%' IDENTIFIED BY 'replica'; GRANT REPLICATION SLAVE ON *.* TO replica@'%'")
        primary.stop()
        replica.copy(primary)
        primary.start(*self._options(primary))
        replica.start(*self._options(replica), "--read-only=1")
        replica.sql(
            f"CHANGE MASTER TO MASTER_HOST='127.0.0.1', MASTER_PORT={primary.port}, MASTER_USER='replica', "
            "MASTER_PASSWORD='replica', MASTER_USE_GTID=slave_pos; START SLAVE")
        # Only then no commit is acknowledged that the replica has not.
        wait_until("the replica follows", lambda: self._status("Rpl_semi_sync_master_clients") == "1"
                   and self._status("Rpl_semi_sync_master_status") == "ON", 30)

    def _options(self, node):
        return [f"--server-id={node.number}", "--log-bin=log", "--relay-log=relay", "--log-slave-updates", "--sync-binlog=1",
                "--rpl-semi-sync-master-enabled=ON", "--rpl-semi-sync-slave-enabled=ON",
                "--rpl-semi-sync-master-wait-point=AFTER_SYNC"]

    def _status(self, name):
        return self.nodes[0].sql(f"SHOW STATUS LIKE '{name}'")[0][1]

    def promote(self):
        """What an operator, or a program that watches the primary, does when the primary is gone."""
        replica = self.nodes[1]
        replica.sql("STOP SLAVE IO_THREAD")
        # What has arrived is applied first.
        position = next(line for line in replica.lines("SHOW SLAVE STATUS\\G") if "Gtid_IO_Pos:" in line).split(":", 1)[1]
        replica.sql(f"SELECT MASTER_GTID_WAIT('{position.strip()}', 30); STOP SLAVE; SET GLOBAL read_only = 0")


class Galera:
    """Three nodes of one cluster; each accepts writes."""
    name = "three Galera nodes"

    def __init__(self, folder):
        self.nodes = [Node(folder, number) for number in (1, 2, 3)]
        self.address = "gcomm://" + ",".join(f"127.0.0.1:{node.cluster_port}" for node in self.nodes)

    def open(self, prepare):
        first = self.nodes[0]
        first.install()
        first.start("--wsrep-new-cluster", *self._options(first))
        prepare(first)
        first.stop()
        # A copy of a node that has stopped needs no transfer of the whole state.
        for node in self.nodes[1:]:
            node.copy(first)
        first.start("--wsrep-new-cluster", *self._options(first))
        for node in self.nodes[1:]:
            node.start(*self._options(node))
        self.wait_whole()

    def wait_whole(self):
        for node in self.nodes:
            wait_until(f"node {node.number} is ready", lambda: self.state(node, "wsrep_cluster_size") == "3"
                       and self.state(node, "wsrep_ready") == "ON", 40)

    def state(self, node, name):
        rows = node.sql(f"SHOW STATUS LIKE '{name}'", quiet=True)
        return rows[0][1] if rows else None

    def rejoin(self, node):
        """Starts a killed node: it takes what it missed from another."""
        position = self._recovered(node)
        node.start(*self._options(node), f"--wsrep-start-position={position}")
        wait_until(f"node {node.number} is back", lambda: self.state(node, "wsrep_ready") == "ON", 40)

    def _recovered(self, node):
        """The position up to which a killed node has everything."""
        # Without purging: else 10.11.19 often waits for ever, when it ends, for rows of a table with a computed column.
        command = node.command(*self._options(node), "--wsrep-recover", "--innodb-force-recovery=2")
        log, begin = node.folder / "db.err", (node.folder / "db.err").stat().st_size
        process = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, preexec_fn=die_with_parent)
        try:
            return wait_until(f"node {node.number} knows its position", lambda: re.search(
                r"Recovered position: (\S+)", log.read_bytes()[begin:].decode("utf-8", "replace")), 60)[1]
        finally:
            process.kill()
            process.wait()

    def bootstrap(self, node):
        """Tells a node that it is the cluster, after the others are gone for good."""
        wait_until("the node has noticed", lambda: self.state(node, "wsrep_cluster_status") == "non-Primary", 60)
        node.sql("SET GLOBAL wsrep_provider_options = 'pc.bootstrap=YES'")

    def _options(self, node):
        own = f"127.0.0.1:{node.cluster_port}"
        return [
            "--wsrep-on=ON", f"--wsrep-provider={GALERA}", f"--wsrep-cluster-address={self.address}",
            "--wsrep-cluster-name=trial", f"--wsrep-node-name=n{node.number}", f"--wsrep-node-address={own}",
            "--wsrep-sst-method=trial", f"--wsrep-sst-receive-address={own}", "--innodb-autoinc-lock-mode=2", "--wsrep-sync-wait=1", "--wsrep-slave-threads=2",
            f"--wsrep-provider-options=base_port={node.cluster_port};gmcast.listen_addr=tcp://{own};"
            f"ist.recv_addr=127.0.0.1:{node.transfer_port};gcache.size=256M"]


KINDS = {"one": Alone, "replica": Replicated, "galera": Galera}


def _as_root():
    return ["--user=root"] if os.geteuid() == 0 else []
