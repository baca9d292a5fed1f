"""A child that sets pages: what it costs at most, and that it never outlives its parent."""

import io
import os
import re
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pikepdf
import pytest

from smartregion.core.pdf import child as module
from smartregion.core.pdf.child import (
    CannotShow,
    Child,
    Limits,
    TooLarge,
    TooSlow,
    children,
    patiently,
)
from tests.core.test_supervisor import is_alive
from tests.plugins.workers import ROOT

pytestmark = [pytest.mark.slow, pytest.mark.xdist_group("locked child")]

CSS = """@page { size: A5 }
@font-face { font-family: x; src: url(asset:FiraSans-Regular.woff2) }
body { font-family: x } .next { break-before: page }"""
TEXT = '<html lang="de"><title>Probe</title><h1 id="one">Verwaltung</h1><p class="next" id="two">Größe</p>'
# Keeps the engine busy for minutes.
ENDLESS = "<p>" + "Amt " * 400_000


@pytest.fixture(scope="module")
def child() -> Iterator[Child]:
    made = Child(Limits())
    yield made
    made.close()


@pytest.fixture
def start() -> Iterator[Callable[..., Child]]:
    made: list[Child] = []

    def begin(**limits: int) -> Child:
        made.append(Child(Limits(**limits)))
        return made[-1]

    yield begin
    for each in made:
        each.close()


def wait_until(condition: Callable[[], bool], seconds: float = 60) -> None:
    deadline = time.monotonic() + seconds
    while not condition():
        assert time.monotonic() < deadline
        time.sleep(0.02)


# -- setting pages -----------------------------------------------------------------------------
def test_child_prints_in_our_fonts(child: Child) -> None:
    with pikepdf.open(io.BytesIO(child.set_pages(TEXT, CSS, variant="pdf/a-3a"))) as pdf:
        known = [thing for thing in pdf.objects if isinstance(thing, pikepdf.Dictionary)]
        fonts = {str(each.FontName).partition("+")[2] for each in known if "/FontName" in each}
    assert fonts == {"x", "x-Bold"}


def test_child_counts_pages_and_finds_anchors(child: Child) -> None:
    places = child.count_pages(TEXT, CSS)
    assert (places.count, places.anchors) == (2, {"one": 1, "two": 2})


@pytest.mark.behaviour("R1")
def test_same_text_gives_the_same_bytes_whatever_was_set_before(
    child: Child, start: Callable[..., Child]
) -> None:
    def printed(by: Child) -> bytes:
        return by.set_pages(TEXT, CSS, variant="pdf/a-3a")

    first = printed(child)
    child.set_pages(TEXT.replace("Größe", "Maß"), CSS, variant="pdf/a-3a")
    assert printed(child) == first
    assert printed(start()) == first


@pytest.mark.behaviour("R3")
def test_broken_picture_is_a_failure_and_the_next_text_is_none(child: Child) -> None:
    with pytest.raises(CannotShow):
        child.set_pages('<img alt="a" src="data:image/png;base64,AAAA">', CSS, variant="pdf/a-3a")
    assert child.count_pages(TEXT, CSS).count == 2


def test_child_is_behind_its_locks(child: Child) -> None:
    assert "python" in child.locks
    if sys.platform == "linux":
        # What the kernel gives differs; one of its locks on the network holds everywhere.
        assert {"network", "calls"} & set(child.locks)


def test_child_knows_nothing_of_the_installation(
    monkeypatch: pytest.MonkeyPatch, start: Callable[..., Child]
) -> None:
    monkeypatch.setenv("SECRET_KEY", "a-secret-of-the-installation")
    environment = Path(f"/proc/{start().pid}/environ").read_bytes()
    assert b"installation" not in environment
    assert {entry.split(b"=")[0] for entry in environment.split(b"\0") if entry} <= {
        b"HOME",
        b"TMPDIR",
        b"LANG",
        b"PATH",
        b"LC_CTYPE",
    }


# -- limits ------------------------------------------------------------------------------------
@pytest.mark.behaviour("X17")
def test_text_that_takes_too_long_by_the_clock_fails(start: Callable[..., Child]) -> None:
    slow = start(clock=1)
    with pytest.raises(TooSlow):
        slow.set_pages(ENDLESS, CSS, variant=None)
    assert not slow.is_alive


