"""Making the files of a report from its snapshot."""

import hashlib
import logging
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from datetime import datetime

from django.utils.translation import gettext as _

from smartregion.core import audit, snapshots
from smartregion.core.jobs import JobFailed
from smartregion.core.pdf.child import CannotShow, ChildDied, PagesFailed, TooLarge, TooSlow
from smartregion.core.storage import forget_halves, is_full, keep
from smartregion.reports.documents import upgraded
from smartregion.reports.models import Format, Report, ReportFile
from smartregion.reports.rendering import (
    WRITERS,
    Book,
    EngineMissing,
    Printed,
    RenderFailed,
    Say,
    Stamp,
    book_of,
)
from smartregion.reports.rendering.languages import LANGUAGE

logger = logging.getLogger(__name__)

BUILD = "report.build"
# How far one format is, in steps of the progress that is shown for all of them.
STEPS = 100


def build_files(
    *, report: Report, formats: Sequence[str], is_draft: bool, say: Say, at: datetime
) -> None:
    """Make the files that are not there yet. Doing it again when it is done changes nothing."""
    there = set(report.files.filter(is_draft=is_draft).values_list("format", flat=True))
    wanted = [each for each in formats if each not in there]
    if not wanted:
        return
    book = book_from(report, is_draft=is_draft)
    for place, name in enumerate(wanted):
        with failing_in_words():
            printed = WRITERS[name](book, say=_share(say, name, place, len(wanted)))
            _keep(report, name, is_draft, printed, at)


def book_from(report: Report, *, is_draft: bool) -> Book:
    """The book of a report. Raises ``JobFailed`` when its snapshot was tampered with."""
    try:
        content = snapshots.content_of(report.snapshot)
    except snapshots.SnapshotTampered as error:
        logger.exception("Snapshot %s does not match its hash.", report.snapshot_id)
        raise JobFailed(
            _(
                "Der Schnappschuss wurde verändert: Seine Prüfsumme stimmt nicht. Es wird nichts gedruckt."
            )
        ) from error
    taken = report.snapshot.taken_at.isoformat(timespec="seconds")
    stamp = Stamp(report.snapshot.sha256, taken, LANGUAGE, is_draft)
    return book_of(upgraded(content, report.snapshot.schema_version), stamp)


def _share(say: Say, name: str, place: int, count: int) -> Say:
    """Lets one format of several say how far it is, so that the whole never goes back."""

    def tell(done: int, total: int, what: str) -> None:
        here = done * STEPS // max(total, 1)
        now = f"{Format(name).label}: {what}" if what else str(Format(name).label)
        say(place * STEPS + here, count * STEPS, now)

    return tell if count > 1 else say


# -- failing -----------------------------------------------------------------------------------
@contextmanager
def failing_in_words() -> Iterator[None]:
    """Turn what keeps a file from being made into a sentence for the person who ordered it."""
    try:
        yield
    except EngineMissing as error:
        raise JobFailed(str(error)) from error
    except RenderFailed as error:
        raise JobFailed(error.why or _sentence(error.__cause__) % {"part": error}) from error
    except OSError as error:
        if not is_full(error):
            raise
        logger.exception("There is no space left for reports.")
        raise JobFailed(
            _(
                "Auf dem Server ist kein Speicherplatz mehr frei. Es wurde nichts gespeichert. Bitte geben "
                "Sie der Administration Bescheid und versuchen Sie es danach noch einmal."
            )
        ) from error


def _sentence(cause: BaseException | None) -> str:
    """What is said about a part that could not be printed."""
    sentences: dict[type[PagesFailed], str] = {
        TooSlow: _(
            "Der Teil „%(part)s“ brauchte zu lange und wurde abgebrochen. Bitte kürzen Sie ihn."
        ),
        TooLarge: _(
            "Der Teil „%(part)s“ braucht mehr Arbeitsspeicher, als erlaubt ist. Bitte kürzen Sie ihn."
        ),
        ChildDied: _(
            "Beim Teil „%(part)s“ ist das Druckprogramm ausgefallen. Bitte versuchen Sie es noch einmal."
        ),
        CannotShow: _(
            "Im Teil „%(part)s“ lässt sich ein Bild nicht zeigen. Bitte ersetzen oder entfernen Sie es."
        ),
    }
    anything = _("Der Teil „%(part)s“ ließ sich nicht drucken.")
    return next((words for kind, words in sentences.items() if isinstance(cause, kind)), anything)


# -- keeping -----------------------------------------------------------------------------------
def _keep(report: Report, name: str, is_draft: bool, printed: Printed, at: datetime) -> None:
    edition = "entwurf" if is_draft else "bericht"
    place = f"reports/{report.pk}/{edition}.{name}"
    forget_halves(place)
    keep(place, printed.data)
    ReportFile.objects.get_or_create(
        report=report,
        format=name,
        is_draft=is_draft,
        defaults={
            "file": place,
            "sha256": hashlib.sha256(printed.data).hexdigest(),
            "size": len(printed.data),
            "pages": printed.pages,
            "built_at": at,
        },
    )
    audit.record(by=None, verb="build_report", subject=report, changes={"format": name})
