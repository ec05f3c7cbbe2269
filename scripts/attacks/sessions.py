"""Attacks on users' sessions: fixation, other sites' requests, guessing, sessions that have ended, other accounts."""

import time

import yaml

from .places import ROOT
from .requests import compared

ACCOUNT, NAME, PASSWORD = "chaos", "victim", "correct horse battery"
COOKIE = "ocr-invoice-session"
NOWHERE = "0" * 24


def sessions(environment, options):
    """A-26: no session is taken over, used by another site, guessed, or of use once it has ended."""
    name = f"{NAME}-{time.monotonic_ns()}"
    user = environment.ask("POST", "/ocr-invoice-user", {"name": name, "role": "admin", "password": PASSWORD}).data["_id"]
    _fixation(environment, name)
    forged = _forged(environment, name)
    _foreign(environment, name)
    guesses = _guesses(environment, name, options.guesses)
    _ended(environment, name, user)
    timing = f"; {_timing(environment, name)}" if options.slow else ""
    environment.ask("DELETE", f"/ocr-invoice-user/{user}")
    return f"{forged} writes of another site refused; {guesses}{timing}"


def _timing(environment, name):
    """Whether a known name takes longer than an unknown one; no more tries than are let through for one user."""
    count = 60
    score = compared(
        count, {"known": name, "unknown": name[::-1]},
        lambda given: _sign_in(environment, given, "wrong password", address="127.0.0.1"), 401)
    assert abs(score) < 4.5, f"the time tells which names there are: Welch t {score:.1f}"
    return f"known and unknown name: Welch t {score:.1f} over {count}"


def _sign_in(environment, name, password=PASSWORD, account=ACCOUNT, cookie=None, address="198.51.100.1"):
    headers = {"cookie": f"{COOKIE}={cookie}"} if cookie else {}
    body = {"account": account, "name": name, "password": password}
    return environment.ask("POST", "/ocr-invoice-session", body, "", headers, address=address)


def _signed_in(environment, name, **options):
    """The cookie's value and the second token."""
    answer = _sign_in(environment, name, **options)
    assert answer.status == 201, answer.body
    line = answer.headers["set-cookie"]
    assert all(word in line for word in ("HttpOnly", "SameSite=Strict", "Secure", "Path=/")), line
    return line.split(";")[0].partition("=")[2], answer.data["csrfToken"]


def _ask(environment, method, target, cookie, token=None, body=b""):
    headers = {"cookie": f"{COOKIE}={cookie}"} | ({"x-csrf-token": token} if token else {})
    return environment.ask(method, target, body, "", headers, address="198.51.100.1")


def _fixation(environment, name):
    """A cookie that somebody else put into the browser is not the session after the sign-in."""
    planted, _ = _signed_in(environment, name)
    for given in (planted, "7" * 64, "", "x" * 5000):
        cookie, _ = _signed_in(environment, name, cookie=given)
        assert cookie != given, "a token that was given before is taken over"
        if given:
            assert _ask(environment, "GET", "/ocr-invoice-job", given).status == 401, "the planted session lives"


def _forged(environment, name):
    """Each operation that may change something, as a form of another site would send it: with the cookie alone."""
    cookie, token = _signed_in(environment, name)
    other = _signed_in(environment, name)[1]
    count = 0
    for path, methods in yaml.safe_load((ROOT / "openapi.yaml").read_text())["paths"].items():
        for method, operation in methods.items():
            if method not in ("post", "put", "delete") or operation.get("security") == []:
                continue
            for wrong in (None, other, token.upper(), cookie):
                answer = _ask(environment, method.upper(), path.replace("{id}", NOWHERE), cookie, wrong)
                assert answer.status == 403 and answer.json["code"] == "csrf_token_invalid", f"{method} {path}: {answer.body}"
                count += 1
    assert _ask(environment, "GET", "/ocr-invoice-session", cookie).status == 200, "the session did not outlive the attack"
    return count


def _foreign(environment, name):
    """A session shows what is its account's alone."""
    cookie, token = _signed_in(environment, name)
    template = environment.ask("GET", "/ocr-invoice-job-template", key=environment.other_key).data[0]["_id"]
    stranger = environment.ask(
        "POST", "/ocr-invoice-user", {"name": name, "role": "admin", "password": PASSWORD + "!"}, environment.other_key).data["_id"]
    key = environment.other_key[9:21]
    for target in (f"/ocr-invoice-job-template/{template}", f"/ocr-invoice-user/{stranger}", f"/ocr-invoice-key/{key}"):
        assert _ask(environment, "GET", target, cookie).status == 404, target
        assert _ask(environment, "DELETE", target, cookie, token).status == 404, target
    assert _sign_in(environment, name, PASSWORD + "!").status == 401, "another account's password opens this one"
    environment.ask("DELETE", f"/ocr-invoice-user/{stranger}", key=environment.other_key)


def _guesses(environment, name, count):
    """Wrong passwords from one address; then for one user from a new address each time."""
    count = min(count, 200)
    one = [_sign_in(environment, name, f"wrong {n}", address="203.0.113.9").status for n in range(20)]
    assert one == [401] * 10 + [429] * 10, one
    many = [_sign_in(environment, f"{name}-2", f"wrong {n}", address=f"203.0.113.{n}").status for n in range(100, 250)]
    assert many == [401] * 100 + [429] * 50, many
    cookies = [_ask(environment, "GET", "/ocr-invoice-job", f"{n:064x}").status for n in range(count)]
    assert set(cookies) == {401}, cookies
    return "wrong passwords refused from the 11th of an address and the 101st of a user"


def _ended(environment, name, user):
    """A session that is too old, idle, signed out or of a former role opens nothing."""
    for column, age in (("last_used_at", "8 HOUR"), ("created_at", "7 DAY")):
        cookie, _ = _signed_in(environment, name)
        environment.sql(f"UPDATE session SET {column} = {column} - INTERVAL {age}")
        assert _ask(environment, "GET", "/ocr-invoice-job", cookie).status == 401, f"{column}: {age}"
    cookie, token = _signed_in(environment, name)
    assert _ask(environment, "DELETE", "/ocr-invoice-session", cookie, token).status == 200
    assert _ask(environment, "GET", "/ocr-invoice-job", cookie).status == 401, "signed out"
    cookie, _ = _signed_in(environment, name)
    changed = environment.ask("PUT", f"/ocr-invoice-user/{user}", {"name": name, "role": "reader"})
    assert changed.status == 200 and _ask(environment, "GET", "/ocr-invoice-job", cookie).status == 401, "another role"
