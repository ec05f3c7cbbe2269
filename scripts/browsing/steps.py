"""The steps of scripts/try-console, in their order. Each goes on where the one before ended."""

import time

from .attack_steps import ATTACK_STEPS
from .console import MARK, expect, fill
from .review_steps import REVIEW_STEPS
from .supplier_steps import SUPPLIER_STEPS
from .view_steps import VIEW_STEPS, grouped, server_seen, statistics_seen

FIELD = "invoice.supplier.name"
CORRECTED = "Corrected by Keys Ltd"
HOSTILE = f"<img src=x onerror={MARK}=1><script>{MARK}=1</script>"
# A file name cannot have a slash.
HOSTILE_NAME = f"<img src=x onerror={MARK}=1>.pdf"


def wrong_key(console):
    """a wrong key is told, and no key is kept"""
    browser = console.browser
    browser.open(console.address)
    console.sign_in("not-a-key")
    browser.wait("the reason", lambda: "does not know this key" in browser.text("#sign-in-problem"))
    expect(browser.script("return sessionStorage.length") == 0, "a wrong key was kept")


def right_key(console):
    """the right key shows the list of documents"""
    console.sign_in()
    console.browser.find(".data-table")
    expect(console.browser.script("return sessionStorage.length + localStorage.length") == 1, "more than the key is kept")


def dropped_files(console):
    """three files and a damaged one are a group, and are read or told to be damaged"""
    names = ["one.pdf", "two.pdf", "three.xml", "broken.pdf"]
    samples = ["supplies-fr.pdf", "office-scan-de.pdf", "einvoice-de.xml", "damaged/truncated.pdf"]
    console.drop(*(console.copied(sample, name) for sample, name in zip(samples, names)))
    for name in names[:3]:
        console.wait_for_status(name, "Completed")
    expect("damaged" in console.wait_for_status("broken.pdf", "Failed"), "the reason is not told")
    expect(len({job["group"] for job in console.jobs(limit=4)}) == 1, "the files are not one group")


def refused_file(console):
    """a file of no known kind is refused at its line"""
    path = console.folder / "notes.txt"
    path.write_text("Words.")
    console.upload(path)
    console.browser.wait("the refusal", lambda: "no file that can be read" in console.browser.text(".uploads"))


def progress(console):
    """the list asks once a second at most while documents are read"""
    console.judge()
    times = [at for method, url, at in console.asked if method == "GET" and "/ocr-invoice-job?" in url and "limit=25" in url]
    gaps = [later - earlier for earlier, later in zip(times, times[1:])]
    expect(gaps, "the list was not followed")
    expect(min(gaps) > 0.9, f"two requests within {min(gaps):.2f} s")


def hidden_tab(console):
    """a hidden tab asks nothing, and is up to date when it is seen again"""
    browser = console.browser
    browser.script("Object.defineProperty(document, 'hidden', { value: true, configurable: true })")
    console.upload(console.copied("supplies-fr.pdf", "hidden.pdf"))
    browser.wait("uploaded", lambda: console.jobs(search="hidden"))
    browser.requested()
    time.sleep(3)
    asked = [url for method, url, _ in browser.requested() if method == "GET"]
    expect(not asked, f"a hidden tab asked for {asked}")
    browser.script("delete document.hidden; document.dispatchEvent(new Event('visibilitychange'))")
    console.wait_for_status("hidden.pdf", "Completed")


def filtered(console):
    """a filter, a search and an order choose, and the address keeps them"""
    browser = console.browser
    browser.click_text(".chip", "Failed")
    browser.wait("failed ones alone", lambda: console.row("broken.pdf") and not console.row("one.pdf"))
    browser.click_text(".chip", "All")
    browser.fill("input[type=search]", "three")
    browser.press("Enter")
    browser.wait("what was searched", lambda: console.row("three.xml") and not console.row("one.pdf"))
    expect("search=three" in browser.script("return location.hash"), "the address lacks the search")
    console.open_list()
    browser.click_text("th a", "Document")
    browser.wait("the order", lambda: browser.script("return document.querySelector('[aria-sort]')?.innerText") == "Document")
    console.open_list()


