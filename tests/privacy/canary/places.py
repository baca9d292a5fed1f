"""The places in which something could be kept that nobody meant to keep."""

import logging
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path

from django.conf import settings

from smartregion.core.logs import DiscreetFormatter
from tests.participation.surveys.traces.marks import disguises, in_database, in_files, in_redis

# Of the database only what is read by others than those who may read what was said.
TABLES = ("core_auditentry.", "core_job.", "privacy_retentionrun.", "core_cache.")


@contextmanager
def logged(target: Path) -> Iterator[None]:
    """Everything that is logged, as it is written in operation, and more of it than there."""
    written = settings.LOGGING["formatters"]["line"]
    handler = logging.FileHandler(target)
    handler.setFormatter(DiscreetFormatter(written["format"], style=written["style"]))
    root = logging.getLogger()
    before = root.level
    root.addHandler(handler)
    root.setLevel(logging.INFO)
    try:
        yield
    finally:
        root.removeHandler(handler)
        root.setLevel(before)
        handler.close()


def everywhere(folder: Path, pages: Iterable[str]) -> dict[str, str]:
    """Place → what stands there: log and files, error pages, Redis, the trail, jobs, temporary files."""
    found = {f"error page {number}": page for number, page in enumerate(pages, 1)}
    found |= {place: text for place, text in in_database() if place.startswith(TABLES)}
    found |= dict(in_redis())
    for root in (folder, Path(settings.VAR_DIR)):
        found |= {str(path): content for path, content in in_files(root)}
    return {place: text.lower() for place, text in found.items()}


def hits(marks: Iterable[str], places: dict[str, str]) -> set[tuple[str, str]]:
    """Each canary with each place in which it was found, also in disguise."""
    disguised = [(mark, {each.lower() for each in disguises(mark)}) for mark in marks]
    return {
        (mark, place)
        for place, text in places.items()
        for mark, looks in disguised
        if any(look in text for look in looks)
    }
