"""The steps through the other views: groups, templates, webhooks, the server, and the documentation of the API."""

import csv
import os
import subprocess
import sys

from .console import MARK, expect, fill, open_view

# What the issue allows between the answer and the list.
LIST_MILLISECONDS = 300
REACHABLE = "a[href], button:enabled, input:enabled, select, textarea, summary"
HOSTILE = f"<img src=x onerror={MARK}=1><script>{MARK}=1</script>"
PATTERN = "(?<value>25[0-9]{4})"


def selected(console):
    """selected documents are given as one file"""
    browser = console.browser
    console.open_list()
    for name in ("one.pdf", "two.pdf"):
        browser.click(f'input[aria-label="Select {name}"]')
    expect("2 selected" in browser.text("[aria-label='Selected documents']"), "the selection is not told")
    console.judge()
    browser.click_text("[aria-label='Selected documents'] button", "CSV")
    path = browser.wait("the file", lambda: next(iter(browser.folder.glob("Documents.csv")), None))
    rows = list(csv.DictReader(path.read_text().splitlines()))
    expect({row["documentName"] for row in rows} == {"one.pdf", "two.pdf"}, f"the file has {rows}")
    browser.click_text("button", "Select none")


def grouped(console):
    """a group shows its progress, figures and settings, which are saved and guarded"""
    browser = console.browser
    open_view(console, "Groups", ".data-table td a")
    browser.click(".data-table td a")
    browser.wait("its figures", lambda: "Success rate" in browser.text(".figures"))
    browser.find(".form")
    rates = browser.wait("pages an hour", lambda: browser.script("return [...document.querySelectorAll('.chart .pages title')].map(one => one.textContent)"))
    expect(any(not rate.endswith(" 0 pages an hour") for rate in rates), f"the chart has {rates}")
    fill(console, "name", "Invoices of March")
    fill(console, "processingSettings.parallelJobs", "0")
    browser.click_text("button", "Save")
    browser.wait("the fault", lambda: browser.text('[data-fault="processingSettings.parallelJobs"]'))
    console.judge()
    fill(console, "processingSettings.parallelJobs", "5")
    browser.click_text("button", "Save")
    group = browser.script("return location.hash").rsplit("/", 1)[1]
    path = f"ocr-invoice-job-group/{group}"
    browser.wait("saved", lambda: console.call("GET", path)[0]["processingSettings"]["parallelJobs"] == 5)
    data, tag = console.call("GET", path)
    console.call("PUT", path, data | {"name": "Somebody else's"}, tag)
    browser.click_text("button", "Save")
    browser.wait("the other's change", lambda: "Somebody else has changed" in browser.text("form > .problem"))
    browser.click_text("a", "Its documents")
    browser.wait("its documents", lambda: "One group" in browser.text(".chips") and console.row("two.pdf"))


def template_made(console):
    """a template is made: a pattern is tried while it is typed, a region is drawn, and both are tried on earlier documents"""
    browser = console.browser
    open_view(console, "Templates", ".data-table td a")
    browser.click_text("a", "New template")
    browser.wait("the page", lambda: browser.script("return document.querySelector('.sheet img')?.naturalWidth > 0"))
    document = browser.script("return [...document.querySelectorAll('#sample option')].find(one => one.textContent === 'two.pdf').value")
    browser.script("const choice = document.querySelector('#sample'); choice.value = arguments[0]; choice.dispatchEvent(new Event('change'))", document)
    fill(console, "name", "Bills with a year")
    browser.click_text("button", "Add a rule")
    browser.fill('[data-rule="0"] input[list]', "invoice.number")
    browser.fill('[data-rule="0"] .pattern', PATTERN[:-1])
    browser.wait("the fault", lambda: "missing closing parenthesis" in browser.text('[data-rule="0"] .found'))
    console.judge()
    browser.fill('[data-rule="0"] .pattern', PATTERN)
    browser.wait("the value", lambda: "2509" in browser.text('[data-rule="0"] .found'))
    browser.click_text("button", "Add a rule")
    browser.fill('[data-rule="1"] input[list]', "title")
    browser.drag(".sheet", (0.1, 0.02), (0.9, 0.08))
    browser.wait("the region", lambda: browser.script("return document.querySelectorAll('.sheet rect.edited').length") == 1)
    browser.click_text("button", "Try on the latest 10 documents")
    browser.wait("the trials", lambda: "Tried on" in browser.text(".right"))
    console.judge()
    browser.click_text("button", "Save")
    browser.wait("saved", lambda: browser.script("return location.hash") != "#/template/new")
    template = console.call("GET", "ocr-invoice-job-template/" + browser.script("return location.hash").rsplit("/", 1)[1])[0]
    rules = template["extractionRules"]["fields"]
    expect(rules[0]["pattern"] == PATTERN and rules[1]["coordinates"]["width"] > 0.5, f"the rules are {rules}")
    browser.wait("the saved template", lambda: browser.text("h1") == "Bills with a year")