def reviewed(console):
    """a value is corrected and another confirmed with keys alone"""
    browser = console.browser
    console.open_job("two.pdf")
    first = browser.wait("a doubtful field in hand", lambda: (at := browser.focused()).startswith("invoice.") and at)
    console.press_to(FIELD, "Up")
    browser.press(CORRECTED, "Enter")
    expect(browser.focused() != FIELD, "Enter did not go on")
    if first != FIELD:
        console.press_to(first, "Up")
    before = console.value(first)
    browser.press("Enter")
    for _ in range(40):
        if browser.focused() == "Confirm and next":
            break
        browser.press("Enter")
    expect(browser.focused() == "Confirm and next", "Enter does not end at saving")
    expect("Nothing to check" in browser.text(".bar .state"), "something is left to check")
    browser.click_text(".bar button", "Save")
    console.wait_saved()
    expect(before, "the confirmed value is empty")


def seen_again(console):
    """a second look shows the correction, and the document needs no review"""
    console.open_list()
    console.browser.wait("the corrected supplier", lambda: CORRECTED in console.row("two.pdf"))
    expect("to check" not in console.row("two.pdf"), "it still needs a review")
    console.open_job("two.pdf")
    expect(console.value(FIELD) == CORRECTED, f"the review shows {console.value(FIELD)}")
    expect("Corrected" in console.browser.text(f'[data-row="{FIELD}"]'), "it is not marked as corrected")


def linked(console):
    """a field marks its frame, a frame leads to its field"""
    browser = console.browser
    browser.find("rect")
    browser.script("document.getElementById('field-invoice.amounts.total').focus()")
    browser.wait("the frame", lambda: browser.script("return document.querySelector('rect.active')?.dataset.frame") == "invoice.amounts.total")
    browser.script("document.querySelector('rect[data-frame=\"invoice.date\"]').dispatchEvent(new MouseEvent('click', { bubbles: true }))")
    expect(browser.focused() == "invoice.date", "the frame does not lead to its field")


def kept_draft(console):
    """what is not saved is there again when the page is loaded anew, and is undone"""
    browser = console.browser
    console.browser.fill("#field-invoice\\.payment\\.reference", "Unsaved 1")
    browser.script("location.reload()")
    browser.wait("the draft", lambda: console.value("invoice.payment.reference") == "Unsaved 1")
    browser.click('[data-row="invoice.payment.reference"] button')
    browser.wait("the read value", lambda: console.value("invoice.payment.reference") != "Unsaved 1")


def refused_value(console):
    """a value that cannot be read is refused beside its field"""
    browser = console.browser
    browser.fill("#field-invoice\\.date", "no day at all")
    browser.click_text(".bar button", "Save")
    browser.wait("the refusal", lambda: "cannot be read as the date" in browser.text('[data-row="invoice.date"]'))
    browser.click('[data-row="invoice.date"] button')


def edited_rows(console):
    """a row is added to the line items, another is deleted and restored"""
    browser = console.browser
    rows = browser.script("return document.querySelectorAll('[data-item]').length")
    browser.click('button[aria-label="Add a row: Line items"]')
    browser.press("Carriage")
    browser.click('button[aria-label="Delete row 1"]')
    browser.click_text(".bar button", "Save")
    console.wait_saved()
    name = next(name for name in (f"lineItems[{row}].description" for row in range(rows + 1)) if console.value(name) == "Carriage")
    expect(console.call("GET", f"ocr-invoice-job/{console.job()}")[0]["extractedData"]["lineItems"][-1]["description"] == "Carriage",
           f"{name} is not saved")
    browser.click('button[aria-label="Restore row 1"]')
    browser.click_text(".bar button", "Save")
    console.wait_saved()
    browser.wait("the first row", lambda: console.value("lineItems[0].description"))


