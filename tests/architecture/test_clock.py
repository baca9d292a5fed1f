"""The clock is read at the edge and passed down, so every rule can be asked about any day."""

import re

from tests.architecture.rooms import ROOMS, ROOT

CLOCK = re.compile(r"\btimezone\.(now|localdate|localtime)\(\)|\b(date|datetime)\.(today|now)\(")
EDGE = {"views", "views.py", "tasks", "tasks.py", "management"}
# Called by nobody of ours who could pass it on.
BY_THEMSELVES = {
    "measures/exports/feeds.py": "Django asks the feed for its items",
    "smartregion/accounts/models.py": "every rule asks for the roles of this moment",
    "smartregion/core/jobs.py": "leases are renewed while the work goes on",
    "smartregion/home/context_processors.py": "Django asks while it draws a page",
    "smartregion/home/watching.py": "Prometheus asks the collector",
}


def test_the_clock_is_read_at_the_edge() -> None:
    files = [file for room in ROOMS for file in room.python_files()]
    found = {
        str(file.relative_to(ROOT))
        for file in files
        if EDGE.isdisjoint(file.relative_to(ROOT).parts) and CLOCK.search(file.read_text())
    }
    assert found == set(BY_THEMSELVES)
