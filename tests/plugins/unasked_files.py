"""Leaves files unread whose tests would all be left out anyway.

``make check`` runs a third of the tests. Importing the files of the other two thirds, twice, once
for each process, took as long as a third of the run; so they are told by their first lines.
"""

import re
from functools import cache
from pathlib import Path

import pytest

ALL_OF_A_FILE = re.compile(r"^pytestmark = (?:\[[^\]]*\]|[^\n]*)", re.MULTILINE)
# What tests/plugins/whole_pages.py marks: modules with clients of their own, and tests that take one.
CLIENT = re.compile(r"^from django\.test import .*\bClient\b", re.MULTILINE)
TEST = re.compile(r"^ *(?:async )?def test_\w+\(([^)]*)\)", re.MULTILINE)
MARKS = ("slow", "postgres", "journey", "page", "long")


def pytest_ignore_collect(collection_path: Path, config: pytest.Config) -> bool | None:
    """True for a file that the expression after ``-m`` leaves out whole; None leaves it to others."""
    if not collection_path.name.startswith("test_") or collection_path.suffix != ".py":
        return None
    unasked = {mark for mark in MARKS if f"not {mark}" in config.getoption("markexpr")}
    return True if unasked & marks_of(collection_path) else None


@cache
def marks_of(file: Path) -> frozenset[str]:
    """The marks that hold for every test of a file."""
    text = file.read_text(encoding="utf-8")
    for_all = ALL_OF_A_FILE.search(text)
    found = {m for m in MARKS if for_all and re.search(rf"\bmark\.{m}\b", for_all.group())}
    tests = TEST.findall(text)
    if CLIENT.search(text) or (tests and all("client" in takes for takes in tests)):
        found.add("page")
    if "journeys" in file.parts:
        found.add("journey")
    return frozenset(found)