def webhook_tested(console):
    """a webhook is added, its secret is shown once, a test is sent, and sent again"""
    browser = console.browser
    open_view(console, "Webhooks", ".data-table")
    browser.click_text("summary", "Add a webhook")
    fill(console, "url", "ftp://erp.example")
    browser.click_text("button", "Add a webhook")
    browser.wait("the fault", lambda: browser.text('[data-fault="url"]'))
    # A host that does not exist: what is sent fails at once.
    fill(console, "url", "https://erp.invalid/hook")
    browser.click_text("button", "Add a webhook")
    browser.wait("the secret", lambda: browser.script("return document.querySelector('input[readonly]')?.value.startsWith('whsec_')"))
    console.judge()
    browser.click_text("td a", "https://erp.invalid/hook")
    browser.wait("its form", lambda: browser.text("h1") == "Webhook")
    browser.click_text("button", "Send a test")
    browser.wait("the delivery", lambda: "Test" in browser.text(".data-table tbody"))
    webhook = browser.script("return location.hash").rsplit("/", 1)[1]
    expect(console.call("GET", f"ocr-invoice-webhook/{webhook}/deliveries")[0][0]["event"] == "webhook.test", "no test was sent")
    browser.click_text("button", "Delete")
    browser.click_text("button", "Really? Press again")
    browser.wait("the list", lambda: "There are no webhooks" in browser.text("main"))


def hostile_names(console):
    """script text in the names of groups, templates and suppliers is shown as text"""
    rules = {"documentType": "invoice", "ocrEngine": "tesseract", "extractionRules": {"fields": [{"name": "x", "value": HOSTILE}]}}
    made = {
        "Groups": console.call("POST", "ocr-invoice-job-group", {"name": HOSTILE, "template": "default", "tags": [HOSTILE]}),
        "Templates": console.call("POST", "ocr-invoice-job-template", {"name": HOSTILE, **rules}),
        "Suppliers": console.call("POST", "ocr-invoice-supplier", {"name": HOSTILE}),
    }
    for view in made:
        open_view(console, view, ".data-table td a")
        console.browser.click_text("td a", HOSTILE)
        console.browser.wait("the name as it is", lambda: console.browser.text("h1") == HOSTILE)
        console.judge()


def keyboard_alone(console):
    """the key Tab reaches everything in each view"""
    browser = console.browser
    for view in ("Documents", "Groups", "Suppliers", "Templates", "Webhooks", "Statistics", "Server"):
        open_view(console, view, "main h1")
        browser.wait("its list", lambda: browser.script("return !document.querySelector('.data-table') || Boolean("
                                                        "document.querySelector('.data-table tbody td, .none:not([hidden])'))"))
        missed = browser.script("window.reached = new Set(); addEventListener('focusin', event => reached.add(event.target));"
                                "document.activeElement.blur(); return document.querySelectorAll(arguments[0]).length;", REACHABLE)
        for _ in range(missed + 5):
            browser.press("Tab")
        missed = browser.script("return [...document.querySelectorAll(arguments[0])].filter(one => one.checkVisibility() && !reached.has(one))"
                                ".map(one => one.outerHTML.slice(0, 120));", REACHABLE)
        expect(not missed, f"{view}: Tab does not reach {missed[:3]}")


