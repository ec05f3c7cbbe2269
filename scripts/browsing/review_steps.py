"""The steps of a review's finer tools: other values, drawn boxes, rows, and the document that comes next."""

from .console import expect

DOCUMENT = "four.pdf"
# Of an empty field nothing stands in the way of what is drawn.
EMPTY = "invoice.payment.reference"
BY_KEYS = "invoice.purchaseOrder"
# What the issue allows until the next document can be worked on, once it was loaded in advance.
NEXT_MILLISECONDS = 200
TRIES = 3


def other_value(console):
    """another value that a field may have is taken by keys, and taken back"""
    browser = console.browser
    console.upload_and_wait("consultancy-en.pdf", DOCUMENT)
    console.open_job(DOCUMENT)
    field = "invoice.supplier.name"
    read = console.value(field)
    browser.script("document.getElementById('field-' + arguments[0]).focus()", field)
    browser.press("Alt+Down")
    other = console.value(field)
    expect(other and other != read, f"Alt and ↓ leave {other}")
    expect(other in browser.text(f'[data-row="{field}"] .alternatives'), "the other value is not offered")
    browser.press("Alt+Up")
    expect(console.value(field) == read, "Alt and ↑ do not lead back")
    browser.press("Alt+Down", "Control+z")
    expect(console.value(field) == read, "the step is not taken back")


def drawn_box(console):
    """a box drawn on the page is read again, fills the field in hand, and is saved with its place"""
    browser = console.browser
    browser.find('rect[data-frame="invoice.number"]')
    box = browser.script("const { x, y, width, height } = document.querySelector('rect[data-frame=\"invoice.number\"]');"
                         "return [x, y, width, height].map(one => one.baseVal.value);")
    number = console.value("invoice.number")
    browser.script("document.getElementById('field-' + arguments[0]).focus()", EMPTY)
    browser.drag(".sheet", (box[0], box[1]), (box[0] + box[2], box[1] + box[3]))
    browser.wait("what was drawn", lambda: number in console.value(EMPTY))
    expect(browser.focused() == EMPTY, "the field is no longer in hand")
    browser.click_text(".bar button", "Save")
    console.wait_saved()
    field = next(one for one in console.call("GET", f"ocr-invoice-job/{console.job()}/results")[0]["fields"] if one["name"] == EMPTY)
    expect(abs(field["boundingBox"]["x"] - box[0]) < 0.02, f"the place is lost: {field['boundingBox']}")


def box_by_keys(console):
    """a box is moved and sized by keys alone, read, and left without a word"""
    browser = console.browser
    frame = "const { x, y, width, height } = document.querySelector('rect[data-frame=\"invoice.number\"]');" \
            "return [x, y, width, height].map(one => one.baseVal.value);"
    wanted = browser.script(frame)
    browser.script("document.getElementById('field-' + arguments[0]).focus()", BY_KEYS)
    browser.press("Alt+Enter", "Escape")
    expect(browser.focused() == BY_KEYS and console.value(BY_KEYS) == "", "leaving the box leaves something")
    browser.press("Alt+Enter")
    console.judge()
    at = browser.script("const { left, top, width, height } = document.querySelector('.key-box').style;"
                        "return [left, top, width, height].map(one => parseFloat(one) / 100);")
    for number, (less, more) in enumerate((("Left", "Right"), ("Up", "Down"), ("Shift+Left", "Shift+Right"), ("Shift+Up", "Shift+Down"))):
        key, (steps, rest) = more if wanted[number] > at[number] else less, divmod(abs(wanted[number] - at[number]), 0.01)
        browser.press(*[key] * int(steps), *[f"Control+{key}"] * round(rest / 0.002))
    browser.press("Enter")
    browser.wait("what was drawn", lambda: console.value(BY_KEYS) == console.value("invoice.number"))
    expect(browser.focused() == BY_KEYS, "the field is no longer in hand")
    browser.click_text(".bar button", "Undo")
    expect(console.value(BY_KEYS) == "", "undoing leaves something")


