"""What people would use instead, where it lies, and how it is brought here."""

import os
import pathlib
import re
import shutil
import subprocess
import sys

PACKAGES = ["tesseract-ocr", "poppler-utils", "ocrmypdf", "php8.2-fpm", "php8.2-mysql", "php8.2-opcache", "wrk",
            "nginx-light", "mariadb-server-core", "mariadb-client", "python3-venv"]
FOLDER = pathlib.Path(os.environ.get("XDG_CACHE_HOME", pathlib.Path.home() / ".cache")) / "ocr-invoice-bench"
POLICY = pathlib.Path("/usr/sbin/policy-rc.d")
SERVICES = ["php8.2-fpm", "nginx"]


def is_enabled(service):
    return bool(shutil.which("systemctl")) and subprocess.run(["systemctl", "is-enabled", "-q", service]).returncode == 0


def find(name):
    """The program's path, or None."""
    if name == "invoice2data" and (FOLDER / "bin" / name).exists():
        return str(FOLDER / "bin" / name)
    if name == "php-fpm":
        return next((str(path) for path in pathlib.Path("/usr/sbin").glob("php-fpm8*")), None)
    return shutil.which(name) or shutil.which(name, path="/usr/sbin")


def require(name):
    return find(name) or sys.exit(f"{name} is not installed; run scripts/bench --setup")


def version(name):
    """As the program says it, after its name."""
    said = subprocess.run([require(name), "--version"], capture_output=True, text=True, stdin=subprocess.DEVNULL)
    number = re.search(r"\d[\w.+-]*", (said.stdout or said.stderr).replace(name, "", 1))
    return f"{name} {number[0]}" if number else name


def set_up():
    """Debian's packages, none of their services started; invoice2data from PyPI in a folder of its own."""
    as_root = [] if os.geteuid() == 0 else ["sudo"]
    held, enabled = POLICY.exists(), {name for name in SERVICES if is_enabled(name)}
    if not held:
        subprocess.run([*as_root, "sh", "-c", f"printf '#!/bin/sh\\nexit 101\\n' > {POLICY}; chmod 755 {POLICY}"], check=True)
    try:
        subprocess.run([*as_root, "apt-get", "update", "-qq"], check=True)
        subprocess.run([*as_root, "env", "DEBIAN_FRONTEND=noninteractive", "apt-get", "install", "-y", "-qq",
                        "--no-install-recommends", *PACKAGES], check=True, stdout=subprocess.DEVNULL)
    finally:
        if not held:
            subprocess.run([*as_root, "rm", "-f", POLICY], check=True)
    for name in SERVICES:
        # Debian enables them at installation; who had them enabled before keeps them so.
        if name not in enabled and is_enabled(name):
            subprocess.run([*as_root, "systemctl", "disable", "-q", name], check=True)
    subprocess.run([sys.executable, "-m", "venv", FOLDER], check=True)
    subprocess.run([FOLDER / "bin" / "pip", "install", "-q", "invoice2data[pdfium]"], check=True)
