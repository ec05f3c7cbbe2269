"""A client of the API: reads one sample, or asks without pause until it is told to stop.

    client.py URL KEY read FILE EXPECTED   uploads FILE, waits for its results, compares the number; prints the job's id
    client.py URL KEY load                 requests until SIGTERM; prints how many had which status
"""

import collections
import http.client
import json
import pathlib
import signal
import ssl
import sys
import threading
import time
import urllib.parse

# Together fewer than the 20 requests a second that nginx's site grants one key.
THREADS, PAUSE = 4, 0.3


class Client:
    def __init__(self, url, key):
        self.url, self.key = urllib.parse.urlsplit(url), key

    def ask(self, method, path, body=None, content="application/json"):
        """Status, body and headers of the answer; of a refused or broken connection the error's name and nothing."""
        context = ssl._create_unverified_context()
        secure = self.url.scheme == "https"
        kind = http.client.HTTPSConnection if secure else http.client.HTTPConnection
        connection = kind(self.url.netloc, timeout=60, **({"context": context} if secure else {}))
        try:
            headers = {"api-key": self.key, **({"Content-Type": content} if body is not None else {})}
            connection.request(method, self.url.path + path, body, headers)
            answer = connection.getresponse()
            return answer.status, answer.read(), answer.headers
        except (OSError, http.client.HTTPException) as error:
            return type(error).__name__, b"", {}
        finally:
            connection.close()

    def data(self, method, path, body=None, content="application/json"):
        status, answer, _ = self.ask(method, path, body, content)
        if status not in (200, 201, 202):
            raise SystemExit(f"{method} {path} answered {status}: {answer[:300]!r}")
        return json.loads(answer)["data"]

    def read(self, file, expected):
        url = self.data("POST", "/ocr-invoice-document", file.read_bytes(), "application/octet-stream")["url"]
        order = {"jobNumber": f"P-{time.time_ns()}", "documentName": file.name, "documentUrl": url, "template": "default"}
        job = self.data("POST", "/ocr-invoice-job?process=true", json.dumps(order))["_id"]
        end = time.monotonic() + 120
        while (state := self.data("GET", f"/ocr-invoice-job/{job}"))["status"] not in ("completed", "failed"):
            if time.monotonic() > end:
                raise SystemExit(f"the job is {state['status']} after 120 s")
            time.sleep(0.2)
        if state["status"] == "failed":
            raise SystemExit(f"the job failed: {state.get('errorCode')}")
        found = self.data("GET", f"/ocr-invoice-job/{job}/results")["extractedData"]["invoice"]["number"]
        if found != expected:
            raise SystemExit(f"the invoice's number is {found}, not {expected}")
        print(job)

    def load(self):
        done, counts, lock = threading.Event(), collections.Counter(), threading.Lock()
        signal.signal(signal.SIGTERM, lambda *_: done.set())

        def work():
            while not done.is_set():
                for method, path, body in (("GET", "/ocr-invoice-job?limit=5", None), ("GET", "/health/ready", None),
                                           ("POST", "/ocr-invoice-document", b"<?xml version='1.0'?><none/>")):
                    status = self.ask(method, path, body, "application/octet-stream")[0]
                    with lock:
                        counts[f"{method} {path.split('?')[0]} {status}"] += 1
                    time.sleep(PAUSE)

        threads = [threading.Thread(target=work) for _ in range(THREADS)]
        for thread in threads:
            thread.start()
        while not done.wait(0.2):
            pass
        for thread in threads:
            thread.join()
        print(json.dumps(counts))


if __name__ == "__main__":
    client = Client(sys.argv[1], sys.argv[2])
    if sys.argv[3] == "read":
        client.read(pathlib.Path(sys.argv[4]), sys.argv[5])
    else:
        client.load()
