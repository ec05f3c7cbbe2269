"""Runs the steps of scripts/try-console, and ends with status 1 at the first fault."""

import argparse
import pathlib
import sys
import traceback

from .browser import Browser
from .console import Console
from .firefox import Firefox
from .steps import MAIN_STEPS, STEPS


def parsed():
    parser = argparse.ArgumentParser(prog="scripts/try-console")
    parser.add_argument("--url", default="http://127.0.0.1:8080")
    parser.add_argument("--key-file", required=True, type=pathlib.Path)
    parser.add_argument("--account", default="samples", help="the name of the key's account")
    parser.add_argument("--handshake", type=pathlib.Path)
    parser.add_argument("--many-key-file", type=pathlib.Path)
    parser.add_argument("--firefox", action="store_true", help="the main steps in Firefox ESR")
    parser.add_argument("--axe", required=True, type=pathlib.Path)
    return parser.parse_args()


def main():
    options = parsed()
    steps = MAIN_STEPS if options.firefox else STEPS
    with Firefox() if options.firefox else Browser() as browser:
        many_key = options.many_key_file and options.many_key_file.read_text().strip()
        key = options.key_file.read_text().strip()
        console = Console(browser, options.url, key, options.handshake, options.axe, options.account, many_key)
        for step in steps:
            try:
                step(console)
                console.judge()
            except Exception:
                traceback.print_exc(limit=4)
                print(f"FAILED  {step.__doc__}")
                return 1
            print(f"ok      {step.__doc__}", flush=True)
    print(f"{len(steps)} steps passed")
    return 0


sys.exit(main())