@pytest.mark.behaviour("X17")
def test_text_that_works_too_long_fails(start: Callable[..., Child]) -> None:
    with pytest.raises(TooSlow):
        start(work=1).set_pages(ENDLESS, CSS, variant=None)


@pytest.mark.behaviour("X17")
def test_text_that_needs_too_much_memory_fails(child: Child, start: Callable[..., Child]) -> None:
    status = Path(f"/proc/{child.pid}/status").read_text()
    at_birth = int(re.findall(r"VmPeak:\s+(\d+) kB", status)[0]) // 1000
    small = start(memory=at_birth + 60)
    with pytest.raises(TooLarge):
        small.set_pages("<p>" + "x" * 80_000_000, CSS, variant=None)
    assert not small.is_alive


def processor_seconds(pid: int) -> float:
    spent = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[11]
    return int(spent) / os.sysconf("SC_CLK_TCK")


def test_each_text_has_its_own_time(start: Callable[..., Child]) -> None:
    quick = start(work=1)
    while processor_seconds(quick.pid) <= quick.limits.work:
        quick.set_pages(TEXT, CSS, variant="pdf/a-3a")
    assert quick.set_pages(TEXT, CSS, variant="pdf/a-3a")


# -- several -----------------------------------------------------------------------------------
def test_two_children_set_many_texts() -> None:
    with children(2) as pool:
        texts = [TEXT.replace("Größe", f"Größe {number}") for number in range(6)]
        futures = [pool.set_pages(text, CSS, variant="pdf/a-3a") for text in texts]
        assert len({future.result() for future in futures}) == 6


@pytest.mark.behaviour("R3")
def test_child_that_died_fails_its_text_alone_and_is_replaced() -> None:
    with children(1, limits=Limits(work=1)) as pool:
        bad, good = pool.count_pages(ENDLESS, CSS), pool.count_pages(TEXT, CSS)
        with pytest.raises(TooSlow):
            bad.result()
        assert good.result().count == 2


class Stopped(Exception):
    pass


@pytest.mark.behaviour("X4")
def test_work_that_is_stopped_ends_at_once_and_leaves_nothing(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setattr(module.tempfile, "tempdir", str(tmp_path))

    def stop() -> None:
        raise Stopped

    pids: list[int] = []

    def work() -> None:
        with children(2) as pool:
            future = pool.count_pages(ENDLESS, CSS)
            wait_until(lambda: bool(pool.pids))
            pids.extend(pool.pids)
            patiently(future, ask=stop, every=0.05)

    with pytest.raises(Stopped):
        work()
    assert pids
    assert not [pid for pid in pids if is_alive(pid)]
    assert not list(tmp_path.iterdir())


PARENT = """
import os, sys, time
os.environ["DJANGO_SETTINGS_MODULE"] = "tests.settings"
from smartregion.core.pdf.child import children
with children(2) as pool:
    endless = [pool.count_pages("<p>" + "Amt " * 400_000, "") for _each in range(2)]
    while len(pool.pids) < 2:
        time.sleep(0.05)
    print(*pool.pids, flush=True)
    endless[0].result()
"""


@pytest.mark.behaviour("X4")
def test_children_die_with_their_parent_even_when_it_is_killed() -> None:
    parent = subprocess.Popen([sys.executable, "-c", PARENT], cwd=ROOT, stdout=subprocess.PIPE)
    assert parent.stdout is not None
    pids = [int(pid) for pid in parent.stdout.readline().split()]
    assert [is_alive(pid) for pid in pids] == [True, True]
    os.kill(parent.pid, signal.SIGKILL)
    parent.communicate()
    wait_until(lambda: not any(is_alive(pid) for pid in pids), seconds=5)


def test_folder_that_a_killed_parent_left_is_removed(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setattr(module.tempfile, "tempdir", str(tmp_path))
    old, young = tmp_path / f"{module.PREFIX}old", tmp_path / f"{module.PREFIX}young"
    for folder in (old, young):
        folder.mkdir()
    os.utime(old, (0, 0))
    with children(1):
        assert [folder.name for folder in tmp_path.iterdir()] == [young.name]
