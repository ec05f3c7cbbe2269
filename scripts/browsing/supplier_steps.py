"""The steps of suppliers: merging, and what is learnt from their confirmed documents."""

from .console import SAMPLES, expect, fill, open_view

SAMPLE = "craftsman-de.pdf"
# A field that reading leaves empty, and the value on the page that a person says it has.
FIELD, SHOWN = "invoice.payment.reference", "invoice.customer.number"
FIRST, SECOND = "learnt.pdf", "known.pdf"


def suppliers_merged(console):
    """a supplier is entered with a proof, another is merged into it and parted again"""
    browser = console.browser
    for name, proof in (("Papers Ltd", "GB123456789"), ("Papers Limited", "")):
        open_view(console, "Suppliers", ".data-table")
        browser.click_text("a", "New supplier")
        fill(console, "name", name)
        if proof:
            browser.click('button[aria-label="Add: Tax numbers"]')
            browser.press(proof)
        browser.click_text("button", "Save")
        browser.wait("saved", lambda: browser.text("h1") == name)
    console.judge()
    other = browser.script("return location.hash").rsplit("/", 1)[1]
    browser.script("const choice = document.getElementById('merge-into');"
                   "choice.value = [...choice.options].find(one => one.text === 'Papers Ltd').value;")
    browser.click_text("button", "Merge")
    browser.wait("merged", lambda: "Merged into another" in browser.text("main"))
    console.judge()
    browser.click_text("button", "Part again")
    browser.wait("parted", lambda: browser.script("return Boolean(document.getElementById('merge-into'))"))
    expect(console.call("GET", f"ocr-invoice-supplier/{other}")[0]["mergedInto"] is None, "they are not parted")


def learnt(console):
    """a box is drawn for a value that was not found, and a second reading keeps it"""
    browser = console.browser
    console.upload_and_wait(SAMPLE, FIRST)
    console.open_job(FIRST)
    browser.find(f'rect[data-frame="{SHOWN}"]')
    box = browser.script("const { x, y, width, height } = document.querySelector(`rect[data-frame='${arguments[0]}']`);"
                         "return [x, y, width, height].map(one => one.baseVal.value);", SHOWN)
    browser.script("document.getElementById('field-' + arguments[0]).focus()", FIELD)
    browser.drag(".sheet", (box[0], box[1]), (box[0] + box[2], box[1] + box[3]))
    browser.wait("what was drawn", lambda: console.value(FIELD) == console.value(SHOWN))
    browser.click_text(".bar button", "Save")
    console.wait_saved()
    job, value = console.job(), console.value(FIELD)
    results, tag = console.call("GET", f"ocr-invoice-job/{job}/results")
    console.call("POST", f"ocr-invoice-job/{job}/review?force=true", {"confirm": True}, tag)
    console.call("POST", f"ocr-invoice-job/{job}/process")
    browser.wait("the second reading", lambda: [entry["action"] for entry in console.call("GET", f"ocr-invoice-job/{job}/history")[0]].count("read") == 2)
    expect(field_of(console, job)["value"] == value, "the second reading lost the correction")


def known(console):
    """the next document of that supplier is right by what was learnt"""
    first = next(job for job in console.jobs(limit=10) if job["documentName"] == FIRST)
    console.browser.wait("what was learnt", lambda: FIELD in memory(console, first["supplier"])["fields"])
    # The same document with other bytes.
    path = console.folder / SECOND
    path.write_bytes((SAMPLES / SAMPLE).read_bytes() + b"\n% A second copy.\n")
    console.open_list()
    console.upload(path)
    console.wait_for_status(SECOND, "Completed")
    console.open_job(SECOND)
    expect(console.value(FIELD) == console.value(SHOWN), f"{FIELD} is {console.value(FIELD)}")
    expect(field_of(console, console.job())["method"] == "memory", "it was found without memory")


def forgotten(console):
    """what was learnt is shown by field, and forgotten when that is confirmed"""
    browser = console.browser
    supplier = console.call("GET", f"ocr-invoice-job/{console.job()}")[0]["supplier"]
    browser.script("location.hash = `#/supplier/${arguments[0]}`", supplier)
    browser.wait("what was learnt", lambda: "rechnungsnr" in browser.text(".memory tbody") and "Number" in browser.text(".memory tbody"))
    documents = memory(console, supplier)["documents"]
    expect(f"documents: {documents}" in browser.text(".memory .hint"), browser.text(".memory"))
    expect("needed nobody" in browser.text("[aria-label='Its latest documents']"), "its documents are not counted")
    console.judge()
    browser.click_text("button", "Forget what was learnt")
    expect(memory(console, supplier)["documents"] == documents, "it was forgotten at once")
    browser.click_text("button", "Really? Press again")
    browser.wait("nothing", lambda: "Nothing yet" in browser.text(".memory"))
    expect(memory(console, supplier) == {"documents": 0, "fields": {}}, "the server still knows it")


def memory(console, supplier):
    return console.call("GET", f"ocr-invoice-supplier/{supplier}")[0]["memory"]


def field_of(console, job):
    return next(field for field in console.call("GET", f"ocr-invoice-job/{job}/results")[0]["fields"] if field["name"] == FIELD)


SUPPLIER_STEPS = [suppliers_merged, learnt, known, forgotten]
