"""A clean Debian of debootstrap, booted with systemd in a container that has no network but its own loopback."""

import os
import pathlib
import shutil
import signal
import subprocess
import tempfile
import time

CACHE = pathlib.Path("/var/cache/ocr-invoice-packaging")
MIRROR = "http://deb.debian.org/debian"


class Failure(AssertionError):
    """A step had another outcome than the right one."""


def run(*command, check=True, text=None, seconds=900):
    """A command's standard output; Failure with its last lines if it fails."""
    done = subprocess.run(command, input=text, text=True, capture_output=True, timeout=seconds)
    if check and done.returncode != 0:
        lines = (done.stdout + done.stderr).strip().splitlines()[-15:]
        raise Failure(f"{' '.join(map(str, command))[:200]} ended with {done.returncode}:\n" + "\n".join(lines))
    return done.stdout


def base(suite):
    """The folder of a freshly made Debian; it is kept for the next time."""
    folder = CACHE / suite
    if not (folder / "etc/debian_version").exists() or (folder / "debootstrap").exists():
        CACHE.mkdir(mode=0o755, parents=True, exist_ok=True)
        shutil.rmtree(folder, ignore_errors=True)
        run("debootstrap", "--variant=minbase", "--include=ca-certificates", suite, str(folder), MIRROR)
    return folder


class Root:
    """A copy of the clean Debian that a test may change; `close` removes it."""

    def __init__(self, suite):
        self.suite = suite
        self.temporary = pathlib.Path(tempfile.mkdtemp(prefix="ocr-invoice-root-", dir="/var/tmp"))
        self.temporary.chmod(0o755)
        self.path = self.temporary / "root"
        run("cp", "-a", "--reflink=auto", str(base(suite)), str(self.path))
        shutil.copy("/etc/resolv.conf", self.path / "etc/resolv.conf")
        self.archives = CACHE / f"{suite}-archives"
        (self.archives / "partial").mkdir(parents=True, exist_ok=True)

    def chroot(self, *command, **options):
        """Runs a command in it without booting it, with the machine's network, and keeps the packages that apt loads."""
        mount = 'mount --bind "$1" "$2/var/cache/apt/archives" && mount -t proc proc "$2/proc" && shift && exec chroot "$@"'
        return run("unshare", "-m", "sh", "-c", mount, "sh", str(self.archives), str(self.path),
                   "env", "DEBIAN_FRONTEND=noninteractive", "PATH=/usr/sbin:/usr/bin:/sbin:/bin", *command, **options)

    def write(self, path, text, mode=0o644):
        place = self.path / path.lstrip("/")
        place.parent.mkdir(parents=True, exist_ok=True)
        place.write_text(text)
        place.chmod(mode)

    def close(self):
        shutil.rmtree(self.temporary, ignore_errors=True)


class Container:
    """A root that systemd has booted."""

    def __init__(self, root, log):
        self.root, self.log = root, open(log, "wb")
        self.nspawn = subprocess.Popen(
            ["systemd-nspawn", "--quiet", "--register=no", "--keep-unit", "--private-network", "--console=pipe",
             # systemd-nspawn's own filter lacks what readers confine themselves with.
             "--system-call-filter=landlock_create_ruleset landlock_add_rule landlock_restrict_self",
             f"--bind={root.archives}:/var/cache/apt/archives", "-D", str(root.path), "-b"],
            stdin=subprocess.DEVNULL, stdout=self.log, stderr=self.log, start_new_session=True)
        self.leader = self._leader()
        eventually(lambda: self.run("systemctl", "is-system-running", check=False).strip() in ("running", "degraded"),
                   60, "systemd has booted")

    def _leader(self):
        def child():
            return run("pgrep", "-P", str(self.nspawn.pid), check=False).split()
        return int(eventually(child, 20, "systemd-nspawn has started")[0])

    def run(self, *command, **options):
        """Runs a command in it as root."""
        return run("nsenter", "-t", str(self.leader), "-a", "--", "env", "-i", "HOME=/root", "LC_ALL=C.UTF-8",
                   "PATH=/usr/sbin:/usr/bin:/sbin:/bin", "DEBIAN_FRONTEND=noninteractive", *command, **options)

    def network(self, *command):
        """The command line that runs one of this machine's programs in the container's network."""
        return ["nsenter", "-t", str(self.leader), "-n", "--", *command]

    def close(self):
        try:
            os.kill(self.leader, signal.SIGRTMIN + 4)  # systemd's poweroff
            self.nspawn.wait(30)
        except (ProcessLookupError, subprocess.TimeoutExpired):
            self.nspawn.kill()
            self.nspawn.wait()
        self.log.close()


def eventually(condition, seconds, what):
    """The condition's value once it is true; Failure if it is not true in time."""
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        value = condition()
        if value:
            return value
        time.sleep(0.2)
    raise Failure(f"{what}: not within {seconds} s")
