"""Answers of a whole county as files: how fast they stream, and what that takes of memory."""

import http.client
import subprocess
import sys
import tempfile
import time
from pathlib import Path

import psycopg
from django.conf import settings
from django.urls import reverse

from benchmarks import server
from benchmarks.figure import Figure
from benchmarks.pages import as_person
from participation.surveys.models import SurveyVersion

ROOT = Path(__file__).resolve().parent.parent
OFFICE = "stabsstelle@pm.example"
PIECE = 1 << 20
# What Linux counts memory in.
KILOBYTES = 1024


def figures(version: SurveyVersion) -> list[Figure]:
    """The download of all answers of this version's survey, and formats as a job writes them.

    Not the workbook: cell by cell it takes minutes, which is why it is ordered.
    """
    number = version.responses.count()
    seconds, megabytes = _download(version)
    name = f"CSV of {number:,} responses"
    floor = number / _read_texts(version)
    found = [
        Figure(f"{name} (floor: read ids and texts)", number / seconds, "rows/s", floor, 1),
        Figure(f"{name}: size", megabytes, "MB", 1, 1),
    ]
    for format_ in ("csv", "json", "sav"):
        taken, memory = _written(version, format_)
        found += [
            Figure(f"{name.replace('CSV', format_)}: by command", taken, "s", 1, 1),
            Figure(f"{name.replace('CSV', format_)}: memory of the process", memory, "MB", 1, 1),
        ]
    return found


def _download(version: SurveyVersion) -> tuple[float, float]:
    """Seconds and megabytes of the file as a browser fetches it from a server that has just started."""
    path = reverse("surveys:responses_csv", args=[version.survey.slug])
    with server.running() as port:
        connection = http.client.HTTPConnection("127.0.0.1", port, timeout=600)
        started = time.perf_counter()
        connection.request("GET", path, headers={"Cookie": as_person(OFFICE)})
        answer = connection.getresponse()
        size, lines = 0, 0
        while piece := answer.read(PIECE):
            size, lines = size + len(piece), lines + piece.count(b"\r\n")
        seconds = time.perf_counter() - started
    if lines < version.responses.count():
        raise RuntimeError(f"the file broke off after {lines} lines")
    return seconds, size / 2**20


def _read_texts(version: SurveyVersion) -> float:
    """Seconds to bring ids and texts out of the database in one statement, and to do nothing with them."""
    texts = [
        question["code"]
        for page in version.schema["pages"]
        for question in page["questions"]
        if question["type"] in ("short_text", "long_text")
    ]
    columns = "".join(f", answers ->> '{code}'" for code in texts)
    statement = f"SELECT id{columns} FROM participation_response WHERE version_id = %s"
    started = time.perf_counter()
    with psycopg.connect(settings.DATABASE_URL) as database:
        database.execute(statement, [version.pk], binary=True).fetchall()
    return time.perf_counter() - started


# A process that was forked is counted with the memory of its parent; this asks after its own.
PROGRAM = """
import sys
from django.core.management import execute_from_command_line
execute_from_command_line(sys.argv)
with open("/proc/self/status") as status:
    print(next(line.split()[1] for line in status if line.startswith("VmHWM")))
"""


def _written(version: SurveyVersion, format_: str) -> tuple[float, float]:
    """Seconds and peak memory (MB) of a process of its own that writes one file."""
    with tempfile.TemporaryDirectory() as folder:
        place = Path(folder) / f"answers.{format_}"
        options = [version.survey.slug, "--format", format_, "-o", str(place)]
        started = time.perf_counter()
        told = subprocess.run(
            [sys.executable, "-c", PROGRAM, "export_survey", *options],
            cwd=ROOT, check=True, stdout=subprocess.PIPE, text=True,
        )  # fmt: skip
        seconds = time.perf_counter() - started
    return seconds, int(told.stdout.split()[-1]) / KILOBYTES
