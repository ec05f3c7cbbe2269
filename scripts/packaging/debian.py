"""What a package of Debian must do: install, read, be upgraded under requests, and leave nothing."""

import json
import pathlib
import signal
import subprocess
import sys

from .container import Container, Failure, Root, eventually, run

TREE = pathlib.Path(__file__).resolve().parent.parent.parent
SAMPLES = TREE / "Tests/Samples"
CLIENT = pathlib.Path(__file__).with_name("client.py")
SITE = "/etc/nginx/sites-available/ocr-invoice"
AS_SERVICE = ("runuser", "-u", "ocr-invoice", "--")


class DebianTrial:
    """One package and its successor in one clean Debian."""

    def __init__(self, suite, packages, log):
        self.first, self.second, self.lines = packages
        self.root = Root(suite)
        try:
            self._load_packages()
            self.container = Container(self.root, log)
        except BaseException:
            self.root.close()
            raise
        self.key = None

    def close(self):
        self.container.close()
        self.root.close()

    def _load_packages(self):
        """Loads what the packages need while there is a network; the trial itself has none."""
        root = self.root
        root.write("/etc/apt/sources.list", "".join(
            f"deb http://deb.debian.org/{archive} {suite} main\n" for archive, suite in (
                ("debian", root.suite), ("debian", f"{root.suite}-updates"), ("debian-security", f"{root.suite}-security"))))
        for package in filter(None, (self.first, self.second, self.lines)):
            run("cp", package, f"{root.path}/root/")
        root.chroot("apt-get", "update", "-qq")
        root.chroot("sh", "-c", "printf '#!/bin/sh\\nexit 101\\n' >/usr/sbin/policy-rc.d && chmod +x /usr/sbin/policy-rc.d")
        root.chroot("apt-get", "install", "-y", "-qq", "--no-install-recommends", "systemd-sysv", "dbus", "openssl")
        root.chroot("apt-get", "install", "-y", "-qq", "--download-only", self._inside(self.first))
        root.chroot("rm", "/usr/sbin/policy-rc.d")

    @staticmethod
    def _inside(package):
        return f"/root/{pathlib.Path(package).name}"

    def _apt(self, *arguments):
        return self.container.run("apt-get", "-y", "-qq", *arguments)

    def _client(self, *arguments):
        return self.container.network(sys.executable, str(CLIENT), "https://127.0.0.1", self.key, *arguments)

    def install(self):
        """apt installs it with all it recommends; nothing of it runs yet, and it says what to do."""
        said = self._apt("install", self._inside(self.first))
        if "systemctl enable --now ocr-invoice.socket" not in said:
            raise Failure(f"the package does not say what to do next:\n{said[-500:]}")
        self._expect("inactive", "systemctl", "is-active", "ocr-invoice.service")
        self._expect("640 root:ocr-invoice", "stat", "-c", "%a %U:%G", "/etc/ocr-invoice.conf")
        faults = self.container.run("sh", "-c", "systemd-analyze verify /lib/systemd/system/ocr-invoice* 2>&1")
        if faults.strip():
            raise Failure(faults)

    def _expect(self, wanted, *command):
        found = self.container.run(*command, check=False).strip()
        if found != wanted:
            raise Failure(f"{' '.join(command)} says “{found}”, not “{wanted}”")

    def start(self):
        """The steps that the package names, and a certificate."""
        run_in = self.container.run
        run_in("sh", "-c", "mariadb < /usr/share/ocr-invoice/database.sql")
        run_in("openssl", "req", "-x509", "-newkey", "rsa:2048", "-nodes", "-days", "2", "-subj", "/CN=localhost",
               "-keyout", "/etc/ssl/own.key", "-out", "/etc/ssl/own.pem")
        run_in("sed", "-i", "s|invoices.example.com;|localhost;|; s|/etc/ssl/.*/fullchain.pem|/etc/ssl/own.pem|; "
               "s|/etc/ssl/.*/privkey.pem|/etc/ssl/own.key|", SITE)
        run_in("systemctl", "enable", "--now", "ocr-invoice.socket", "ocr-invoice.service")
        run_in("sh", "-c", "ln -s ../sites-available/ocr-invoice /etc/nginx/sites-enabled/ && nginx -t && systemctl reload nginx")
        self.key = run_in(*AS_SERVICE, "ocr-invoice", "key", "create", "trial").strip()
        try:
            eventually(lambda: '"ready"' in self._page("/health/ready"), 60, "the server is ready")
        except Failure as failure:
            log = run_in("journalctl", "-u", "ocr-invoice", "-n", "20", "--no-pager", "-o", "cat", check=False)
            raise Failure(f"{failure}: {self._page('/health/ready')}\n{log}") from None

    def _page(self, path):
        return run(*self.container.network("curl", "-sk", f"https://127.0.0.1{path}"), check=False)

    def check(self):
        """`ocr-invoice check` finds nothing missing, as the services' user with the installed settings."""
        report = self.container.run(*AS_SERVICE, "ocr-invoice", "check", check=False)
        if "MISSING" in report:
            raise Failure(report)
        return "\n".join(line for line in report.splitlines() if not line.startswith("ok"))

    def read(self):
        """A scan and a PDF are read through nginx; the console is there."""
        for name in ("office-scan-de.pdf", "consultancy-en.pdf"):
            file = SAMPLES / name
            expected = json.loads(file.with_name(f"{file.stem}.expected.json").read_text())
            run(*self._client("read", str(file), expected["number"]))
        page = self._page("/console/")
        if "<html" not in page:
            raise Failure(f"the console's page is {page[:200]}")

    def upgrade(self):
        """Four clients ask without pause while apt upgrades: no request is refused."""
        before = self.container.run("systemctl", "show", "-p", "MainPID", "ocr-invoice.service")
        load = subprocess.Popen(self._client("load"), stdout=subprocess.PIPE, text=True)
        try:
            said = self._apt("install", self._inside(self.second))
        finally:
            load.send_signal(signal.SIGTERM)
            counts = json.loads(load.communicate(timeout=90)[0])
        if before == self.container.run("systemctl", "show", "-p", "MainPID", "ocr-invoice.service"):
            raise Failure("the service was not restarted")
        if "updating the database's schema" not in said:
            raise Failure(f"the upgrade did not migrate:\n{said[-500:]}")
        refused = {what: number for what, number in counts.items() if what.split()[-1] not in ("200", "201")}
        if refused:
            raise Failure(f"refused during the upgrade: {refused}, of {counts}")
        return f"{sum(counts.values())} requests during the upgrade, none refused"

    def failed_upgrade(self):
        """Without a database the schema cannot be changed: the old program keeps answering, and dpkg says so."""
        self.container.run("systemctl", "stop", "mariadb")
        before = self.container.run("systemctl", "show", "-p", "MainPID", "ocr-invoice.service")
        done = self.container.run("sh", "-c", f"dpkg -i {self._inside(self.second)} 2>&1; echo status $?")
        after = self.container.run("systemctl", "show", "-p", "MainPID", "ocr-invoice.service")
        self.container.run("systemctl", "start", "mariadb")
        if "status 0" in done or "old version keeps running" not in done or before != after:
            raise Failure(f"an upgrade without a database: {done[-600:]}")
        self.container.run("dpkg", "--configure", "ocr-invoice")

    def add_line_recognition(self):
        """The optional package: the reader finds it."""
        if not self.lines:
            return "there is no package of it"
        self._apt("install", self._inside(self.lines))
        report = self.container.run(*AS_SERVICE, "ocr-invoice", "check", check=False)
        line = next(line for line in report.splitlines() if "line recognition" in line)
        if not line.startswith("ok"):
            raise Failure(line)
        return None

    def purge(self):
        """Removal leaves nginx in order; after the purge nothing has the package's name but its database."""
        self._apt("remove", "ocr-invoice")
        self.container.run("nginx", "-t")
        self._expect("active", "systemctl", "is-active", "nginx")
        self._apt("purge", "ocr-invoice", "ocr-invoice-line-recognition" if self.lines else "ocr-invoice")
        left = self.container.run("sh", "-c", "find / -xdev -name '*ocr-invoice*' -not -path '/proc/*' -not -path '/root/*' "
                                  "-not -path '/var/cache/apt/*' -not -path '/tmp/*' -not -path '/var/log/journal/*'; getent passwd ocr-invoice", check=False)
        if left.strip():
            raise Failure(f"left after the purge:\n{left}")

    STEPS = (install, start, check, read, upgrade, failed_upgrade, add_line_recognition, read, purge)
