"""Attacks by addresses: where the server is made to dial, and what answers it there."""

import ipaddress
import time

from .stranger import NAMES, PUBLIC
from .environment import CODES

INSIDE = [
    "127.0.0.1", "127.1.2.3", "10.0.0.1", "10.255.255.255", "172.16.0.1", "172.31.255.254", "192.168.1.1", "169.254.169.254",
    "169.254.0.1", "100.64.0.1", "100.100.100.200", "0.0.0.0", "0.1.2.3", "192.0.0.1", "192.0.2.1", "198.18.0.1", "198.51.100.1",
    "203.0.113.1", "192.88.99.1", "224.0.0.1", "240.0.0.1", "255.255.255.255", "168.63.129.16",
]
SIX = ["::1", "::", "fe80::1", "fc00::1", "fd00:ec2::254", "fec0::1", "ff02::1", "64:ff9b::a9fe:a9fe", "64:ff9b:1::1", "2001::1", "2001:db8::1",
       "2002:7f00:1::", "2002:a9fe:a9fe::1", "100::1", "3fff::1", "2001:0:4136:e378:8000:63bf:3fff:fdd2", "2a00:1450::5efe:127.0.0.1", "fd12::1"]


def spellings():
    for text in INSIDE:
        yield f"http://{text}/"
        yield f"https://{text}/"
        number = int(ipaddress.ip_address(text))
        parts = text.split(".")
        yield f"http://{number}/"
        yield f"http://0x{number:08x}/"
        yield f"http://{'.'.join(f'0{int(p):03o}' for p in parts)}/"
        yield f"http://{'.'.join(hex(int(p)) for p in parts)}/"
        yield f"http://[::ffff:{text}]/"
        yield f"http://[::{text}]/"
        yield f"http://{text}.nip.io/"
    for text in SIX:
        yield f"http://[{text}]/"
        yield f"http://[{ipaddress.ip_address(text).exploded}]/"
    for name in NAMES:
        if name not in ("public.test",):
            yield f"http://{name}/"
    yield from (
        "http://127.1/", "http://127.0.1/", "http://0/", "http://localhost/", "http://LOCALHOST/", "http://localhost./", "http://127.0.0.1./",
        "http://public.test@127.0.0.1/", "http://127.0.0.1@public.test/", "http://public.test:80@127.0.0.1/", "http://public.test\\@127.0.0.1/",
        "http://public.test#@127.0.0.1/", "http:\\\\127.0.0.1/", "http:/127.0.0.1/", "http:127.0.0.1/", "//127.0.0.1/", "HTTP://127.0.0.1/",
        "http://127.0.0.1\t/", "http://127.0.0.1\n/", "http://127.\n0.0.1/", " http://127.0.0.1/", "http://127。0。0。1/", "http://１２７.0.0.1/",
        "http://ⓛocalhost/", "http://loc\u00adalhost/", "http://faß.de/", "http://%31%32%37.0.0.1/", "http://127.0.0.1%00.public.test/",
        "http://[::1%25lo]/", "http://[::1%lo]/", "http://[127.0.0.1]/", "http://[::ffff:7f00:1]/", "http://[0:0:0:0:0:ffff:127.0.0.1]/",
        "file:///etc/passwd", "FILE:///etc/passwd", "gopher://127.0.0.1:6379/_x", "dict://127.0.0.1:6379/", "ftp://127.0.0.1/", "ldap://127.0.0.1/",
        "unix:///run/x.sock", "http+unix://%2Frun/x", "jar:http://127.0.0.1!/", "data:application/pdf,x", "javascript:x", "scp://127.0.0.1/",
        "http://public.test:22/", "http://public.test:3306/", "http://public.test:6379/", "http://public.test:0/", "http://public.test:65616/",
        "http://public.test:080@10.0.0.1/", "http://0177.0.0.1/", "http://0x7f.1/", "http://2130706433/", "http://017700000001/", "http://4294967297/",
        "document:../../etc/passwd", "document:000000000000000000000000", "http://1.1.1.1.1/", "http://256.256.256.256/", "http:///", "http://",
        "http://.", "http://..", "http://" + "a" * 300 + ".test/", "http://" + "a." * 200 + "test/", "http://127.0.0.1:80:80/", "http://127.0.0.1:８０/",
    )


