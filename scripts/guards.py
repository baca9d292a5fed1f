"""Take each guard out of a copy of the product and see its test fail: a test that stays green guards nothing.

python scripts/guards.py            every guard of tests/guards/*.toml
python scripts/guards.py P9 P22     those of these behaviours

Run it inside ``scripts/with_services.py --`` so that what asks PostgreSQL or Redis has them. A guard is written
down as what to find, what to put in its place, and the test that has to fail then::

    [[guard]]
    behaviour = "P9"
    what = "a role that has ended opens no file"
    test = "tests/architecture/test_kept_files.py::test_after_a_role_has_ended"
    [[guard.cut]]
    file = "smartregion/core/views.py"
    find = "if not allowed:"
    put = "if False:"

Whoever rewrites a guard meets "no longer there" here, and writes down the new one.
"""

import os
import shutil
import subprocess
import sys
import tempfile
import tomllib
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from itertools import groupby
from pathlib import Path
from xml.etree import ElementTree

ROOT = Path(__file__).resolve().parent.parent
LISTS = "tests/guards"
# Made by the tools, kept by nobody: a copy needs them all the same.
MADE = ("static/vendor",)
LINKED = ("node_modules",)


@dataclass(frozen=True)
class Cut:
    """``find``, which stands once in ``file``, becomes ``put``."""

    file: str
    find: str
    put: str


@dataclass(frozen=True)
class Guard:
    behaviour: str
    what: str
    test: str
    cuts: tuple[Cut, ...]

    def __str__(self) -> str:
        return f"{self.behaviour} {self.what}"


def guards(folder: Path) -> list[Guard]:
    """All that are written down, in the order of their files."""
    return [
        Guard(
            one["behaviour"], one["what"], one["test"], tuple(Cut(**cut) for cut in one["cut"])
        )
        for path in sorted(folder.glob("*.toml"))
        for one in tomllib.loads(path.read_text(encoding="utf-8"))["guard"]
    ]  # fmt: skip


@contextmanager
def copy_of_the_product() -> Iterator[Path]:
    """All files that git knows, as they are now, in a folder that goes again."""
    with tempfile.TemporaryDirectory(prefix="guards") as name:
        copy = Path(name) / "copy"
        listed = subprocess.run(
            ["git", "ls-files", "-z"], cwd=ROOT, check=True, capture_output=True, text=True
        ).stdout
        for file in filter(None, listed.split("\0")):
            if (ROOT / file).exists():
                (copy / file).parent.mkdir(parents=True, exist_ok=True)
                shutil.copy2(ROOT / file, copy / file)
        for made in MADE:
            shutil.copytree(ROOT / made, copy / made, dirs_exist_ok=True)
        for linked in LINKED:
            (copy / linked).symlink_to(ROOT / linked)
        subprocess.run(
            [sys.executable, "manage.py", "compile_translations"],
            cwd=copy, check=True, stdout=subprocess.DEVNULL, env={**os.environ, "SMARTREGION_DEMO": "1"},
        )  # fmt: skip
        yield copy


@contextmanager
def without(guard: Guard, copy: Path) -> Iterator[None]:
    """The copy without this guard."""
    before = {cut.file: (copy / cut.file).read_text(encoding="utf-8") for cut in guard.cuts}
    try:
        for cut in guard.cuts:
            text = (copy / cut.file).read_text(encoding="utf-8")
            if text.count(cut.find) != 1:
                raise LookupError(
                    f"{cut.file}: stands there {text.count(cut.find)} times: {cut.find}"
                )
            (copy / cut.file).write_text(text.replace(cut.find, cut.put), encoding="utf-8")
        yield
    finally:
        for file, text in before.items():
            (copy / file).write_text(text, encoding="utf-8")


@dataclass(frozen=True)
class Verdict:
    """How many tests ran, how many of them failed, and how many broke before they could say anything."""

    tests: int
    failures: int
    errors: int
    report: str


def verdict(copy: Path, *tests: str) -> Verdict:
    """Run them in the copy, until the first that fails; with tables made from the models, which is quicker."""
    said = copy.parent / "said.xml"
    said.unlink(missing_ok=True)
    run = subprocess.run(
        [sys.executable, "-m", "pytest", "-q", "-x", "-n", "0", "--tb=short", "--nomigrations",
         "-p", "no:cacheprovider", "-W", "ignore", f"--junitxml={said}", *dict.fromkeys(tests)],
        cwd=copy, capture_output=True, text=True, check=False,
    )  # fmt: skip
    if not said.exists():
        return Verdict(0, 0, 1, run.stdout + run.stderr)
    suite = ElementTree.parse(said).getroot()[0]  # noqa: S314 (pytest wrote it a moment ago)
    count = {name: int(suite.get(name, 0)) for name in ("tests", "failures", "errors")}
    return Verdict(**count, report=run.stdout)


def proof(guard: Guard, copy: Path) -> tuple[bool, str]:
    """Whether its test fails without the guard; and how it failed, or why that proves nothing."""
    try:
        with without(guard, copy):
            seen = verdict(copy, guard.test)
    except (LookupError, OSError) as problem:
        return False, str(problem)
    # A test that fails may break what comes after it as well.
    if seen.errors and not seen.failures:
        return False, f"broke before it could fail:\n{seen.report[-3000:]}"
    if not seen.failures:
        return False, f"{seen.tests} tests stayed green: {guard.test}"
    # For whoever reads along: it should have failed for what the guard keeps out, not for something else.
    told = next((line for line in seen.report.splitlines() if line.startswith("E  ")), "E  ")
    return True, told.removeprefix("E").strip()[:200]


def main() -> int:
    wanted = set(sys.argv[1:])
    chosen = [each for each in guards(ROOT / LISTS) if not wanted or each.behaviour in wanted]
    chosen.sort(key=lambda guard: guard.test.partition("::")[0])
    held = 0
    with copy_of_the_product() as copy:
        # By file: some of them need a process of their own, and one file sets up its county once.
        for _file, some in groupby(chosen, key=lambda guard: guard.test.partition("::")[0]):
            group = list(some)
            before = verdict(copy, *(guard.test for guard in group))
            if before.failures or before.errors:
                print(f"FAILED with all guards in place:\n{before.report[-3000:]}", flush=True)
                continue
            for guard in group:
                is_seen, told = proof(guard, copy)
                held += is_seen
                print(f"{'red   ' if is_seen else 'FAILED'} {guard}: {told}", flush=True)
    print(f"\nGuards removed: {len(chosen)}, of which their tests noticed {held}.")
    return held != len(chosen)


if __name__ == "__main__":
    sys.exit(main())
