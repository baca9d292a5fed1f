"""Writes down which test shows which behaviour, and whether it passed.

With --behaviours-to=NAME a run leaves var/behaviours/NAME.json; scripts/behaviours.py compares all
such files with docs/behaviours.md.
"""

import json
from pathlib import Path

import pytest

FOLDER = Path(__file__).resolve().parents[2] / "var" / "behaviours"


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption(
        "--behaviours-to", metavar="NAME", help="keep the outcome of marked tests under this name"
    )


def pytest_configure(config: pytest.Config) -> None:
    name = config.getoption("--behaviours-to")
    if name and not hasattr(config, "workerinput"):
        config.pluginmanager.register(Notebook(FOLDER / f"{name}.json"))


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    # User properties travel with the report, also out of a parallel test process.
    for item in items:
        for marker in item.iter_markers("behaviour"):
            item.user_properties += [("behaviour", behaviour) for behaviour in marker.args]


class Notebook:
    def __init__(self, file: Path) -> None:
        self.file = file
        self.outcomes: dict[str, dict[str, str]] = {}

    def pytest_runtest_logreport(self, report: pytest.TestReport) -> None:
        for name, behaviour in report.user_properties:
            if name == "behaviour":
                tests = self.outcomes.setdefault(str(behaviour), {})
                if report.failed or report.when == "call":
                    tests[report.nodeid] = report.outcome

    def pytest_sessionfinish(self) -> None:
        self.file.parent.mkdir(parents=True, exist_ok=True)
        self.file.write_text(json.dumps(self.outcomes, indent=1, sort_keys=True), encoding="utf-8")
