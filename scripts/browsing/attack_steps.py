"""The steps of an attacker: script texts in every field and address, other sites, planted cookies."""

import http.server
import threading
import time
import urllib.parse

from .console import MARK, SAMPLES, expect, open_view

SCRIPTS = [f"<img src=x onerror={MARK}=1>", f"\"'><svg onload={MARK}=1>", f"<script>{MARK}=1</script>", f"javascript:{MARK}=1"]
HOSTILE = " ".join(SCRIPTS)
# What the views of one thing show once it is loaded, by the address's word.
SHOWN = {"group": ".form", "template": ".rules", "supplier": ".memory", "webhook": ".form"}


def stored_everywhere(console):
    """script text in every text of every view is shown as text"""
    made = stored(console)
    browser = console.browser
    for view in ("Documents", "Groups", "Suppliers", "Templates", "Webhooks", "Statistics", "Server"):
        open_view(console, view, "main h1")
        browser.wait("its list", lambda: browser.script("return !document.querySelector('.data-table') || Boolean(document.querySelector('.data-table tbody td, .none:not([hidden])'))"))
        console.judge()
    for kind, identifier in made:
        browser.script("location.hash = `#/${arguments[0]}/${arguments[1]}`", kind, identifier)
        browser.wait(kind, lambda: browser.script("return Boolean(document.querySelector(arguments[0]))", SHOWN[kind]))
        written = browser.script("return [...document.querySelectorAll('input, textarea')].map(one => one.value)")
        expect(any(MARK in one for one in written), f"the {kind} shows {written}")
        console.judge()


def stored(console):
    """Stores the texts wherever the API takes one. @returns The kinds and ids of what the console has a view for."""
    group = console.call("POST", "ocr-invoice-job-group", {
        "name": HOSTILE, "template": "default", "description": HOSTILE, "batchNumber": SCRIPTS[1], "tags": SCRIPTS, "createdBy": SCRIPTS[0],
        "assignedTo": SCRIPTS[0], "metadata": {HOSTILE: HOSTILE}})[0]["_id"]
    template = console.call("POST", "ocr-invoice-job-template", {
        "name": HOSTILE, "description": HOSTILE, "version": SCRIPTS[0], "documentType": "invoice", "ocrEngine": "tesseract",
        "extractionRules": {"fields": [{"name": SCRIPTS[0], "value": HOSTILE}, {"name": "x", "pattern": "<script>(?<value>.)</script>"}]}})[0]["_id"]
    supplier = console.call("POST", "ocr-invoice-supplier", {
        "name": HOSTILE, "tradingNames": SCRIPTS, "externalId": f"{SCRIPTS[1]}{time.monotonic_ns()}", "domains": [], "defaults": {"metadata": {HOSTILE: HOSTILE}}})[0]["_id"]
    webhook = console.call("POST", "ocr-invoice-webhook", {
        "url": "https://erp.invalid/hook?x=" + urllib.parse.quote(SCRIPTS[0]), "events": ["job.completed"]})[0]["_id"]
    console.call("POST", "ocr-invoice-user", {"name": f"{SCRIPTS[0]}{time.monotonic_ns()}", "role": "reader", "password": "correct horse battery"})
    console.call("POST", "ocr-invoice-key", {"name": SCRIPTS[0], "scopes": ["jobs:read"]})
    document = console.send_bytes("ocr-invoice-document", hostile_invoice())
    for name in SCRIPTS:
        console.call("POST", "ocr-invoice-job?process=true", {
            "jobNumber": f"{name} {time.monotonic_ns()}", "documentName": name, "documentUrl": document["url"], "template": "default", "group": group,
            "createdBy": SCRIPTS[0], "metadata": {HOSTILE: HOSTILE}})
    return [("group", group), ("template", template), ("supplier", supplier), ("webhook", webhook)]


