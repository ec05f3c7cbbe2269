"""Mail and webhooks: every event is sent once to every receiver."""

import base64
import hashlib
import hmac
import http.server
import socket
import sys
import threading

from .processes import PLAIN, SCANNED
from .cluster import wait_until

SECRET = base64.b64encode(b"a secret of thirty-two bytes.....").decode()


class Receiver(http.server.ThreadingHTTPServer):
    """A webhook's receiver that fails each message's first try, and checks signatures."""

    daemon_threads = True

    def __init__(self):
        super().__init__(("127.0.0.1", 0), Handler)
        self.taken, self.refused, self.unsigned, self.kinds = [], [], [], []
        threading.Thread(target=self.serve_forever, daemon=True).start()

    def hear(self, headers, body):
        name = headers["webhook-id"]
        signed = f"{name}.{headers['webhook-timestamp']}.".encode() + body
        right = hmac.new(base64.b64decode(SECRET), signed, hashlib.sha256).digest()
        if headers["webhook-signature"] != "v1," + base64.b64encode(right).decode():
            self.unsigned.append(name)
        if name not in self.refused:
            self.refused.append(name)
            return 500
        self.taken.append(name)
        self.kinds.append(body.decode().split('"type":"')[1].split('"')[0])
        return 204


class Handler(http.server.BaseHTTPRequestHandler):
    def do_POST(self):
        body = self.rfile.read(int(self.headers["content-length"]))
        self.send_response(self.server.hear(self.headers, body))
        self.send_header("content-length", "0")
        self.end_headers()

    def log_message(self, *arguments):
        pass


class Mailbox:
    """A real SMTP server (aiosmtpd) that keeps what it is given."""

    def __init__(self):
        if "/usr/lib/python3/dist-packages" not in sys.path:
            sys.path.append("/usr/lib/python3/dist-packages")
        from aiosmtpd.controller import Controller
        self.mails = []
        with socket.socket() as free:
            free.bind(("127.0.0.1", 0))
            self.port = free.getsockname()[1]
        self.controller = Controller(self, hostname="127.0.0.1", port=self.port)
        self.controller.start()

    async def handle_DATA(self, server, session, envelope):
        self.mails.append((envelope.rcpt_tos, envelope.content))
        return "250 taken"


def notifications(cluster, options):
    """Notifications: a group's end is sent by mail and webhook, although a process is killed and a receiver fails at first."""
    receiver, mailbox = Receiver(), Mailbox()
    port = receiver.server_address[1]
    settings = {
        "secret_key": "5a" * 32, "allow_hosts": f"127.0.0.1:{port}", "mail_host": "127.0.0.1",
        "mail_port": mailbox.port, "mail_security": "none", "mail_sender": "invoices@office.example"}
    first = cluster.start(**settings).wait_ready()
    answer = first.call("POST", "/ocr-invoice-webhook", {
        "url": f"http://127.0.0.1:{port}/hook", "secret": "whsec_" + SECRET,
        "events": ["job.completed", "job.failed", "job.cancelled", "group.completed", "group.failed"]})
    assert answer.status == 201, answer.body
    template = cluster.insist("GET", "/ocr-invoice-job-template").data[0]["_id"]
    answer = cluster.insist("POST", "/ocr-invoice-job-group", {
        "name": "Übung", "template": template,
        "notifications": {"onCompletion": True, "onFailure": True, "recipients": ["a@office.example", "b@office.example"]}})
    assert answer.status == 201, answer.body
    group = answer.data["_id"]
    # One that fails at once; the group's run lasts until the last of them, since all are queued together.
    jobs = [("t-0", "damaged/empty.pdf")] + [(f"t-{n}", (PLAIN + SCANNED)[n % 6]) for n in range(1, 6)]
    for number, sample in jobs:
        url = "http://10.0.0.1/" if sample.startswith("damaged") else cluster.upload(sample)
        answer = cluster.insist("POST", "/ocr-invoice-job", {
            "jobNumber": number, "documentName": sample, "documentUrl": url, "group": group})
        assert answer.status == 201, answer.body
    assert cluster.insist("POST", f"/ocr-invoice-job-group/{group}/process").status in (200, 202)
    wait_until("some jobs are done", lambda: cluster.count("completed") >= 1, 60, 0.05)
    first.kill()
    cluster.start(**settings).wait_ready()
    cluster.wait_all_final(len(jobs), 150)
    wait_until("all notifications have arrived", lambda: len(receiver.taken) >= 7 and len(mailbox.mails) >= 2, 200, 0.5)
    kinds = {kind: receiver.kinds.count(kind) for kind in sorted(set(receiver.kinds))}
    figures = f"{len(mailbox.mails)} mails, webhooks {kinds}, {len(receiver.unsigned)} badly signed"
    assert len(receiver.taken) == len(set(receiver.taken)) == 7 and not receiver.unsigned, figures
    assert kinds == {"group.failed": 1, "job.completed": 5, "job.failed": 1}, figures
    assert sorted(to[0] for to, _ in mailbox.mails) == ["a@office.example", "b@office.example"], figures
    shown = cluster.insist("GET", "/ocr-invoice-webhook").data[0]
    assert "secret" not in shown, shown
    told = cluster.insist("GET", f"/ocr-invoice-webhook/{shown['_id']}/deliveries").data
    assert len(told) == 7 and all(one["status"] == "delivered" and one["attempts"] >= 2 for one in told), told
    cluster.recount()
    mailbox.controller.stop()
    return figures
