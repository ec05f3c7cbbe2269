"""What lintian and dpkg say of a package."""

import pathlib
import subprocess

from .container import Failure, run

# Files without which the package would not do what it is for.
WANTED = {
    "ocr-invoice": (
        "./usr/bin/ocr-invoice", "./usr/lib/ocr-invoice/ocr-invoice-reader", "./lib/systemd/system/ocr-invoice.socket",
        "./etc/nginx/sites-available/ocr-invoice", "./usr/share/ocr-invoice/web/index.html"),
    "ocr-invoice-line-recognition": ("./usr/lib/ocr-invoice/line-recognition/libopenvino_c.so",),
}


def lint(package):
    """One line about a good package; Failure with lintian's errors and warnings of another one."""
    name = run("dpkg-deb", "--field", package, "Package").strip()
    contents = run("dpkg-deb", "--contents", package)
    for file in WANTED[name]:
        if f" {file}\n" not in contents and f" {file} -> " not in contents:
            raise Failure(f"{package} lacks {file}")
    judged = subprocess.run(
        ["lintian", "--allow-root", "--fail-on", "error,warning", package], capture_output=True, text=True)
    if judged.returncode != 0:
        raise Failure(f"lintian about {package}:\n{judged.stdout}{judged.stderr}")
    size = pathlib.Path(package).stat().st_size / 1e6
    return f"ok      {pathlib.Path(package).name}: {size:.0f} MB, {len(contents.splitlines())} files, lintian finds nothing"
