"""Debian's Chromium, driven by its chromium-driver (W3C WebDriver)."""

import base64
import json
import pathlib
import shutil
import subprocess
import tempfile
import time
import urllib.error
import urllib.parse
import urllib.request

ELEMENT = "element-6066-11e4-a52e-4f735466cecf"
KEYS = {"Tab": "\ue004", "Enter": "\ue007", "Shift": "\ue008", "Control": "\ue009", "Alt": "\ue00a", "Down": "\ue015", "Up": "\ue013", "Left": "\ue012", "Right": "\ue014",
        "Delete": "\ue017", "Escape": "\ue00c"}
# A busy machine may take a while to read a photo.
SECONDS = 90
# Chromium says by itself that a request failed. Whether it may fail is the step's to say.
ANSWER_SOURCE = "network"


class BrowserError(Exception):
    """The browser did not do what a step wanted."""


class Browser:
    """One window without extensions and without a profile of before. Ends with its `with` block."""

    def __init__(self, width=1440, height=900, dark=False, language="en"):
        self.folder = pathlib.Path(tempfile.mkdtemp(prefix="oi-browser-"))
        arguments = ["--headless=new", f"--window-size={width},{height}", f"--user-data-dir={self.folder}/profile",
                     f"--lang={language}", "--disable-gpu", "--disable-dev-shm-usage", "--disable-background-networking"]
        # The pages are our own, and neither root nor every container has the namespaces of the sandbox.
        arguments += ["--no-sandbox"]
        arguments += ["--force-dark-mode", "--blink-settings=preferredColorScheme=0"] if dark else []
        self.options = {"args": arguments, "prefs": {"intl.accept_languages": language, "download.default_directory": str(self.folder)}}

    def __enter__(self):
        self.driver = subprocess.Popen(["chromedriver", "--port=0"], stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True)
        line = next((line for line in self.driver.stdout if "started successfully" in line), None)
        if line is None:
            raise BrowserError("chromedriver does not start; scripts/setup --tests installs chromium-driver")
        self.address = "http://127.0.0.1:" + line.rstrip(". \n").split()[-1]
        always = {"goog:chromeOptions": self.options, "goog:loggingPrefs": {"browser": "ALL", "performance": "ALL"}}
        self.session = ""
        self.session = "/session/" + self._send("POST", "/session", {"capabilities": {"alwaysMatch": always}})["sessionId"]
        return self

    def __exit__(self, *_):
        try:
            self._send("DELETE", "")
        except (BrowserError, OSError):
            pass
        # Its window is closed, so nothing is lost. A signal that asks may be blocked, as in programs that tests start.
        self.driver.kill()
        self.driver.wait()
        shutil.rmtree(self.folder, ignore_errors=True)

    def _send(self, method, path, body=None):
        data = None if body is None else json.dumps(body).encode()
        request = urllib.request.Request(self.address + self.session + path, data, {"Content-Type": "application/json"}, method=method)
        try:
            # A proxy of the environment would not find this machine's driver.
            with urllib.request.build_opener(urllib.request.ProxyHandler({})).open(request, timeout=SECONDS * 2) as answer:
                return json.load(answer)["value"]
        except urllib.error.HTTPError as error:
            raise BrowserError(json.load(error)["value"]["message"].split("\n")[0]) from None

    def open(self, url):
        self._send("POST", "/url", {"url": url})

    def script(self, body, *arguments):
        """Runs a function's body in the page; a promise is awaited."""
        return self._send("POST", "/execute/sync", {"script": body, "args": list(arguments)})

    def wait(self, what, condition):
        """What the condition gives as soon as that is true; a step that waits in vain fails with `what`."""
        end = time.monotonic() + SECONDS
        while time.monotonic() < end:
            try:
                if value := condition():
                    return value
            except BrowserError as error:
                if "stale" not in str(error) and "no such element" not in str(error):
                    raise
            time.sleep(0.05)
        raise BrowserError(f"waited in vain: {what}. The page says: {self.text()[:1500]}")

    def find(self, css):
        """An element that is there within the time."""
        return self.wait(css, lambda: self._send("POST", "/element", {"using": "css selector", "value": css}))[ELEMENT]

    def click(self, css):
        """Clicks in the middle of the page, where no notice lies above the element."""
        element = self.find(css)
        self.script("arguments[0].scrollIntoView({ block: 'center' })", {ELEMENT: element})
        self._send("POST", f"/element/{element}/click", {})

    def click_text(self, css, text):
        """Clicks the first of the elements whose text this is."""
        script = "const found = [...document.querySelectorAll(arguments[0])].find(one => one.textContent.trim() === arguments[1]);" \
                 " found?.click(); return Boolean(found);"
        self.wait(f"{css} with “{text}”", lambda: self.script(script, css, text))

    def fill(self, css, text):
        element = self.find(css)
        self._send("POST", f"/element/{element}/clear", {})
        self._send("POST", f"/element/{element}/value", {"text": text})

    def choose_files(self, css, paths):
        self._send("POST", f"/element/{self.find(css)}/value", {"text": "\n".join(str(path) for path in paths)})

    def press(self, *keys):
        """Presses keys one after the other: a name of KEYS, several joined by +, or a text."""
        for key in keys:
            held = [KEYS.get(part, part) for part in key.split("+")] if len(key) > 1 and "+" in key else [KEYS.get(key)]
            strokes = held if held[0] else list(key)
            downs = [{"type": "keyDown", "value": stroke} for stroke in strokes]
            ups = [{"type": "keyUp", "value": stroke} for stroke in strokes]
            together = downs + ups[::-1] if held[0] else [one for pair in zip(downs, ups) for one in pair]
            self._send("POST", "/actions", {"actions": [{"type": "key", "id": "keyboard", "actions": together}]})

    def drag(self, css, start, end):
        """Drags with the mouse from one place of an element to another, each (x, y) in fractions of it."""
        element = self.find(css)
        # A page is higher than the window: its middle of the two places comes into view.
        self.script("""
            const mark = document.createElement("span");
            Object.assign(mark.style, { position: "absolute", left: `${arguments[1] * 100}%`, top: `${arguments[2] * 100}%` });
            arguments[0].append(mark);
            mark.scrollIntoView({ block: "center", inline: "center" });
            mark.remove();""", {ELEMENT: element}, (start[0] + end[0]) / 2, (start[1] + end[1]) / 2)
        at = self.script("const { left, top, width, height } = arguments[0].getBoundingClientRect(); return [left, top, width, height];",
                         {ELEMENT: element})
        places = [(round(at[0] + x * at[2]), round(at[1] + y * at[3])) for x, y in (start, end)]
        moves = [{"type": "pointerMove", "x": x, "y": y, "duration": 50} for x, y in places]
        actions = [moves[0], {"type": "pointerDown", "button": 0}, moves[1], {"type": "pointerUp", "button": 0}]
        self._send("POST", "/actions", {"actions": [{"type": "pointer", "id": "mouse", "actions": actions}]})

    def text(self, css="body"):
        return self.script("return document.querySelector(arguments[0])?.innerText ?? '';", css)

    def focused(self):
        """The name of the field in hand, or the text of the element."""
        return self.script("const at = document.activeElement; return at.dataset.field ?? at.textContent;")

    def cookies(self):
        """Those of the page's site, also what no script can read."""
        return self._send("GET", "/cookie")

    def set_cookie(self, cookie):
        self._send("POST", "/cookie", {"cookie": cookie})

    def resize(self, width, height):
        """The size of the page; a window is never narrower than 500 pixels."""
        metrics = {"width": width, "height": height, "deviceScaleFactor": 1, "mobile": False}
        self._send("POST", "/goog/cdp/execute", {"cmd": "Emulation.setDeviceMetricsOverride", "params": metrics})

    def screenshot(self, path):
        pathlib.Path(path).write_bytes(base64.b64decode(self._send("GET", "/screenshot")))

    def complaints(self):
        """What the console said since the last call, but that an answer was a failure."""
        entries = self._send("POST", "/se/log", {"type": "browser"})
        return [entry["message"] for entry in entries if entry["source"] != ANSWER_SOURCE and entry["level"] != "DEBUG"]

    def requested(self):
        """The addresses that pages asked for since the last call, each with its method and time in seconds."""
        messages = [json.loads(entry["message"])["message"] for entry in self._send("POST", "/se/log", {"type": "performance"})]
        sent = [message["params"] for message in messages if message["method"] == "Network.requestWillBeSent"]
        return [(one["request"]["method"], one["request"]["url"], one["timestamp"]) for one in sent]


def host(url):
    """The host and port of an address that leaves the browser, else an empty text."""
    parts = urllib.parse.urlsplit(url)
    return parts.netloc if parts.scheme in ("http", "https", "ws", "wss") else ""
