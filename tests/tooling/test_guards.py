"""Guards that are written down still stand where it says, and the runner tells a proof from none."""

import re
from pathlib import Path

import pytest

from scripts.guards import LISTS, ROOT, Cut, Guard, guards, proof

WRITTEN_DOWN = guards(ROOT / LISTS)
OPEN_TO_ALL = Cut("rules.py", "return who == 'office'", "return True")


@pytest.fixture
def copy(tmp_path: Path) -> Path:
    """A product with one rule, and a test of it."""
    copy = tmp_path / "copy"
    copy.mkdir()
    (copy / "pytest.ini").write_text("[pytest]\naddopts = -p no:django\n")
    # Without Django's plugin, and with the one option of it that the runner names.
    (copy / "conftest.py").write_text(
        "def pytest_addoption(parser):\n    parser.addoption('--nomigrations', action='store_true')\n"
    )
    (copy / "rules.py").write_text("def may_enter(who):\n    return who == 'office'\n")
    (copy / "test_rules.py").write_text(
        "from rules import may_enter\n"
        "def test_strangers_stay_out():\n    assert not may_enter('stranger')\n"
        "def test_the_office_enters():\n    assert may_enter('office')\n"
    )
    return copy


def guard(test: str, *cuts: Cut) -> Guard:
    return Guard("P2", "strangers stay out", f"test_rules.py::{test}", cuts)


def test_guards_stand_where_it_says() -> None:
    moved = [
        f"{guard}: {cut.file}"
        for guard in WRITTEN_DOWN
        for cut in guard.cuts
        if (ROOT / cut.file).read_text(encoding="utf-8").count(cut.find) != 1
    ]
    assert moved == []


def test_their_tests_are_there() -> None:
    gone = []
    for each in WRITTEN_DOWN:
        file, _, rest = each.test.partition("::")
        name = rest.partition("[")[0]
        if not re.search(
            rf"^def {name}\b" if name else "^def test_", (ROOT / file).read_text(), re.M
        ):
            gone.append(f"{each}: {each.test}")
    assert gone == []


def test_each_class_of_mistakes_has_a_guard() -> None:
    assert {f"P{number}" for number in range(1, 31)} <= {each.behaviour for each in WRITTEN_DOWN}


@pytest.mark.slow
def test_test_that_fails_without_the_guard_is_a_proof(copy: Path) -> None:
    is_seen, told = proof(guard("test_strangers_stay_out", OPEN_TO_ALL), copy)
    assert is_seen
    assert told.startswith("AssertionError")
    assert "return who == 'office'" in (copy / "rules.py").read_text()


@pytest.mark.slow
def test_test_that_stays_green_is_none(copy: Path) -> None:
    is_seen, told = proof(guard("test_the_office_enters", OPEN_TO_ALL), copy)
    assert not is_seen
    assert "stayed green" in told


@pytest.mark.slow
def test_product_that_no_longer_starts_is_none(copy: Path) -> None:
    broken = Cut("rules.py", "def may_enter(who):", "def may_enter(who:")
    is_seen, told = proof(guard("test_strangers_stay_out", broken), copy)
    assert not is_seen
    assert "broke" in told


def test_guard_that_moved_away_is_none(copy: Path) -> None:
    gone = Cut("rules.py", "return who == 'council'", "return True")
    is_seen, told = proof(guard("test_strangers_stay_out", gone), copy)
    assert not is_seen
    assert "stands there 0 times" in told
