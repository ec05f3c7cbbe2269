"""HAProxy with hosts/haproxy.cfg, and one nginx that stands for those of the servers' machines."""

import http.client
import json
import os
import re
import subprocess
import threading
import time

from breaking.cluster import ROOT, die_with_parent, wait_until

from .nodes import free_ports


class Proxy:
    """HAProxy on a port of loopback, without TLS, before the servers of `machines`."""

    def __init__(self, machines):
        self.machines, self.folder = machines, machines.folder
        self.port, *self.ports = free_ports(1 + len(machines.answering))
        self.processes = []

    def start(self):
        (self.folder / "nginx.conf").write_text(self._nginx())
        (self.folder / "haproxy.cfg").write_text(self._haproxy())
        self._run("/usr/sbin/nginx", "-p", self.folder, "-c", self.folder / "nginx.conf", "-e", self.folder / "nginx.err")
        self._run("/usr/sbin/haproxy", "-db", "-f", self.folder / "haproxy.cfg")
        wait_until("HAProxy answers", lambda: self.status("GET", "/health/live") == 200, 20)

    def close(self):
        for process in self.processes:
            process.terminate()
            process.wait()

    def status(self, method, path, body=None, key=None):
        """The status of a request through HAProxy; 0 without an answer."""
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=60)
        try:
            headers = {"api-key": self.machines.key, "content-type": "application/json"}
            connection.request(method, path, json.dumps(body) if body else None, headers | ({"idempotency-key": key} if key else {}))
            answer = connection.getresponse()
            answer.read()
            return answer.status
        except OSError:
            return 0
        finally:
            connection.close()

    def count(self, seconds, harm):
        """Statuses of GETs and POSTs of four clients during `seconds`, with `harm` after a third."""
        statuses, end = {"GET": [], "POST": []}, time.monotonic() + seconds
        url = self.machines.upload("einvoice-de.xml")

        def work(number):
            count = 0
            while time.monotonic() < end:
                count += 1
                statuses["GET"].append(self.status("GET", "/ocr-invoice-job?limit=5"))
                body = {"jobNumber": f"p{number}-{count}", "documentName": "einvoice-de.xml", "documentUrl": url, "template": "default"}
                statuses["POST"].append(self.status("POST", "/ocr-invoice-job", body, body["jobNumber"]))

        threads = [threading.Thread(target=work, args=(number,)) for number in range(4)]
        for thread in threads:
            thread.start()
        time.sleep(seconds / 3)
        harm()
        for thread in threads:
            thread.join()
        return {method: (len(found), sum(status not in (200, 201) for status in found)) for method, found in statuses.items()}

    def _run(self, *command):
        self.processes.append(subprocess.Popen(
            [str(word) for word in command], stdout=open(self.folder / "proxy.log", "ab"), stderr=subprocess.STDOUT,
            preexec_fn=die_with_parent))

    def _haproxy(self):
        """The documented file; only addresses and TLS are another's."""
        text = (ROOT / "hosts" / "haproxy.cfg").read_text()
        text = re.sub(r"bind .*", f"bind 127.0.0.1:{self.port}", text)
        lines = [line for line in text.splitlines() if not line.startswith("    server ")]
        return "\n".join(lines + [f"    server s{port} 127.0.0.1:{port}" for port in self.ports]) + "\n"

    def _nginx(self):
        sites = "".join(
            f"server {{ listen 127.0.0.1:{port}; location / {{ include /etc/nginx/fastcgi_params; "
            f"fastcgi_param SCRIPT_NAME $uri; fastcgi_pass unix:{server.socket}; }} }}\n"
            for port, server in zip(self.ports, self.machines.answering))
        # Root's nginx would answer as another user, who cannot enter the folder.
        owner = "user root; " if os.geteuid() == 0 else ""
        return (f"{owner}daemon off; pid {self.folder}/nginx.pid; events {{}}\nhttp {{ access_log off; "
                f"client_body_temp_path {self.folder}/b; fastcgi_temp_path {self.folder}/f; proxy_temp_path {self.folder}/p; "
                f"uwsgi_temp_path {self.folder}/u; scgi_temp_path {self.folder}/c;\n{sites}}}\n")
