"""Reads every file of a folder and prints what it cost; run by test_untrusted.py on its own."""

import gc
import json
import os
import sys
import time
from contextlib import suppress
from pathlib import Path

import django

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "tests.settings")
django.setup()

from smartregion.core.untrusted import (  # noqa: E402
    NotReadable,
    open_workbook_safely,
    parse_xml,
)


def _read(data: bytes) -> None:
    """As an upload is read: by what it seems to be."""
    with suppress(NotReadable):
        parse_xml(data)
    with suppress(NotReadable):
        book = open_workbook_safely(data)
        for sheet in book.sheets:
            book.rows(sheet)


def _cost(file: Path) -> float:
    # One file at a time, as requests come: refusals are kept until somebody collects them.
    gc.collect()
    data = file.read_bytes()
    began = time.process_time()
    _read(data)
    return time.process_time() - began


def _most_memory() -> float:
    """In megabytes; of this program alone, unlike what getrusage says after a fork."""
    lines = Path("/proc/self/status").read_text().splitlines()
    return next(int(line.split()[1]) / 1024 for line in lines if line.startswith("VmHWM"))


if __name__ == "__main__":
    seconds = {file.name: _cost(file) for file in Path(sys.argv[1]).iterdir()}
    json.dump({"seconds": seconds, "megabytes": _most_memory()}, sys.stdout)
