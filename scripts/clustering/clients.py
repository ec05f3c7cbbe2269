"""Clients that submit jobs all the time, each to the next server when one refuses."""

import itertools
import threading
import time

from breaking import fastcgi


class Clients:
    """`count` threads; each submits a job, waits `pause` seconds, and begins again, until `stop`. Of each one's jobs every
    40th is a scan, which takes a worker seconds, and the others are read at once."""
    SCAN, QUICK, SCANS = "hardware-es.png", "einvoice-de.xml", 40
    # How long in seconds a client goes on trying after the end; then its job counts as not acknowledged.
    PATIENCE = 120
    _trials = itertools.count(1)

    def __init__(self, machines, count=3, pause=0.25):
        self.machines, self.pause, self.trial = machines, pause, next(self._trials)
        self.urls = {sample: machines.upload(sample) for sample in (self.SCAN, self.QUICK)}
        # Ids of acknowledged jobs, and the moments when a request got through or not.
        self.accepted, self.answered, self.refused = [], [], []
        # How long the slowest job took from its first try to its acknowledgement, in seconds.
        self.slowest, self.ended = 0.0, 0.0
        self._stopped = threading.Event()
        self._threads = [threading.Thread(target=self._work, args=(number,)) for number in range(count)]

    def start(self):
        for thread in self._threads:
            thread.start()
        return self

    def stop(self):
        self.ended = time.monotonic()
        self._stopped.set()
        for thread in self._threads:
            thread.join()

    @property
    def outage(self):
        """The longest time in seconds in which no client got through."""
        # After the end only those who still try are there.
        moments = sorted(moment for moment in self.answered if moment <= self.ended)
        return max((later - earlier for earlier, later in zip(moments, moments[1:])), default=0)

    def _work(self, number):
        count = 0
        while not self._stopped.is_set():
            count += 1
            sample = self.SCAN if count % self.SCANS == number else self.QUICK
            self._insist(number, {
                "jobNumber": f"t{self.trial}-c{number}-{count}", "documentName": sample, "documentUrl": self.urls[sample],
                "template": "default"})
            time.sleep(self.pause)

    def _insist(self, number, body):
        """The same key for each try, so that a job whose answer was lost is not made twice."""
        headers, tries, begun = {"idempotency-key": body["jobNumber"]}, 0, time.monotonic()
        while not self.ended or time.monotonic() < self.ended + self.PATIENCE:
            server = self._server(number + tries)
            tries += 1
            try:
                answer = server.call("POST", "/ocr-invoice-job?process=true", body, headers, timeout=30)
                if answer.status in (200, 201):
                    self.accepted.append(answer.data["_id"])
                    self.answered.append(time.monotonic())
                    self.slowest = max(self.slowest, time.monotonic() - begun)
                    return
                if answer.status < 500 and answer.status != 409:
                    raise AssertionError(f"{answer.status} {answer.body[:300]}")
                # A 409 says that the first try of this key may still go on.
                if answer.status != 409:
                    self.refused.append(answer.status)
            except fastcgi.Unanswered:
                self.refused.append(0)
            time.sleep(0.2)

    def _server(self, number):
        living = [server for server in self.machines.answering if server.is_running]
        return living[number % len(living)]
