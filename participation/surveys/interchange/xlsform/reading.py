"""From the sheets of a form to a questionnaire: pages, conditions, and all that is lost on the way."""

from collections.abc import Iterator, Sequence

from django.utils.translation import gettext as _

from participation.surveys.document.conditions import Condition
from participation.surveys.document.questionnaire import QPage, QQuestion, Type
from participation.surveys.interchange.codes import QuestionCodes
from participation.surveys.interchange.losses import Imported, Report
from participation.surveys.interchange.xlsform import choices, shop
from participation.surveys.interchange.xlsform.choices import Choices
from participation.surveys.interchange.xlsform.conditions import Truth, joined
from participation.surveys.interchange.xlsform.formulas import formula_of
from participation.surveys.interchange.xlsform.groups import Group, pages_of, parts_of
from participation.surveys.interchange.xlsform.matrices import (
    Grid,
    grid_in,
    grid_size,
    matrix_of,
    run_at,
)
from participation.surveys.interchange.xlsform.own import own
from participation.surveys.interchange.xlsform.questions import question_of
from participation.surveys.interchange.xlsform.sheets import Book, Line, book_of, unread_columns
from participation.surveys.interchange.xlsform.shop import Shop, place_of
from participation.surveys.interchange.xlsform.surveys import survey_of
from participation.surveys.interchange.xlsform.types import kind_of_line
from participation.surveys.interchange.xlsform.voices import Voices
from smartregion.core.untrusted import NotReadable, open_workbook_safely

Parts = Sequence[Group | Line]


def read(data: bytes) -> Imported:
    """The questionnaire of a form. Raises ``NotReadable`` with one sentence."""
    return _Reading(book_of(open_workbook_safely(data))).imported()