def hostile_invoice():
    """An e-invoice whose supplier, notes and items are scripts."""
    text = (SAMPLES / "einvoice-de.xml").read_text()
    escaped = SCRIPTS[0].replace("<", "&lt;").replace(">", "&gt;")
    for tag in ("cbc:Name", "cbc:RegistrationName", "cbc:Note", "cbc:StreetName", "ram:Name", "ram:Content", "ram:LineOne"):
        head, *rest = text.split(f"<{tag}>")
        text = head + "".join(f"<{tag}>{escaped} {one}" for one in rest)
    expect(escaped in text, "the sample has none of these elements")
    return text.encode()


def stored_documents(console):
    """script text in documents and their names is shown as text in the review, and in what was learnt"""
    browser = console.browser
    console.open_list()
    for name in SCRIPTS:
        console.wait_for_status(name, "Completed")
    console.open_job(SCRIPTS[0])
    expect(SCRIPTS[0] in console.value("invoice.supplier.name"), f"the supplier is {console.value('invoice.supplier.name')}")
    console.judge()
    browser.fill("#field-invoice\\.number", HOSTILE)
    browser.click_text(".bar button", "Save")
    console.wait_saved()
    console.judge()
    job = console.job()
    tag = console.call("GET", f"ocr-invoice-job/{job}/results")[1]
    console.call("POST", f"ocr-invoice-job/{job}/review?force=true", {"confirm": True}, tag)
    supplier = console.call("GET", f"ocr-invoice-job/{job}")[0]["supplier"]
    expect("corrected" in [entry["action"] for entry in console.call("GET", f"ocr-invoice-job/{job}/history")[0]], "the history lacks it")
    if supplier:
        browser.script("location.hash = `#/supplier/${arguments[0]}`", supplier)
        browser.find(".memory")
    console.open_list()


def reflected(console):
    """script text in an address is shown as text or not at all, in the console, its documentation and the API"""
    browser = console.browser
    for text in SCRIPTS:
        quoted = urllib.parse.quote(text)
        for address in (f"#/jobs?search={quoted}&status={quoted}&group={quoted}&sort={quoted}", f"#/job/{quoted}", f"#/{quoted}", f"#/groups?page={quoted}",
                        f"?x={quoted}#/statistics?days={quoted}"):
            browser.open(console.address + address)
            browser.find("main h1")
            judge_without_rules(console)
        for address in (f"docs/#/{quoted}", f"docs/?url={quoted}&configUrl={quoted}&{quoted}", f"docs/?url=https://evil.example/{quoted}"):
            browser.open(f"{console.url}/{address}")
            browser.find("#errors table")
            judge_without_rules(console)
        for address in (f"ocr-invoice-job?sort={quoted}", quoted, f"ocr-invoice-job/{quoted}", f"health/{quoted}"):
            browser.open(f"{console.url}/{address}")
            expect("html" not in browser.script("return document.contentType"), f"{address} answers with HTML")
            judge_without_rules(console)
    browser.open(console.address)
    browser.find(".data-table")


def judge_without_rules(console):
    """What axe's rules say does not depend on an address, and takes seconds."""
    axe, console.axe = console.axe, None
    try:
        console.judge()
    finally:
        console.axe = axe


class Elsewhere:
    """Another site, on another port of this machine. It ends with its `with` block."""

    def __init__(self, page):
        body = page.encode()

        class Handler(http.server.BaseHTTPRequestHandler):
            def do_GET(self):
                self.send_response(200)
                self.send_header("Content-Type", "text/html")
                self.end_headers()
                self.wfile.write(body)

            def log_message(self, *_):
                """Nobody reads it."""

        self.server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Handler)

    def __enter__(self):
        threading.Thread(target=self.server.serve_forever, daemon=True).start()
        return f"http://127.0.0.1:{self.server.server_port}/"

    def __exit__(self, *_):
        self.server.shutdown()
        self.server.server_close()


