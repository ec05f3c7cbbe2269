"""A copy of the working tree, in which lines are broken, and which is built and tested in their place."""

import os
import pathlib
import re
import shutil
import signal
import subprocess
import tempfile

ROOT = pathlib.Path(__file__).resolve().parents[2]
FOLDER = ROOT / "var" / "mutate"
FAILED = re.compile(r"^✘ Test (\".+?\"|\S+?\(.*?\)) (?:with \d+ test cases? failed|recorded an issue|failed)", re.MULTILINE)


class OutOfTime(Exception):
    """A command did not end within the time that it had."""


class Copy:
    """The tree under var/mutate. What it was built from stays there, so that the next run builds little."""

    def __init__(self, log):
        self.folder, self.log = FOLDER / "tree", log

    def bring_up_to_date(self):
        """Makes the copy equal to the working tree. An unchanged file keeps its time, so that it is not rebuilt."""
        names = subprocess.run(
            ["git", "ls-files", "-co", "--exclude-standard", "-z"], cwd=ROOT, check=True, capture_output=True).stdout
        wanted = {name.decode() for name in names.split(b"\0") if name and os.path.lexists(ROOT / name.decode())}
        if (ROOT / "Package.resolved").exists():
            wanted.add("Package.resolved")
        for path in self._files():
            if str(path.relative_to(self.folder)) not in wanted:
                path.unlink()
        for name in sorted(wanted):
            source, target = ROOT / name, self.folder / name
            target.parent.mkdir(parents=True, exist_ok=True)
            if source.is_symlink():
                if not target.is_symlink():
                    target.symlink_to(os.readlink(source))
            elif not target.exists() or target.read_bytes() != source.read_bytes():
                shutil.copy(source, target)

    def _files(self):
        for folder, folders, files in os.walk(self.folder):
            folders[:] = [name for name in folders if name != ".build"]
            yield from (pathlib.Path(folder) / name for name in files)

    def write(self, name, text):
        (self.folder / name).write_text(text, encoding="utf-8")

    def build(self, seconds):
        """Whether it builds, tests included."""
        return self._run(["swift", "build", "--build-tests"], seconds)[0] == 0

    def test(self, tests, seconds):
        """The name of the first test that failed, nil when all went well; `tests` is swift test's filter."""
        status, output = self._run(["swift", "test", "--skip-build", "--filter", tests], seconds)
        if status == 0:
            return None
        failed = FAILED.search(output)
        return failed[1].strip('"') if failed else f"the run of the tests ended with status {status}"

    def _run(self, command, seconds):
        """Status and output. A command that does not end in time is killed with all that it started."""
        # Others pass through this folder: a web server's workers are other users.
        scratch = pathlib.Path(tempfile.mkdtemp(prefix="mutate-"))
        scratch.chmod(0o711)
        try:
            with open(scratch / "output", "wb") as output:
                process = subprocess.Popen(
                    command, cwd=self.folder, stdin=subprocess.DEVNULL, stdout=output, stderr=subprocess.STDOUT,
                    env=os.environ | {"TMPDIR": str(scratch)}, start_new_session=True)
                try:
                    process.wait(seconds)
                except subprocess.TimeoutExpired:
                    raise OutOfTime(f"{' '.join(command)}: more than {seconds:.0f} s") from None
                finally:
                    self._end(process)
            return process.returncode, (scratch / "output").read_text(encoding="utf-8", errors="replace")
        finally:
            with open(self.log, "ab") as log:
                log.write(f"\n$ {' '.join(command)}\n".encode() + (scratch / "output").read_bytes())
            shutil.rmtree(scratch, ignore_errors=True)

    @staticmethod
    def _end(process):
        """Also on Ctrl-C: no compiler and no test outlives its run. Test runs are groups of their own in this session."""
        for stat in pathlib.Path("/proc").glob("[0-9]*/stat"):
            try:
                number, session = int(stat.parent.name), int(stat.read_text().rpartition(")")[2].split()[3])
                if session == process.pid:
                    os.kill(number, signal.SIGKILL)
            except (OSError, ValueError):
                pass  # It has ended by itself.
        process.wait()
