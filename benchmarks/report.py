"""Printing the final report, and what the PDF engine needs for as many pages of bare text."""

import json
import subprocess
import sys

from benchmarks.figure import Figure
from benchmarks.server import ROOT

# In a process of its own each, because memory is only ever measured at its peak.
PRINTING = "benchmarks.print_report"


def final_report() -> list[Figure]:
    report = printed("report")
    bare = printed("bare", str(report["pages"]))
    pages = int(report["pages"])
    return [
        Figure(
            "report pages (floor: bare text)",
            per_second(report),
            "pages/s",
            per_second(bare),
            pages,
        ),
        Figure(
            "report peak memory (floor: bare text)",
            report["megabytes"],
            "MB",
            bare["megabytes"],
            pages,
        ),
    ]


def printed(*arguments: str) -> dict[str, float]:
    command = [sys.executable, "-m", PRINTING, *arguments]
    done = subprocess.run(command, cwd=ROOT, check=True, capture_output=True, text=True)
    outcome: dict[str, float] = json.loads(done.stdout.splitlines()[-1])
    return outcome


def per_second(outcome: dict[str, float]) -> float:
    return outcome["pages"] / outcome["seconds"]
