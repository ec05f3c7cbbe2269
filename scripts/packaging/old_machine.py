"""What the archive must do on an older Debian, whose C library could not run the programs."""

import json
import pathlib
import re

from hosting.servers import Machine
from hosting.trial import try_hosts

from .container import Failure, Root, run

TREE = pathlib.Path(__file__).resolve().parent.parent.parent
SAMPLES = TREE / "Tests/Samples"
# One of each kind: text, scan, photo, bitmap, TIFF, e-invoice.
NAMES = ("consultancy-en.pdf", "office-scan-de.pdf", "turned-fr.jpg", "till-receipt-en.bmp", "wholesale-nl.tiff",
         "einvoice-de.xml")
PORT = 18210
FOLDER = "/home/customer/a folder/ocr-invoice"


class TarballTrial:
    """The archive, unpacked by a user without rights in a folder whose name has a blank."""

    def __init__(self, suite, archive):
        self.root, self.archive = Root(suite), archive

    def close(self):
        self.root.close()

    def _customer(self, command):
        return self.root.chroot("setpriv", "--reuid", "1234", "--regid", "1234", "--clear-groups", "sh", "-c", command)

    def unpack(self):
        """The machine has an older C library than the programs need."""
        version = self.root.chroot("ldd", "--version").splitlines()[0].split()[-1]
        needed = max(tuple(map(int, found.split("."))) for found in re.findall(
            r"GLIBC_(\d+\.\d+)", run("objdump", "-T", str(TREE / ".build/release/ocr-invoice"))))
        if tuple(map(int, version.split("."))) >= needed:
            raise Failure(f"{self.root.suite} has glibc {version}, which is new enough to run the programs themselves")
        home = self.root.path / FOLDER.lstrip("/")
        home.mkdir(parents=True)
        run("tar", "-xJf", str(self.archive), "-C", str(home), "--strip-components=1", "--no-same-owner")
        run("cp", "-r", str(SAMPLES), str(home / "samples"))
        run("chown", "-R", "1234:1234", str(self.root.path / "home/customer"))
        return f"glibc {version} is there, {'.'.join(map(str, needed))} is needed"

    def read(self):
        """Documents of each kind are read in it, confined."""
        for name in NAMES:
            expected = json.loads((SAMPLES / f"{pathlib.Path(name).stem}.expected.json").read_text())
            said = self._customer(f"cd '{FOLDER}' && bin/ocr-invoice read --json samples/{name} 2>&1")
            wanted = expected["number"]
            if f'"{wanted}"' not in said or "onfine" in said:
                raise Failure(f"{name}: its number {wanted} is not in {said[:500]}")

    def check(self):
        """The parts of the archive are complete; a database is not there."""
        report = self._customer(f"cd '{FOLDER}' && bin/ocr-invoice check 2>&1 || true")
        for part in ("reader", "confinement", "languages", "network", "dictionaries"):
            if not re.search(rf"(?m)^ok +{part}:", report):
                raise Failure(f"{part} is not complete:\n{report}")

    def hosts(self):
        """The archive serves under spawn-fcgi and the older Apache's mod_fcgid, and reads by the crontab's command. The
        database is this machine's: an older Debian's own MariaDB is too old."""
        self.root.chroot("apt-get", "install", "-y", "-qq", "--no-install-recommends", "apache2", "libapache2-mod-fcgid",
                         "spawn-fcgi", "lighttpd", "mailcap", "media-types")
        machine = Machine(self.root.path, self.root.path / FOLDER.lstrip("/"))
        if not try_hosts(("mod_fcgid", "lighttpd"), PORT, machine):
            raise Failure("see the lines above")

    STEPS = (unpack, read, check, hosts)
