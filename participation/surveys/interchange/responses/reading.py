"""A table of responses, read line by line: first looked through, then turned into answers.

The file is read twice, because what an empty day of submission means can only be told when all lines
are known. Nothing of it is kept but the answers, the day and the language.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any, BinaryIO

from django.utils.translation import gettext as _

from participation.surveys.document.questionnaire import Questionnaire
from participation.surveys.interchange.responses.cells import calendar_day, folded
from participation.surveys.interchange.responses.files import Record, Sheet, open_sheet, refused
from participation.surveys.interchange.responses.headings import Found, Headings
from participation.surveys.interchange.responses.lines import LineReader
from participation.surveys.interchange.responses.parts import About
from participation.surveys.interchange.responses.report import Report
from participation.surveys.models import Response
from participation.surveys.suspicions import Suspicion

# A program that hides the day of submission writes the first day of its calendar.
FIRST_REAL_DAY = date(1990, 1, 1)
EXAMPLES = frozenset({str(Response.Origin.EXAMPLE), "beispieldaten"})
Progress = Callable[[int, int], None]


@dataclass(frozen=True)
class Asked:
    """A version to which responses may belong; one without a number is the draft."""

    questionnaire: Questionnaire
    number: int = 1
    is_published: bool = True


@dataclass(frozen=True)
class Mapped:
    """How the file of the questionnaire names columns and codes (interchange/losses.Imported)."""

    columns: Mapping[str, str] = field(default_factory=dict)
    values: Mapping[str, Mapping[str, str]] = field(default_factory=dict)


@dataclass(frozen=True)
class TakenIn:
    """One response out of the file."""

    version: int
    answers: Mapping[str, Any]
    language: str
    day: date
    is_example: bool
    suspicions: Sequence[str]


@dataclass
class Overview:
    """What only all lines together tell."""

    lines: int = 0
    submitted: int = 0
    last_day: date | None = None
    # The last page of those who sent, as far as anybody got.
    pages: int = 0


class Reading:
    """A table of responses that was opened and looked through."""

    def __init__(
        self,
        stream: BinaryIO,
        versions: Sequence[Asked],
        mapped: Mapped,
        *,
        includes_incomplete: bool,
        on: date,
    ) -> None:
        self._mapped, self._on = mapped, on
        self._includes_incomplete = includes_incomplete
        names = {each.number: Headings(each.questionnaire, mapped.columns) for each in versions}
        self._versions = {each.number: each for each in versions}
        newest = names[versions[0].number]
        self.sheet: Sheet = open_sheet(stream, lambda heading: newest.find(heading).is_known)
        self._found = {number: each.find_all(self.sheet.headings) for number, each in names.items()}
        # The version that knows most of the columns; of several the newest, which comes first.
        self.best = max(self._found, key=lambda number: _fitting(self._found[number]))
        self._refuse_strange()
        found = self._found[self.best]
        self._places = {each.about: place for place, each in enumerate(found) if each.about}
        self.report = Report(
            self.sheet.sha256, self.sheet.delimiter, self.sheet.encoding, found, []
        )
        self._readers: dict[int, LineReader] = {}
        self.report.silent = self._reader(self.best).silent
        self.overview = self._look_through()

    def _refuse_strange(self) -> None:
        if not _fitting(self._found[self.best]):
            raise refused(_("Keine Spalte der Datei gehört zu einer Frage dieser Umfrage."))

    @property
    def is_ours(self) -> bool:
        """Whether this is one of our own tables."""
        return About.VERSION in self._places

    def _reader(self, number: int) -> LineReader:
        if number not in self._readers:
            self._readers[number] = LineReader(
                self._versions[number].questionnaire,
                self._found[number],
                self._mapped.values,
                self.report,
                is_ours=self.is_ours,
            )
        return self._readers[number]

    # -- looking through -----------------------------------------------------------------------
    def _look_through(self) -> Overview:
        """Read every line once, so that a broken one is found before anything is stored."""
        seen = Overview()
        for record in self.sheet.records():
            seen.lines += 1
            day = self._day(record)
            if self._cell(record, About.SUBMITTED):
                seen.submitted += 1
                seen.pages = max(seen.pages, self._last_page(record) or 0)
            if day and (seen.last_day is None or day > seen.last_day):
                seen.last_day = day
        if not seen.lines:
            raise refused(_("Unter der Kopfzeile steht keine einzige Zeile."))
        return seen

    def _cell(self, record: Record, about: About) -> str:
        place = self._places.get(about)
        return "" if place is None else record.cells[place].strip()

    def _day(self, record: Record) -> date | None:
        """The day of submission, unless the other program hides it."""
        day = calendar_day(self._cell(record, About.SUBMITTED))
        return day if day and FIRST_REAL_DAY <= day <= self._on else None

    def _last_page(self, record: Record) -> int | None:
        text = self._cell(record, About.LAST_PAGE)
        return int(text[:4]) if text.isascii() and text.isdecimal() else None

    # -- reading -------------------------------------------------------------------------------
    def responses(self, progress: Progress | None = None) -> Iterator[TakenIn]:
        """All responses that come along, one after the other; may be asked for once."""
        for record in self.sheet.records():
            self.report.lines += 1
            if progress:
                progress(self.report.lines, self.overview.lines)
            is_begun = self.overview.submitted > 0 and not self._cell(record, About.SUBMITTED)
            if is_begun and not self._includes_incomplete:
                self.report.incomplete_left += 1
                continue
            self.report.incomplete_taken += is_begun
            yield self._response(record, is_begun=is_begun)

    def _response(self, record: Record, *, is_begun: bool) -> TakenIn:
        number = self._version(record)
        pages = self._pages_seen(record, number) if is_begun else None
        day = self._day(record)
        if day is None:
            self.report.without_day += 1
            day = self.overview.last_day or self._on
        taken = TakenIn(
            version=number,
            answers=self._reader(number).answers(record, pages),
            language=self._language(record, number),
            day=day,
            is_example=folded(self._cell(record, About.ORIGIN)) in EXAMPLES,
            suspicions=self._suspicions(record),
        )
        self.report.count(version=number, day=day)
        return taken

    def _version(self, record: Record) -> int:
        text = self._cell(record, About.VERSION)
        if not text or not self._versions[self.best].is_published:
            return self.best
        number = int(text[:4]) if text.isascii() and text.isdecimal() else 0
        if number not in self._versions:
            raise refused(
                _("Zeile %(line)d: Die Fassung „%(text)s“ gibt es in dieser Umfrage nicht."),
                line=record.line,
                text=text[:20],
            )
        return number

    def _pages_seen(self, record: Record, number: int) -> int | None:
        """How far somebody came who did not send, if the other program counts the same pages.

        It may show everything on one page, or each question on its own: those who sent tell.
        """
        pages = len(self._versions[number].questionnaire.pages)
        return self._last_page(record) if self.overview.pages == pages else None

    def _language(self, record: Record, number: int) -> str:
        offered = self._versions[number].questionnaire.languages
        text = self._cell(record, About.LANGUAGE)
        for wanted in (text, text.split("-")[0]):
            if wanted in offered:
                return wanted
        self.report.other_language += bool(text)
        return offered[0]

    def _suspicions(self, record: Record) -> list[str]:
        text = self._cell(record, About.SUSPICIONS)
        return [word for word in text.split() if word in Suspicion.values] if text else []


def _fitting(found: Sequence[Found]) -> int:
    return sum(each.part is not None for each in found)