def _run(environment, prefix, urls, seconds=300):
    """Submits them all; url → errorCode, or the status that refused it."""
    jobs, outcome = {}, {}
    for number, url in enumerate(urls):
        answer = environment.submit_url(f"{prefix}-{number}-{time.monotonic_ns()}", url)
        if answer.status == 201:
            jobs[url] = answer.data["_id"]
        else:
            outcome[url] = answer.status
            assert answer.status == 422, f"{url}: {answer.status} {answer.body[:200]}"
    for url, job in jobs.items():
        # A name that does not answer is tried again; one failure is all we want to see.
        found = environment.end_of(job, seconds)
        outcome[url] = found.get("errorCode") or found["status"]
        text = str(found.get("errorLog")) + str(found.get("attempts"))
        assert PUBLIC not in text and "10.0.0.1" not in text, f"{url}: an address is revealed: {text}"
    return outcome


def addresses(environment, options):
    """A-2: all ranges in all spellings: no connection to internal addresses."""
    assert environment.outside, "needs root and ip netns: connections could not be counted otherwise"
    control = _run(environment, "control", ["http://public.test/none"])
    assert environment.outside.connections(), f"the stranger was never reached, so nothing is proven: {control}"
    before = len(environment.outside.connections())
    outcome = _run(environment, "ssrf", list(dict.fromkeys(spellings())))
    dialled = environment.outside.connections()[before:]
    assert not [a for a in dialled if a != PUBLIC], f"dialled: {dialled}"
    wrong = {u: c for u, c in outcome.items() if c not in (422, "document_blocked", "document_not_found")}
    told = {c: sum(1 for x in outcome.values() if x == c) for c in set(outcome.values())}
    assert not [c for c in wrong.values() if c in ("completed", "internal_error")], f"{wrong}"
    return f"{len(outcome)} spellings, inside connections 0, {told}"


def rebinding(environment, options):
    """A-3: a name that changes between look-ups, and redirects of every kind: no connection to internal addresses."""
    assert environment.outside, "needs root and ip netns"
    before = len(environment.outside.connections())
    targets = ["http://127.0.0.1/", "http://10.0.0.1/", "http://[::1]/", "http://local.test/", "http://169.254.169.254/latest/meta-data/",
               "file:///etc/passwd", "//127.0.0.1/", "gopher://127.0.0.1/", "http://rebind.test/", "http://2130706433/", "http://public.test:22/"]
    chains = [f"http://public.test/redirect/{status}/{target}" for status in (301, 302, 303, 307, 308) for target in targets]
    chains.append("http://public.test/redirect/302/http://public.test/redirect/302/http://127.0.0.1/")
    outcome = _run(environment, "redirect", chains)
    rounds = [f"http://rebind.test/{n}" for n in range(options.rounds)]
    for start in range(0, len(rounds), 200):
        outcome |= _run(environment, f"rebind{start}", rounds[start:start + 200])
    dialled = environment.outside.connections()[before:]
    inside = [a for a in dialled if a != PUBLIC]
    assert not inside, f"dialled: {inside[:10]}"
    assert environment.is_healthy()
    told = {c: sum(1 for x in outcome.values() if x == c) for c in set(outcome.values())}
    return f"{len(rounds)} rounds, {len(chains)} chains, {len(dialled)} connections outside, inside 0, {told}"


def servers(environment, options):
    """A-4: document servers that are endless, slow, silent, lying or decompress to gigabytes: each ends in time, memory does not grow."""
    assert environment.outside, "needs root and ip netns"
    kinds = ["endless", "chunks", "lying-long", "lying-huge", "headers", "gzip", "loop", "garbage"] + (["drip", "silent"] if options.slow else [])
    before, worst, told = environment.memory(), 0, {}
    for kind in kinds:
        answer = environment.submit_url(f"server-{kind}-{time.monotonic_ns()}", f"http://public.test/{kind}/")
        job = answer.data["_id"]
        begun = time.monotonic()
        # What may go better later is tried again; the first attempt is what counts here.
        while time.monotonic() - begun < 90:
            found = environment.ask("GET", f"/ocr-invoice-job/{job}").data
            worst = max(worst, environment.memory())
            ended = [a for a in found["attempts"] if a["completedAt"]]
            if ended:
                break
            time.sleep(0.2)
        took = time.monotonic() - begun
        assert ended and took <= 65, f"{kind}: {took:.0f} s"
        code = ended[0]["errorCode"] or ended[0]["outcome"]
        assert code in CODES, f"{kind}: {code}"
        told[kind] = f"{code} {took:.0f} s"
        environment.ask("POST", f"/ocr-invoice-job/{job}/cancel")
    grown = (worst - before) >> 20
    assert grown <= 64, f"memory grew by {grown} MiB"
    return f"memory +{max(0, grown)} MiB; " + ", ".join(f"{k}: {v}" for k, v in told.items())
