"""What the tests of a run counted, printed at its end from whatever process they ran in."""

from collections.abc import Callable
from typing import Any

import pytest

Say = Callable[[str], None]
LINES = pytest.StashKey[list[str]]()


def pytest_configure(config: pytest.Config) -> None:
    config.stash[LINES] = []


@pytest.fixture(scope="session")
def say(pytestconfig: pytest.Config) -> Say:
    """Say a line of figures: how much was tried, and how much of it was lost."""
    return pytestconfig.stash[LINES].append


def pytest_sessionfinish(session: pytest.Session) -> None:
    # A parallel test process has no terminal; its lines travel to the one that has.
    if hasattr(session.config, "workeroutput"):
        session.config.workeroutput["figures"] = session.config.stash[LINES]


@pytest.hookimpl(optionalhook=True)
def pytest_testnodedown(node: Any) -> None:
    # One that crashed has nothing to say.
    node.config.stash[LINES] += getattr(node, "workeroutput", {}).get("figures", [])


def pytest_terminal_summary(
    terminalreporter: pytest.TerminalReporter, config: pytest.Config
) -> None:
    if lines := config.stash[LINES]:
        terminalreporter.section("figures")
        for line in sorted(lines):
            terminalreporter.write_line(line)
