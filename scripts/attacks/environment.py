"""What an attack is given: a running server with two accounts, in a namespace where there is one."""

import os
import pathlib
import re
import subprocess

from breaking import fastcgi
from breaking.cluster import Server, Cluster, die_with_parent, wait_until

from .outside import Outside

# Under which webhooks' secrets rest; without one there are no webhooks to attack.
SECRET = "5a" * 32
FINAL = ("completed", "failed", "cancelled")
CODES = set(
    "document_not_found document_unreachable document_blocked document_too_large document_timeout document_type_mismatch "
    "document_type_unsupported document_encrypted document_damaged document_empty too_many_pages page_too_large "
    "language_not_available timed_out poison_document worker_lost".split())


class Environment(Cluster):
    def __init__(self, build):
        super().__init__(build)
        self.outside = Outside(self.folder) if Outside.is_possible() else None
        self.other_key = None
        self.server = None

    def open(self):
        if self.outside:
            self.outside.open()
        super().open()
        self.other_key = self.run("key", "create", "somebody-else").strip()
        self.server = self.start_another()

    def start_another(self):
        program = self.program
        if self.outside:
            # The server itself, not the commands, lives outside.
            wrapper = self.folder / "serve"
            wrapper.write_text("#!/bin/sh\nexec " + " ".join([*self.outside.prefix, str(program)]) + ' "$@"\n')
            wrapper.chmod(0o755)
            self.program = wrapper
        try:
            return self.start(secret_key=SECRET).wait_ready()
        finally:
            self.program = program

    def close(self):
        for server in self.servers:
            if server.is_running:
                server.process.terminate()
                server.process.wait(60)
        super().close()
        if self.outside:
            self.outside.close()

    def ask(self, method, target, body=b"", key=None, headers=None, **options):
        """With the first account's key, or another one, or none when it is an empty text."""
        named = {} if key == "" else {"api-key": key or self.key}
        return fastcgi.call(self.server.socket, method, target, body, named | (headers or {}), **options)

    def submit_url(self, number, url, **fields):
        body = {"jobNumber": number, "documentName": "x", "documentUrl": url, "template": "default"} | fields
        return self.ask("POST", "/ocr-invoice-job?process=true", body)

    def make_group(self, name, **settings):
        body = {"name": name, "template": self.ask("GET", "/ocr-invoice-job-template").data[0]["_id"], "processingSettings": settings}
        return self.ask("POST", "/ocr-invoice-job-group", body).data["_id"]

    def send_document(self, number, data, **fields):
        """Uploads bytes and reads them; the job's id, or the answer that refused them."""
        kind = "application/pdf"
        for magic, name in ((b"\x89PNG", "image/png"), (b"\xff\xd8\xff", "image/jpeg"), (b"II", "image/tiff"), (b"MM", "image/tiff"),
                            (b"BM", "image/bmp"), (b"<", "application/xml"), (b"\xff\xfe<", "application/xml")):
            if data.startswith(magic):
                kind = name
        answer = self.ask("POST", "/ocr-invoice-document", data, kind=kind, timeout=60)
        if answer.status != 201:
            return None, answer
        made = self.submit_url(number, answer.data["url"], **fields)
        return (made.data["_id"], made) if made.status == 201 else (None, made)

    def end_of(self, job, seconds=120):
        def ended():
            found = self.ask("GET", f"/ocr-invoice-job/{job}").data
            return found if found["status"] in FINAL else None
        return wait_until(f"job {job} ends", ended, seconds, 0.2)

    def end_of_group(self, group, seconds):
        def ended():
            return self.ask("GET", f"/ocr-invoice-job-group/{group}").data["pendingJobs"] == 0
        wait_until(f"group {group} ends", ended, seconds, 1)

    def is_healthy(self):
        return self.server.is_running and self.ask("GET", "/health/live", key="").status == 200

    def pid(self):
        """The server's own: `ip netns exec` becomes it."""
        return self.server.process.pid

    def processor_time(self):
        """Seconds that the server has used, without its readers."""
        fields = pathlib.Path(f"/proc/{self.pid()}/stat").read_text().rpartition(")")[2].split()
        return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")

    def memory(self):
        """Resident bytes of the server, without its readers."""
        return self._kilobytes("VmRSS")

    def forget_peak(self):
        """From now on `peak` is that of what follows; whether the kernel lets us."""
        try:
            pathlib.Path(f"/proc/{self.pid()}/clear_refs").write_text("5")
        except OSError:
            return False
        return True

    def peak(self):
        """Resident bytes of the server at its largest, without its readers."""
        return self._kilobytes("VmHWM")

    def _kilobytes(self, name):
        text = pathlib.Path(f"/proc/{self.pid()}/status").read_text()
        return int(re.search(rf"{name}:\s+(\d+)", text)[1]) << 10

    def log_text(self):
        return self.server.log_path.read_text(errors="replace")


class Nginx:
    """The private nginx of the project before the environment's server."""

    def __init__(self, environment, port, server=None):
        root = pathlib.Path(__file__).resolve().parent.parent.parent
        self.folder, self.port = environment.folder, port
        text = (root / "nginx/private.conf.template").read_text().replace("nginx.pid", f"nginx-{port}.pid")
        for name, value in {"USER": "user root;" if os.geteuid() == 0 else "", "ROOT": self.folder, "PORT": port,
                            "NGINX": root / "nginx", "WEB": root / "web", "SOCKET": (server or environment.server).socket}.items():
            text = text.replace("{{" + name + "}}", str(value))
        (self.folder / "temp").mkdir(exist_ok=True)
        self.file = self.folder / f"nginx-{port}.conf"
        self.file.write_text(text)
        self.process = None

    def __enter__(self):
        self.process = subprocess.Popen(["/usr/sbin/nginx", "-c", self.file, "-p", self.folder], stderr=subprocess.DEVNULL,
                                        preexec_fn=die_with_parent)
        return self

    def __exit__(self, *_):
        self.process.terminate()
        self.process.wait()
