"""The console as the steps use it, and what must hold after each step."""

import base64
import json
import pathlib
import tempfile
import time
import urllib.error
import urllib.parse
import urllib.request

from .browser import BrowserError, host

SAMPLES = pathlib.Path(__file__).resolve().parent.parent.parent / "Tests" / "Samples"
# Words that a step may show that it has run. No step may set it.
MARK = "oiScriptRan"


def expect(condition, what):
    if not condition:
        raise BrowserError(what)


def open_view(console, name, css):
    """Opens a view from the page's head, and waits for what is there then."""
    console.browser.click_text("#header nav a", name)
    console.browser.find(css)


def fill(console, path, text):
    """Fills the input of a form that is for a path."""
    console.browser.fill(f'[id^=form-][id$="-{path}"]', text)


class Console:
    """One browser at the console of one server."""

    def __init__(self, browser, url, key, handshake=None, axe=None, account="samples", many_key=None):
        """`many_key` is that of an account with the jobs of many-jobs.sql. Without `axe`, the file of axe-core's script, its rules are not asked."""
        self.browser, self.url, self.key, self.account, self.handshake = browser, url.rstrip("/"), key, account, handshake
        self.many_key = many_key
        self.axe = axe.read_text() if axe else None
        self.folder = pathlib.Path(tempfile.mkdtemp(dir=browser.folder))
        self.asked = []

    @property
    def address(self):
        return self.url + "/console/"

    def sign_in(self, key=None):
        self.browser.fill("#key", key or self.key)
        self.browser.click("#sign-in-key button")

    def sign_in_as(self, account, name, password):
        for field, value in (("account", account), ("name", name), ("password", password)):
            self.browser.fill(f"#{field}", value)
        self.browser.click("#sign-in-user button")

    def copied(self, sample, name):
        """A sample under another name."""
        path = self.folder / name
        path.write_bytes((SAMPLES / sample).read_bytes())
        return path

    def drop(self, *paths):
        """Drops files on the page, as from a folder of the desktop."""
        files = [(path.name, base64.b64encode(path.read_bytes()).decode()) for path in paths]
        self.browser.script(
            "const given = new DataTransfer(); for (const [name, text] of arguments[0])"
            " given.items.add(new File([Uint8Array.from(atob(text), one => one.charCodeAt(0))], name));"
            "document.querySelector('.drop-zone').dispatchEvent(new DragEvent('drop', { dataTransfer: given, bubbles: true, cancelable: true }));",
            files)

    def upload(self, *paths):
        """Chooses files by the button."""
        self.browser.choose_files(".drop-zone input[type=file]", paths)

    def upload_and_wait(self, sample, name):
        """Uploads a sample from the list and waits until it is read."""
        self.open_list()
        self.upload(self.copied(sample, name))
        self.wait_for_status(name, "Completed")

    def row(self, name):
        """The text of a job's row, or an empty one."""
        return self.browser.script("return [...document.querySelectorAll('.data-table tbody tr')]"
                                   ".find(row => row.innerText.includes(arguments[0]))?.innerText ?? '';", name)

    def wait_for_status(self, name, status):
        return self.browser.wait(f"{name} is {status}", lambda: status in self.row(name) and self.row(name))

    def open_list(self):
        self.browser.click(".home")
        self.browser.find(".data-table")

    def open_job(self, name):
        """Opens a job's review from the list."""
        self.open_list()
        self.browser.click_text("td.document a", name)
        self.browser.find(".field")

    def value(self, field):
        return self.browser.script("return document.getElementById('field-' + arguments[0])?.value;", field)

    def press_to(self, field, key):
        """Presses a key until the field is in hand."""
        for _ in range(60):
            if self.browser.focused() == field:
                return
            self.browser.press(key)
        raise BrowserError(f"{key} does not lead to {field}")

    def wait_saved(self):
        """Waits until nothing is unsaved and the results are shown as the server has them now."""
        self.browser.wait("saved", lambda: self.browser.script(
            "return !document.querySelector('.panes[aria-busy]') && ![...document.querySelectorAll('.bar button')][1].matches(':enabled')"))

    def settled(self, ending):
        """Whether the last requests were answered, one for an address with this ending among them."""
        return self.browser.script("""
            const loaded = performance.getEntriesByType("resource").filter(one => one.responseEnd > 0);
            return loaded.filter(one => one.name.endsWith(arguments[0])).length > 1
                && loaded.every(one => performance.now() - one.responseEnd > 500);""", ending)

    def job(self):
        """The job that is reviewed."""
        return self.browser.script("return location.hash").rsplit("/", 1)[1]

    def call(self, method, path, body=None, tag=None):
        """Another client of the API. @returns The answer's data and its tag."""
        headers = {"api-key": self.key, "Content-Type": "application/json"} | ({"If-Match": tag} if tag else {})
        request = urllib.request.Request(f"{self.url}/{path}", json.dumps(body).encode() if body else None, headers, method=method)
        with urllib.request.build_opener(urllib.request.ProxyHandler({})).open(request) as answer:
            return json.load(answer).get("data"), answer.headers["ETag"]

    def send_bytes(self, path, data):
        """Another client of the API sends a file. @returns The answer's data."""
        request = urllib.request.Request(f"{self.url}/{path}", data, {"api-key": self.key, "Content-Type": "application/octet-stream"}, method="POST")
        with urllib.request.build_opener(urllib.request.ProxyHandler({})).open(request) as answer:
            return json.load(answer)["data"]

    def session(self, account, name, password):
        """Signs a user in elsewhere. @returns The cookie."""
        body = json.dumps({"account": account, "name": name, "password": password}).encode()
        request = urllib.request.Request(f"{self.url}/ocr-invoice-session", body, {"Content-Type": "application/json"}, method="POST")
        with urllib.request.build_opener(urllib.request.ProxyHandler({})).open(request) as answer:
            return answer.headers["Set-Cookie"].split(";")[0]

    def session_status(self, cookie):
        """What the API answers to a session."""
        request = urllib.request.Request(f"{self.url}/ocr-invoice-session", headers={"Cookie": cookie})
        try:
            with urllib.request.build_opener(urllib.request.ProxyHandler({})).open(request) as answer:
                return answer.status
        except urllib.error.HTTPError as error:
            return error.code

    def jobs(self, **parameters):
        return self.call("GET", "ocr-invoice-job?" + urllib.parse.urlencode(parameters))[0]

    def correct(self, job, field, text):
        """Another person corrects a value."""
        query = urllib.parse.urlencode({"filter": json.dumps({"job": job})})
        page, tag = self.call("GET", "ocr-invoice-job-page/" + self.call("GET", f"ocr-invoice-job-page?{query}")[0][0]["_id"])
        others = [note for note in page["annotations"] or [] if note["field"] != field]
        page["annotations"] = [*others, {"type": "correction", "field": field, "text": text}]
        self.call("PUT", f"ocr-invoice-job-page/{page['_id']}", page, tag)

    def ask(self, what, answer=None):
        """Asks the caller for something by a file, and waits for the file that answers."""
        (self.handshake / what).touch()
        end = time.monotonic() + 120
        while answer and not (self.handshake / answer).exists():
            if time.monotonic() > end:
                raise BrowserError(f"nobody answered {what}")
            time.sleep(0.05)

    def judge(self, leaving_out=None):
        """After each step: no word of the console, no foreign host, no script of a document, no fault of axe's rules."""
        if complaints := self.browser.complaints():
            raise BrowserError(f"the browser's console says: {complaints}")
        requests = self.browser.requested()
        self.asked += requests
        foreign = {url for _, url, _ in requests if host(url) and host(url) != urllib.parse.urlsplit(self.url).netloc}
        if foreign:
            raise BrowserError(f"requests to other hosts: {foreign}")
        if self.browser.script(f"return '{MARK}' in window;"):
            raise BrowserError("a document's text ran as a script")
        if self.axe and (faults := self.violations(leaving_out)):
            raise BrowserError(f"axe-core finds: {faults}")

    def violations(self, leaving_out=None):
        """`leaving_out` names what a library draws, whose faults are not ours."""
        self.browser.script(f"if (!window.axe) {{ {self.axe} }}")
        return self.browser.script(
            "return axe.run(arguments[0] ? { exclude: [arguments[0]] } : document, { resultTypes: ['violations'] }).then(found => found.violations.map(fault => "
            "`${fault.id}: ${fault.nodes.slice(0, 3).map(node => node.html.slice(0, 160) + ' ' + node.failureSummary).join(' | ')}`));", leaving_out)
