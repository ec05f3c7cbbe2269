"""What the image must do: read without root, rights or network, and serve from a read-only root."""

import json
import pathlib
import subprocess

from breaking.cluster import SAMPLES, Cluster

from .container import Failure, eventually, run

LARGEST = 400_000_000
# A machine without systemd, and limits that a process without rights could set.
PODMAN = ("podman", "--runtime", "runc", "--cgroup-manager", "cgroupfs")
CONFINED = ("--ulimit=nofile=1024:1024", "--ulimit=nproc=4096:4096", "--no-healthcheck", "--read-only", "--cap-drop=ALL", "--security-opt=no-new-privileges", "--tmpfs=/tmp")


class ImageTrial:
    """The image in podman, which needs no daemon."""

    def __init__(self, archive):
        self.archive = pathlib.Path(archive)
        self.image = None

    def close(self):
        if self.image:
            run("podman", "rmi", "--force", self.image, check=False)

    def load(self):
        """It is small enough, and names a user without rights."""
        size = self.archive.stat().st_size
        if size > LARGEST:
            raise Failure(f"{size / 1e6:.0f} MB are more than {LARGEST / 1e6:.0f}")
        # podman 4 does not unpack such an archive by itself.
        self.image = run("sh", "-c", 'zcat "$1" | podman load --quiet', "sh", str(self.archive)).strip().split()[-1]
        user = run("podman", "image", "inspect", "--format", "{{.Config.User}}", self.image).strip()
        if user != "999:999":
            raise Failure(f"the image's user is “{user}”")
        return f"{size / 1e6:.0f} MB compressed"

    def read(self):
        """A scan is read without network from a read-only root; no secret is in the image."""
        said = run(*PODMAN, "run", "--rm", "--network=none", *CONFINED, f"--volume={SAMPLES}:/samples:ro", self.image,
                   "read", "--json", "/samples/office-scan-de.pdf")
        number = json.loads((SAMPLES / "office-scan-de.expected.json").read_text())["number"]
        if f'"{number}"' not in said:
            raise Failure(f"its number {number} is not in {said[:500]}")
        found = run(*PODMAN, "run", "--rm", "--network=none", *CONFINED, "--entrypoint=/bin/ls", self.image, "/etc/ocr-invoice.conf", check=False)
        if found.strip():
            raise Failure("the image has a file of settings with a secret key")

    def serve(self):
        """A server migrates and answers its health check; the database is this machine's, by its socket."""
        cluster = Cluster("release")
        cluster.folder.chmod(0o755)
        name = f"ocr-invoice-trial-{cluster.folder.name}"
        try:
            cluster.open()
            settings = ("--env=OCR_INVOICE_DATABASE_SOCKET=/database/db.sock", "--env=OCR_INVOICE_DATABASE_USER=root",
                        f"--volume={cluster.folder}:/database")
            run(*PODMAN, "run", "--rm", "--network=none", *CONFINED, *settings, self.image, "migrate")
            run(*PODMAN, "run", "--detach", "--name", name, "--network=none", *CONFINED, *settings,
                self.image)
            eventually(lambda: subprocess.run([*PODMAN, "exec", name, "/usr/lib/ocr-invoice/health"], check=False,
                                              capture_output=True).returncode == 0, 60, "the health check passes")
            check = run(*PODMAN, "exec", name, "/usr/bin/ocr-invoice", "check", check=False)
            if "MISSING" in check:
                raise Failure(check)
        finally:
            run(*PODMAN, "rm", "--force", "--time", "20", name, check=False)
            cluster.close()

    STEPS = (load, read, serve)