class _Reading:
    """One form on its way to a questionnaire."""

    def __init__(self, book: Book) -> None:
        self.book, self.report = book, Report()
        is_own = bool(book.setting(own("format")))
        names = book.languages
        self.voices = Voices(names, book.setting("default_language"), self.report, is_own=is_own)
        self.choices = Choices(book.choices, self.voices, self.report)
        codes = QuestionCodes(self.report)
        self.shop = Shop(self.voices, self.report, self.choices, codes, is_own)

    def imported(self) -> Imported:
        pages = list(self._pages())
        if not any(page.questions for page in pages):
            raise NotReadable(_("Die Datei enthält keine Fragen."), code="empty")
        questionnaire = survey_of(self.book, self.shop, tuple(pages))
        self._tell_rest()
        return Imported(questionnaire, self.report.losses, self.shop.columns, self.shop.values)

    # -- pages -------------------------------------------------------------------------------------
    def _pages(self) -> Iterator[QPage]:
        for around, parts in pages_of(parts_of(self.book.survey.lines, self.report)):
            shown = joined("and", [self.shop.shown_when(line) for line in around])
            if shown is False:
                continue
            path = [line.get("name") for line in around]
            questions = tuple(self._questions(parts, True, path))
            if questions:
                condition = None if isinstance(shown, bool) else shown
                yield QPage(self._title(around), questions, condition)
            elif around:
                why = _("Sie hat keine Fragen, die mitkommen; die Seite entfällt.")
                self.report.note(place_of(around[-1]), _("Gruppe"), why)

    def _title(self, around: Sequence[Line]) -> dict[str, str]:
        """The title of a page: of its group, else of the form."""
        titles = [title for line in around if (title := self.shop.text(line))]
        for line in around[:-1]:
            if (outer := self.shop.text(line)) and outer != titles[-1]:
                why = _("Über den Seiten steht hier keine weitere Überschrift.")
                self.shop.note(line, _("Überschrift"), why, source=next(iter(outer.values())))
        if titles or self.shop.is_own:
            return titles[-1] if titles else {}
        name = self.book.setting("form_title") or _("Fragen")
        return dict.fromkeys(self.voices.languages, name)

    # -- what stands on a page ---------------------------------------------------------------------
    def _questions(self, parts: Parts, outer: Truth, path: Sequence[str]) -> Iterator[QQuestion]:
        place = 0
        while place < len(parts):
            part, run = parts[place], self._run(parts, place)
            place += grid_size(run) if run else 1
            if run:
                yield from self._matrix(run, outer, path)
            elif isinstance(part, Group):
                yield from self._group(part, outer, path)
            else:
                yield from self._line(part, outer, path)

    def _run(self, parts: Parts, place: int) -> Grid | None:
        """The matrix that begins here among other rows."""
        lines = []
        for part in parts[place:]:
            if isinstance(part, Group):
                break
            lines.append(part)
        return run_at(lines, 0) if lines else None

    def _line(self, line: Line, outer: Truth, path: Sequence[str]) -> Iterator[QQuestion]:
        kind, condition = kind_of_line(line), self._under(outer, line)
        if kind is None or condition is False:
            return
        if kind.type == Type.CALCULATED and not self._is_formula(line):
            return
        yield question_of(self.shop, line, kind, _or_none(condition), path)

    def _is_formula(self, line: Line) -> bool:
        source = line.get("calculation")
        if formula_of(source, self.shop.known):
            return True
        why = _("Berechnet werden hier nur Summe, Mittelwert und Anzahl früherer Antworten.")
        self.shop.note(line, _("Berechnung"), why, source=source)
        return False

    def _matrix(self, grid: Grid, outer: Truth, path: Sequence[str]) -> Iterator[QQuestion]:
        named = grid.group or grid.header
        condition = self._under(outer, named) if named else outer
        if condition is not False:
            question = matrix_of(self.shop, grid, _or_none(condition), path)
            yield from [question] if question else []

    def _group(self, group: Group, outer: Truth, path: Sequence[str]) -> Iterator[QQuestion]:
        path = [*path, group.line.get("name")]
        grid = grid_in(group.line, group.lines) if not group.groups else None
        if grid:
            yield from self._heading(grid, outer)
            yield from self._matrix(grid, outer, path)
            return
        condition = self._under(outer, group.line)
        if condition is not False:
            yield from self._words(group.line, condition)
            yield from self._questions(group.parts, condition, path)

    def _heading(self, grid: Grid, outer: Truth) -> Iterator[QQuestion]:
        """The title of a group whose matrix has words of its own."""
        if grid.group and grid.header and grid.header.said("label"):
            condition = self._under(outer, grid.group)
            if condition is not False:
                yield from self._words(grid.group, condition)

    def _words(self, line: Line, condition: Truth) -> Iterator[QQuestion]:
        """The title of a group within a page, as a text to read."""
        text = self.shop.text(line)
        if text:
            code = self.shop.codes.for_(f"{line.get('name')}_text")
            yield QQuestion(
                code, Type.DISPLAY, text, {}, is_required=False, condition=_or_none(condition)
            )

    def _under(self, outer: Truth, line: Line) -> Truth:
        return joined("and", [outer, self.shop.shown_when(line)])

    # -- what is told at the end -------------------------------------------------------------------
    def _tell_rest(self) -> None:
        book = self.book
        self.voices.tell((book.survey, book.choices, book.settings, book.quotas))
        self.shop.tell_looks()
        read = {*choices.READ, *self.choices.filters}
        for sheet, name, known in (
            (book.survey, "survey", shop.READ),
            (book.choices, "choices", read),
        ):
            for column, n in unread_columns(sheet, known):
                what, why = (
                    _("Spalte „%s“") % column,
                    _("Sie gehört nicht zum Fragebogen (%d Zeilen)."),
                )
                self.report.note(_("Blatt %s") % name, what, why % n)
        for title, n in book.others.items():
            why = _("Das Blatt gehört nicht zum Fragebogen (%d Zeilen).") % n
            self.report.note(_("Arbeitsmappe"), _("Blatt „%s“") % title, why)


def _or_none(truth: Truth) -> Condition | None:
    return None if isinstance(truth, bool) else truth