def rows_split_and_merged(console):
    """a row is split at the cursor and merged again, and both are undone"""
    browser = console.browser
    count = rows(console)
    cells = [console.value(f"lineItems[{row}].description") for row in range(count)]
    words = cells[0].split(" ")
    browser.script("const one = document.getElementById('field-lineItems[0].description'); one.focus();"
                   "one.setSelectionRange(arguments[0], arguments[0]);", len(words[0]))
    browser.click('[data-item="0"] [data-action=split]')
    expect(rows(console) == count + 1, "there is no further row")
    expect(console.value("lineItems[0].description") == words[0], "the first part is not the first row's")
    expect(console.value("lineItems[1].description") == " ".join(words[1:]), "the second part is not the second row's")
    expect(count < 2 or console.value("lineItems[2].description") == cells[1], "the rows below did not move")
    browser.click('[data-item="0"] [data-action=merge]')
    expect(console.value("lineItems[0].description") == cells[0], "the row is not whole again")
    for _ in range(2):
        browser.click_text(".bar button", "Undo")
    expect(rows(console) == count and console.value("lineItems[0].description") == cells[0], "undoing leaves something")


def merged_rows_saved(console):
    """two rows that were merged are saved as one with the sum of both"""
    browser = console.browser
    amounts = [item["amount"] for item in console.call("GET", f"ocr-invoice-job/{console.job()}")[0]["extractedData"]["lineItems"]]
    browser.click('[data-item="0"] [data-action=merge]')
    browser.click_text(".bar button", "Save")
    console.wait_saved()
    items = console.call("GET", f"ocr-invoice-job/{console.job()}")[0]["extractedData"]["lineItems"]
    expect(abs(items[0]["amount"] - amounts[0] - amounts[1]) < 0.005, f"{items[0]['amount']} is not the sum of {amounts[:2]}")


def next_at_once(console):
    """the next document was loaded in advance and is there within 200 ms"""
    # What else the machine does may delay one of them.
    took = min(milliseconds_to_next(console) for _ in range(TRIES))
    print(f"        the next document took {took:.0f} ms")
    expect(took <= NEXT_MILLISECONDS, f"the next document took {took:.0f} ms")


def milliseconds_to_next(console):
    browser = console.browser
    console.open_job(DOCUMENT)
    console.judge()
    browser.wait("the next picture in advance", lambda: console.settled("/image"))
    browser.script("document.activeElement.blur()")
    return browser.script("""
        const before = document.querySelector("h1").textContent;
        const started = performance.now();
        [...document.querySelectorAll(".bar button")].find(one => one.textContent === "Confirm and next").click();
        return new Promise(resolve => {
            const look = () => {
                const isThere = document.querySelector("h1").textContent !== before && document.activeElement.closest(".right")
                    && document.querySelector(".sheet img").complete && document.querySelector(".sheet img").naturalWidth > 0;
                if (isThere || performance.now() - started > 20000) resolve(performance.now() - started);
                else requestAnimationFrame(look);
            };
            look();
        });""")


def confirmed(console):
    """a document that needs a review is confirmed with keys alone, and the most urgent next one follows"""
    browser = console.browser
    needed = {"filter": '{"review.state":"needed"}', "sort": "review.priority"}
    before = [job["_id"] for job in console.jobs(**needed)]
    console.open_list()
    browser.click_text(".chip", "Needs review")
    browser.wait("those alone", lambda: browser.script("return document.querySelectorAll('td.document a').length") == len(before))
    browser.click("td.document a")
    browser.find(".field")
    job = console.job()
    expect(job == before[0], "the most urgent one is not the first")
    pressed = 0
    while console.job() == job and pressed < 40:
        browser.press("Enter")
        pressed += 1
        if browser.script("return Boolean(document.querySelector('dialog[open]'))"):
            browser.click_text("dialog button", "Confirm all the same")
            browser.wait("the next one", lambda: console.job() != job)
    browser.wait("confirmed", lambda: console.call("GET", f"ocr-invoice-job/{job}")[0]["review"]["state"] == "done")
    expect(console.job() in before[1:], "the next one needs no review")
    print(f"        {pressed} keys confirmed it")


def rows(console):
    return console.browser.script("return document.querySelectorAll('[aria-label=\"Line items\"] [data-item]').length")


REVIEW_STEPS = [other_value, drawn_box, box_by_keys, rows_split_and_merged, merged_rows_saved, next_at_once, confirmed]