def statistics_seen(console):
    """the statistics count what was read, for the time that is chosen"""
    browser = console.browser
    open_view(console, "Statistics", ".figures dd")
    browser.wait("a day", lambda: browser.script("return document.querySelectorAll('.data-table tbody tr').length") > 0)
    expect(int(browser.text(".figures dd")) > 3, "the documents are not counted")
    browser.click_text(".chip", "7 days")
    browser.wait("the time", lambda: browser.text(".chip[aria-current]") == "7 days")
    browser.find(".chart rect.looked-at")


def server_seen(console):
    """the server's parts and the queue are shown"""
    open_view(console, "Server", ".parts li")
    expect("All parts work" in console.browser.text("main"), console.browser.text("main"))
    console.browser.wait("counts", lambda: "Completed" in console.browser.text(".figures"))


def documented(console):
    """the documentation tries an operation with the console's key, and its examples run"""
    browser = console.browser
    browser.click_text("nav a", "API")
    browser.wait("the operations", lambda: browser.script("return document.querySelectorAll('.opblock').length") > 40)
    expect("signed in to the console" in browser.text(".key"), "the key is not taken")
    console.judge(leaving_out="#list")
    browser.click("#operations-jobs-listJobs .opblock-summary-control")
    browser.click_text(".try-out button", "Try it out")
    browser.click(".execute-wrapper button")
    browser.wait("the answer", lambda: browser.text(".live-responses-table tbody .response-col_status").strip().startswith("200"))
    for language, command in (("curl", ["bash", "-c"]), ("Python", [sys.executable, "-c"])):
        browser.click_text("#operations-jobs-listJobs .example button", language)
        example = browser.text("#operations-jobs-listJobs .example pre")
        environment = os.environ | {"API_KEY": console.key, "no_proxy": "*"}
        ran = subprocess.run([*command, example], env=environment, capture_output=True, text=True, timeout=60)
        expect(ran.returncode == 0 and "jobNumber" in ran.stdout, f"{language} says {ran.stdout[-300:]}{ran.stderr[-300:]}")
    expect("precondition_failed" in browser.text("#errors"), "the error codes are missing")
    console.judge(leaving_out="#list")
    browser.open(console.url + "/mounted/here/docs/")
    browser.wait("the operations under a mount", lambda: browser.script("return document.querySelectorAll('.opblock').length") > 40)
    expect("/mounted/here/ocr-invoice-job" in browser.text(".snippet pre"), "the address lacks the mount")
    browser.open(console.address)
    browser.find(".data-table")


def many_jobs(console):
    """a list of 10,000 documents is shown within 300 ms after the answer, sorted, and paged to its end"""
    browser = console.browser
    if not console.many_key:
        return
    browser.click_text("#header button", "Sign out")
    browser.find("#key")
    console.sign_in(console.many_key)
    browser.wait("the range", lambda: "of 10000" in browser.text(".pager"))
    took = browser.script("""
        return new Promise(resolve => {
            const seen = new MutationObserver(() => {
                if (!document.querySelector("td.document a")) return;
                seen.disconnect();
                // The list's entry may come behind the rows that were made of it.
                setTimeout(() => {
                    const answer = performance.getEntriesByType("resource").filter(one => one.name.includes("limit=25")).at(-1);
                    resolve(shown - answer.responseEnd);
                }, 100);
                const shown = performance.now();
            });
            performance.clearResourceTimings();
            seen.observe(document.getElementById("main"), { childList: true, subtree: true });
            location.hash = "#/jobs?sort=documentName&order=asc";
        });""")
    print(f"        the list was shown {took:.0f} ms after its answer")
    expect(took <= LIST_MILLISECONDS, f"the list was shown {took:.0f} ms after its answer")
    browser.wait("the first", lambda: console.row("scan 00001.pdf"))
    browser.script("location.hash = '#/jobs?page=400'")
    browser.wait("the last page", lambda: "9976–10000 of 10000" in browser.text(".pager"))
    console.judge()
    browser.click_text("#header button", "Sign out")
    console.sign_in()
    browser.find(".data-table")


VIEW_STEPS = [selected, grouped, template_made, webhook_tested, hostile_names, keyboard_alone, statistics_seen, server_seen, documented, many_jobs]
