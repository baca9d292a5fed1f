"""The whole report: chapters written one after the other, then set as one document."""

import logging
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

from django.template.loader import render_to_string
from django.utils import translation
from django.utils.translation import gettext as _

from smartregion.core.pdf import Engine, EngineMissing, start_engine
from smartregion.core.pdf.finish import finish
from smartregion.reports.rendering.chapters import Chapter, annex_of, chapters_of
from smartregion.reports.rendering.profiles import Sheet, fit

logger = logging.getLogger(__name__)

Content = dict[str, Any]
# Says how far the work is: done, total, and what is being done.
Say = Callable[[int, int, str], None]
# Setting the pages takes as long as writing so many chapters.
LAYOUT = 8
STYLES = "reports/paper/report.css"


class RenderFailed(Exception):
    """A part of the report cannot be printed; the message names the part."""


@dataclass(frozen=True)
class Stamp:
    """Which frozen content this is, printed into the report."""

    sha256: str
    taken_at: str
    language: str = "de"


@dataclass(frozen=True)
class Printed:
    data: bytes
    pages: int


@dataclass
class Progress:
    say: Say
    total: int
    done: int = 0

    def step(self, what: str, weight: int = 1) -> None:
        self.say(self.done, self.total, what)
        self.done += weight


def render_pdf(content: Content, *, stamp: Stamp, say: Say) -> Printed:
    """The report as PDF/UA-1 and PDF/A-3a. Says each chapter while it works."""
    with translation.override(stamp.language):
        engine = start_engine(STYLES)
        chapters = chapters_of(content)
        progress = Progress(say, total=len(chapters) + 1 + LAYOUT + 1)
        html = _whole(content, chapters, stamp, engine, progress)
        progress.step(_("Seiten werden gesetzt"), weight=LAYOUT)
        with _part(_("Seitenlayout")):
            data, pages = engine.write(html, variant="pdf/a-3a")
        progress.step(_("Barrierefreiheit wird ergänzt"))
        with _part(_("Barrierefreiheit")):
            return Printed(finish(data), pages)


def _whole(
    content: Content, chapters: list[Chapter], stamp: Stamp, engine: Engine, progress: Progress
) -> str:
    parts, sheets = [], list[Sheet]()
    for chapter in chapters:
        progress.step(chapter.title)
        with _part(chapter.name):
            if chapter.key == "profiles":
                sheets = _profiles(chapter, content, stamp, engine)
            parts.append(
                chapter.html() + "".join(_one(sheet, stamp) for sheet in _of(chapter, sheets))
            )
    shortened = [sheet.measure for sheet in sheets if sheet.is_shortened]
    annex = annex_of(content, shortened=shortened, stamp=stamp)
    progress.step(annex.title)
    with _part(annex.name):
        parts.append(annex.html())
        front = render_to_string(
            "reports/paper/front.html",
            {"content": content, "chapters": [*chapters, annex], "stamp": stamp},
        )
    return _frame(content, stamp, front + "".join(parts))


def _profiles(chapter: Chapter, content: Content, stamp: Stamp, engine: Engine) -> list[Sheet]:
    def frame(body: str) -> str:
        return _frame(content, stamp, body)

    return fit(chapter.sections, content, stamp=stamp, frame=frame, layout=engine.layout)


def _of(chapter: Chapter, sheets: list[Sheet]) -> list[Sheet]:
    return sheets if chapter.key == "profiles" else []


def _one(sheet: Sheet, stamp: Stamp) -> str:
    with _part(_("Steckbrief %(number)s") % sheet.measure["card"]):
        return sheet.html(stamp)


def _frame(content: Content, stamp: Stamp, body: str) -> str:
    return render_to_string(
        "reports/paper/document.html", {"content": content, "stamp": stamp, "body": body}
    )


@contextmanager
def _part(name: str) -> Iterator[None]:
    """Turn whatever goes wrong in a part into a failure that names it."""
    try:
        yield
    except (RenderFailed, EngineMissing):
        raise
    except Exception as error:
        logger.exception("The report failed at %s.", name)
        raise RenderFailed(name) from error
