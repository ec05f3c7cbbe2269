"""Debian's Firefox ESR, driven by WebDriver BiDi, with the methods of `Browser` that the steps of the main thread need."""

import json
import pathlib
import re
import shutil
import subprocess
import tempfile
import time

from .browser import KEYS, SECONDS, BrowserError
from .websocket import WebSocket

EVENTS = ["log.entryAdded", "network.beforeRequestSent"]
# Without these a new profile asks its makers for this and that.
SETTINGS = {
    "app.update.enabled": False, "browser.safebrowsing.malware.enabled": False, "browser.safebrowsing.phishing.enabled": False,
    "browser.shell.checkDefaultBrowser": False, "browser.aboutwelcome.enabled": False, "datareporting.policy.dataSubmissionEnabled": False,
    "extensions.update.enabled": False, "network.captive-portal-service.enabled": False, "network.connectivity-service.enabled": False,
    "toolkit.telemetry.server": "", "services.settings.server": "data:,", "intl.accept_languages": "en", "browser.startup.homepage_override.mstone": "ignore",
    # Else a window that no desktop has put in front is told of no focus.
    "focusmanager.testmode": True,
}


class Firefox:
    """One window of a new profile. Ends with its `with` block."""

    def __enter__(self):
        self.folder = pathlib.Path(tempfile.mkdtemp(prefix="oi-firefox-"))
        profile = self.folder / "profile"
        profile.mkdir()
        (profile / "user.js").write_text("".join(f"user_pref({json.dumps(name)}, {json.dumps(value)});\n" for name, value in SETTINGS.items()))
        self.log = open(self.folder / "log", "w+")
        self.process = subprocess.Popen(["firefox-esr", "--headless", "--no-remote", "--remote-debugging-port=0", "--profile", str(profile)],
                                        stdout=self.log, stderr=self.log, env={"HOME": str(self.folder), "PATH": "/usr/bin:/bin"})
        port = self.wait("Firefox", lambda: re.search(r"BiDi listening on ws://127\.0\.0\.1:(\d+)", (self.folder / "log").read_text()))[1]
        self.socket, self.number, self.said, self.asked = WebSocket(int(port), "/session", SECONDS * 2), 0, [], []
        self.send("session.new", {"capabilities": {}})
        self.send("session.subscribe", {"events": EVENTS})
        self.context = self.send("browsingContext.getTree", {})["contexts"][0]["context"]
        self.send("browsingContext.activate", {"context": self.context})
        self.send("browsingContext.setViewport", {"context": self.context, "viewport": {"width": 1440, "height": 900}})
        return self

    def __exit__(self, *_):
        # Its window is closed with it, and nothing is to be kept.
        self.process.kill()
        self.process.wait()
        self.socket.close()
        self.log.close()
        shutil.rmtree(self.folder, ignore_errors=True)

    def send(self, method, parameters):
        """Sends a command and gives its result; events that come before are kept."""
        self.number += 1
        self.socket.send(json.dumps({"id": self.number, "method": method, "params": parameters}))
        while True:
            message = json.loads(self.socket.receive())
            if message.get("id") == self.number:
                break
            self._keep(message)
        if message["type"] == "error":
            raise BrowserError(f"{method}: {message['message']}")
        return message["result"]

    def _keep(self, message):
        if message.get("method") == "log.entryAdded" and message["params"]["level"] in ("warn", "error"):
            self.said.append(message["params"].get("text") or str(message["params"]))
        if message.get("method") == "network.beforeRequestSent":
            request = message["params"]["request"]
            self.asked.append((request["method"], request["url"], message["params"]["timestamp"] / 1000))

    def open(self, url):
        self.send("browsingContext.navigate", {"context": self.context, "url": url, "wait": "complete"})

    def _call(self, function, *arguments):
        found = self.send("script.callFunction", {
            "functionDeclaration": function, "target": {"context": self.context}, "awaitPromise": True,
            "arguments": [{"type": "string", "value": argument} for argument in arguments], "userActivation": True})
        if found["type"] == "exception":
            raise BrowserError(found["exceptionDetails"]["text"])
        return found["result"]

    def script(self, body, *arguments):
        """As `Browser.script`; arguments and results are JSON."""
        function = "async function (given) { const run = function () {" + body + "\n};" \
                   " return JSON.stringify(await run.apply(null, JSON.parse(given)) ?? null); }"
        return json.loads(self._call(function, json.dumps(arguments))["value"])

    def wait(self, what, condition):
        """As `Browser.wait`. A page that is being left has no answer for a moment."""
        end = time.monotonic() + SECONDS
        last = None
        while time.monotonic() < end:
            try:
                if value := condition():
                    return value
            except BrowserError as error:
                last = error
            time.sleep(0.05)
        raise BrowserError(f"waited in vain: {what}; {last}")

    def find(self, css):
        self.wait(css, lambda: self.script("return Boolean(document.querySelector(arguments[0]))", css))
        return css

    def click(self, css):
        # A page that is just being loaded anew may lose what was found.
        x, y = self.wait(css, lambda: self.script("const at = document.querySelector(arguments[0]); at?.scrollIntoView({ block: 'center' });"
                                                  "const place = at?.getBoundingClientRect();"
                                                  "return place && [place.left + place.width / 2, place.top + place.height / 2];", css))
        moves = [{"type": "pointerMove", "x": round(x), "y": round(y)}, {"type": "pointerDown", "button": 0}, {"type": "pointerUp", "button": 0}]
        self.send("input.performActions", {"context": self.context, "actions": [{"type": "pointer", "id": "mouse", "actions": moves}]})

    def click_text(self, css, text):
        script = "const found = [...document.querySelectorAll(arguments[0])].find(one => one.textContent.trim() === arguments[1]);" \
                 " found?.click(); return Boolean(found);"
        self.wait(f"{css} with “{text}”", lambda: self.script(script, css, text))

    def fill(self, css, text):
        self.find(css)
        self.script("const at = document.querySelector(arguments[0]); at.focus(); at.select();", css)
        self.press(*(text or ["Delete"]))

    def choose_files(self, css, paths):
        element = self._call("function (css) { return document.querySelector(css); }", self.find(css))
        self.send("input.setFiles", {"context": self.context, "element": {"sharedId": element["sharedId"]}, "files": [str(path) for path in paths]})

    def press(self, *keys):
        """As `Browser.press`."""
        for key in keys:
            held = [KEYS.get(part, part) for part in key.split("+")] if len(key) > 1 and "+" in key else [KEYS.get(key)]
            strokes = held if held[0] else list(key)
            downs = [{"type": "keyDown", "value": stroke} for stroke in strokes]
            ups = [{"type": "keyUp", "value": stroke} for stroke in strokes]
            together = downs + ups[::-1] if held[0] else [one for pair in zip(downs, ups) for one in pair]
            self.send("input.performActions", {"context": self.context, "actions": [{"type": "key", "id": "keyboard", "actions": together}]})

    def text(self, css="body"):
        return self.script("return document.querySelector(arguments[0])?.innerText ?? '';", css)

    def focused(self):
        return self.script("const at = document.activeElement; return at.dataset.field ?? at.textContent;")

    def complaints(self):
        """The warnings and errors of the page's console since the last call."""
        self.script("return null")
        said, self.said = self.said, []
        return said

    def requested(self):
        """The addresses that pages asked for since the last call."""
        asked, self.asked = self.asked, []
        return asked