def framed(console):
    """no other site can put the console or its documentation into a frame"""
    browser = console.browser
    for path in ("console/", "docs/"):
        with Elsewhere(f"<!doctype html><title>Win!</title><iframe src='{console.url}/{path}'></iframe>") as site:
            browser.open(site)
            browser.wait("the refusal", lambda: any("frame-ancestors" in line for line in browser.complaints()))
        # What was asked for is the other site's.
        browser.requested()
    browser.open(console.address)
    browser.find(".data-table")


def forged(console):
    """another site on this machine, to which a browser gives the session's cookie, changes and reads nothing"""
    browser = console.browser
    name, password = f"forged-{time.monotonic_ns()}", "correct horse battery"
    console.call("POST", "ocr-invoice-user", {"name": name, "role": "admin", "password": password})
    browser.open(console.address)
    browser.find(".data-table")
    browser.click_text("#header button", "Sign out")
    plant(console, "7" * 64)
    console.sign_in_as(console.account, name, password)
    browser.find(".data-table")
    token = next(cookie["value"] for cookie in browser.cookies() if cookie["name"] == "ocr-invoice-session")
    expect(token != "7" * 64 and console.session_status("ocr-invoice-session=" + "7" * 64) == 401, "the planted session is taken over")
    console.judge()
    before = console.call("GET", "ocr-invoice-job-group?limit=1"), console.call("GET", "ocr-invoice-job-template?limit=100")
    with Elsewhere("<!doctype html><title>Win!</title><p id=p>x") as site:
        browser.open(site)
        read = browser.script(FORGING, console.url)
        browser.complaints()
        browser.requested()
    expect(read == ["unread"] * len(read) and len(read) == 8, f"the other site got {read}")
    after = console.call("GET", "ocr-invoice-job-group?limit=1"), console.call("GET", "ocr-invoice-job-template?limit=100")
    expect(before == after, "the other site changed something")
    expect(console.session_status(f"ocr-invoice-session={token}") == 200, "the other site ended the session")
    browser.open(console.address)
    browser.find(".data-table")
    browser.click_text("#header button", "Sign out")
    browser.find("#key")
    console.sign_in()
    browser.find(".data-table")


def plant(console, token):
    """A cookie that somebody else put into the browser."""
    console.browser.set_cookie({"name": "ocr-invoice-session", "value": token, "path": "/"})


# What a page of another site can send without being asked first, and with: nothing of it may be readable.
FORGING = """
    const [url] = arguments, body = JSON.stringify({ name: "Forged", template: "default" });
    const tries = [
        ["ocr-invoice-job-group", { method: "POST", body, headers: { "Content-Type": "text/plain" } }],
        ["ocr-invoice-job-group", { method: "POST", body, headers: { "Content-Type": "application/json" } }],
        ["ocr-invoice-job-group", { method: "POST", body: new URLSearchParams({ name: "Forged" }) }],
        ["ocr-invoice-session", { method: "DELETE" }], ["ocr-invoice-session", {}], ["ocr-invoice-job", {}],
        ["ocr-invoice-user", { method: "POST", mode: "no-cors", body }],
    ];
    const sent = tries.map(([path, options]) => fetch(`${url}/${path}`, { credentials: "include", ...options })
        .then(answer => answer.type === "opaque" ? "unread" : `read ${path}`, () => "unread"));
    const form = new Promise(resolve => {
        const frame = Object.assign(document.createElement("iframe"), { name: "target" });
        const made = Object.assign(document.createElement("form"), { method: "post", enctype: "text/plain", target: "target", action: `${url}/ocr-invoice-job-group` });
        made.append(Object.assign(document.createElement("input"), { name: body.slice(0, -1) + ',"x":"', value: '"}' }));
        document.body.append(frame, made);
        frame.addEventListener("load", () => { let is = "unread"; try { if (frame.contentDocument.body.textContent) is = "read form"; } catch {} resolve(is); });
        made.submit();
        setTimeout(() => resolve("unread"), 3000);
    });
    return Promise.all([...sent, form]);"""


ATTACK_STEPS = [stored_everywhere, stored_documents, reflected, framed, forged]