def two_people(console):
    """of two people on one document the later one is told, and shown both"""
    browser = console.browser
    job = console.job()
    browser.fill("#field-invoice\\.number", "MINE-1")
    console.correct(job, "invoice.number", "THEIRS-1")
    browser.click_text(".bar button", "Save")
    browser.find("dialog[open]")
    expect("MINE-1" in browser.text("dialog") and "THEIRS-1" in browser.text("dialog"), "the dialog does not show both")
    console.judge()
    browser.click_text("dialog button", "Save this")
    console.wait_saved()
    expect(console.call("GET", f"ocr-invoice-job/{job}")[0]["extractedData"]["invoice"]["number"] == "MINE-1", "mine was not saved")


def next_document(console):
    """the next doubtful document follows"""
    browser = console.browser
    console.upload_and_wait("office-scan-de.pdf", "doubtful.pdf")
    console.open_job("two.pdf")
    browser.click_text(".bar button", "Confirm and next")
    browser.wait("another document", lambda: (name := browser.text("h1")) and name not in ("two.pdf", "Documents", "Review"))
    browser.find(".field")


def exported(console):
    """the results are given as files"""
    browser = console.browser
    browser.click(".exports summary")
    for form, ending in (("csv", "csv"), ("ubl", "ubl.xml"), ("pdf", "pdf")):
        browser.click(f".exports button[data-format={form}]")
        browser.wait(f"a file {ending}", lambda: list(browser.folder.glob(f"*.{ending}")))
    browser.script("document.querySelector('.exports').open = false")


def hostile_texts(console):
    """script text in a file name and in a value is shown as text"""
    browser = console.browser
    console.upload_and_wait("supplies-fr.pdf", HOSTILE_NAME)
    job = next(job["_id"] for job in console.jobs(limit=1))
    console.correct(job, FIELD, HOSTILE)
    browser.wait("the text in the list", lambda: HOSTILE in console.row(HOSTILE_NAME) or browser.script("location.reload()"))
    console.open_job(HOSTILE_NAME)
    expect(console.value(FIELD) == HOSTILE, "the value is not shown as it is")
    expect(HOSTILE_NAME in browser.text("h1"), "the name is not shown as it is")


def server_away(console):
    """a server that is away is told, and the list goes on when it is back"""
    if not console.handshake:
        return
    console.open_list()
    console.ask("away", "stopped")
    console.browser.wait("the banner", lambda: "does not answer" in console.browser.text("#connection"))
    console.judge()
    console.ask("back")
    console.browser.wait("no banner", lambda: not console.browser.text("#connection"))


def deleted(console):
    """a deleted document can be had back for eight seconds, and then goes"""
    browser = console.browser
    console.open_list()
    delete = 'button[aria-label="Delete: broken.pdf"]'
    browser.click(delete)
    browser.wait("hidden", lambda: not console.row("broken.pdf"))
    browser.click_text(".notice button", "Undo")
    browser.wait("back", lambda: console.row("broken.pdf"))
    browser.click(delete)
    time.sleep(9)
    browser.wait("deleted", lambda: not console.jobs(search="broken"))


def gone(console):
    """a document that somebody else deletes during its review is told to be gone"""
    browser = console.browser
    console.open_job("one.pdf")
    console.call("DELETE", f"ocr-invoice-job/{console.job()}")
    browser.fill("#field-invoice\\.number", "Too late")
    browser.click_text(".bar button", "Save")
    browser.wait("the reason", lambda: "does not exist any more" in browser.text("#notices"))
    browser.script("location.reload()")
    browser.wait("the reason", lambda: "somebody has deleted it" in browser.text("main"))
    console.open_list()


def expired(console):
    """a key that no longer counts leads back to signing in, and then to where one was"""
    browser = console.browser
    browser.click_text(".chip", "Completed")
    browser.script("for (const name of Object.keys(sessionStorage)) sessionStorage.setItem(name, 'revoked')")
    browser.wait("signing in", lambda: "no longer signed in" in browser.text("#sign-in-problem"))
    console.judge()
    console.sign_in()
    browser.wait("where one was", lambda: browser.script("return document.querySelector('.chip[aria-current]')?.innerText") == "Completed")


