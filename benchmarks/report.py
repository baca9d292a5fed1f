"""Printing reports, and what others need for the same: bare text by the same engine, Typst, Chromium."""

import json
import subprocess
import sys

from benchmarks.figure import Figure
from benchmarks.server import ROOT

# In a process of its own each, because memory is only ever measured at its peak.
PRINTING = "benchmarks.print_report"


def reports() -> list[Figure]:
    """Seconds from the frozen content to the file; the floor is as many pages of bare text."""
    large = printed("large")
    floor = printed("bare", str(large["pages"]))
    short = printed("short")
    changed, typst, chromium = map(printed, ("changed", "typst", "chromium"))
    return [
        _seconds("report, 60 figures, 120 profiles", large, floor),
        _seconds("the same, one chapter changed", changed, floor),
        _seconds("the same by Typst (PDF/UA-1)", typst, floor),
        _seconds("the same by Chromium print", chromium, floor),
        _seconds("report without profiles", short, printed("bare", str(short["pages"]))),
        Figure(
            "report peak memory, all processes", large["megabytes"], "MB", floor["megabytes"],
            int(large["pages"]),
        ),
    ]  # fmt: skip


def _seconds(name: str, done: dict[str, float], floor: dict[str, float]) -> Figure:
    return Figure(name, done["seconds"], "s", floor["seconds"], int(done["pages"]))


def printed(*arguments: str) -> dict[str, float]:
    """Pages, seconds and megabytes of one run."""
    command = [sys.executable, "-m", PRINTING, *arguments]
    done = subprocess.run(command, cwd=ROOT, check=True, capture_output=True, text=True)
    outcome: dict[str, float] = json.loads(done.stdout.splitlines()[-1])
    return outcome