def as_user(console):
    """a user signs in with name and password, still is after a reload, changes something, and signs out"""
    browser = console.browser
    name, password = f"user-{time.monotonic_ns()}", "correct horse battery"
    console.call("POST", "ocr-invoice-user", {"name": name, "role": "reviewer", "password": password})
    browser.click_text("#header button", "Sign out")
    console.sign_in_as(console.account, name, "another password")
    browser.wait("the reason", lambda: "password is wrong" in browser.text("#sign-in-problem"))
    console.judge()
    console.sign_in_as(console.account, name, password)
    browser.find(".data-table")
    expect(browser.script("return document.cookie + sessionStorage.length") == "0", "a script can read the session")
    browser.script("location.reload()")
    browser.find(".data-table")
    console.upload_and_wait("consultancy-en.pdf", "by-user.pdf")
    change_password(console, name, password)
    before = browser.script("return performance.timeOrigin")
    browser.click_text("#header button", "Sign out")
    browser.find("#sign-in-user")
    browser.script("location.reload()")
    browser.wait("a new page", lambda: browser.script("return performance.timeOrigin") != before)
    browser.find("#sign-in-user")
    expect(browser.script("return sessionStorage.length + ('ocr-invoice.signed-in' in localStorage)") == 0, "a session was left")
    console.sign_in()
    browser.find(".data-table")


def change_password(console, name, password):
    """The user's own, which ends the sessions elsewhere and not the one here."""
    browser, new = console.browser, password + " staple"
    elsewhere = console.session(console.account, name, password)
    browser.click_text("#header a", name)
    for field, value in (("currentPassword", "not the one"), ("newPassword", new), ("repeated", new)):
        fill(console, field, value)
    browser.click_text("button", "Change the password")
    browser.wait("the fault", lambda: browser.text('[data-fault="currentPassword"]'))
    console.judge()
    fill(console, "currentPassword", password)
    browser.click_text("button", "Change the password")
    browser.wait("the change", lambda: "The password is changed" in browser.text("#notices"))
    expect(not browser.script("return [...document.querySelectorAll('input[type=password]')].some(one => one.value)"), "a password stays on the page")
    console.open_list()
    expect(console.session_status(elsewhere) == 401, "another session goes on")
    console.session(console.account, name, new)


def narrow_and_german(console):
    """in German, and at 390 pixels, nothing is wider than the page"""
    browser = console.browser
    browser.script("localStorage.setItem('ocr-invoice.language', 'de'); location.reload()")
    browser.wait("German", lambda: "Belege" in browser.text("h1"))
    browser.find("td.document a")
    browser.resize(390, 844)
    for address in ("#/jobs", browser.script("return document.querySelector('td.document a').hash")):
        browser.script("location.hash = arguments[0]", address)
        browser.find(".data-table" if address == "#/jobs" else ".field")
        console.judge()
        wide = browser.script("return document.documentElement.scrollWidth - document.documentElement.clientWidth")
        expect(wide <= 0, f"{address} is {wide} pixels too wide: " + browser.script(
            "return [...document.querySelectorAll('main *')].filter(one => one.getBoundingClientRect().right > innerWidth)"
            ".slice(0, 3).map(one => one.outerHTML.slice(0, 100)).join(' ')"))


STEPS = [wrong_key, right_key, dropped_files, refused_file, progress, hidden_tab, filtered, reviewed, seen_again, linked, kept_draft,
         refused_value, edited_rows, two_people, next_document, *REVIEW_STEPS, exported, *VIEW_STEPS, hostile_texts, server_away, *SUPPLIER_STEPS, *ATTACK_STEPS,
         deleted, gone, expired, as_user, narrow_and_german]
# From signing in to what is done with a document: what another browser must be able to do, too.
MAIN_STEPS = [wrong_key, right_key, dropped_files, refused_file, filtered, reviewed, seen_again, kept_draft, refused_value, edited_rows,
              two_people, next_document, grouped, statistics_seen, server_seen]
