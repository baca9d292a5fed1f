"""The figures of surveys, drawn from frozen numbers by the same functions as on the pages."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Any

from django.utils.translation import gettext as _

from participation.surveys.charts import chart_of
from participation.surveys.protection.charts import chart_for_all
from participation.surveys.protection.crosstabs import Crossing, Line, crossing_from
from participation.surveys.results import (
    SEVERAL,
    QuestionResult,
    SurveyResults,
    results_from_json,
)
from smartregion.core.charts import Chart
from smartregion.core.charts.words import protected_word
from smartregion.core.days import german_day
from smartregion.core.numbers import number, share

Content = dict[str, Any]


@dataclass(frozen=True)
class Asked:
    """A question of a survey with its chart and what that rests on; free texts have no chart."""

    question: QuestionResult
    chart: Chart | None
    base: list[str]

    @property
    def is_short(self) -> bool:
        """Whether drawing and numbers together are better kept on one page."""
        table = self.chart.table if self.chart else None
        return table is not None and len(table.rows) < 8 and len(table.head) < 5


def asked_in(survey: Content) -> list[Asked]:
    """All questions of a survey, in their order."""
    results = results_from_json(survey["results"])
    is_protected = bool(survey.get("is_protected"))
    return [
        Asked(each, _chart(each, results, is_protected), base_of(each, results))
        for each in results.questions
    ]


def _chart(question: QuestionResult, results: SurveyResults, is_protected: bool) -> Chart | None:
    # Snapshots of earlier days hold bare figures and are drawn as they were.
    if not is_protected:
        chart = chart_of(question)
    elif question.is_text:
        chart = None
    else:
        chart = chart_for_all(question, is_weighted=bool(results.weighting))
    return replace(chart, note=_note(question)) if chart else None


def _note(question: QuestionResult) -> str:
    """How many answered stands in the base; what is left to say is how to read the shares."""
    if question.type not in SEVERAL:
        return ""
    return _("Mehrere Antworten waren möglich: Die Anteile beziehen sich auf die Antwortenden.")


def base_of(question: QuestionResult, results: SurveyResults) -> list[str]:
    """On whom the figures rest: n, who did not answer, the day, the filter, the weighting."""
    return [*_people(question), *data_of(results)]


def _people(question: QuestionResult) -> Iterator[str]:
    if question.is_protected:
        yield _("n geschützt")
        return
    numbers = {"n": number(question.answered), "all": number(question.shown)}
    if question.is_shown_protected:
        yield _("n = %(n)s") % numbers
        return
    yield _("n = %(n)s von %(all)s Gefragten") % numbers
    if question.empty:
        yield _("ohne Antwort: %(n)s (%(share)s)") % {
            "n": number(question.empty),
            "share": share(question.empty, question.shown),
        }


def data_of(results: SurveyResults) -> list[str]:
    """Which data were counted, the same for all questions."""
    found = [
        _("Stand %(day)s") % {"day": german_day(results.last_on)} if results.last_on else "",
        *results.filter_words,
        _("gewichtet: %(title)s") % {"title": results.weighting} if results.weighting else "",
        _("Beispieldaten") if results.examples else "",
    ]
    return [each for each in found if each]


# -- crossings -----------------------------------------------------------------------------------
@dataclass(frozen=True)
class CrossTable:
    """Two questions crossed, as a table of counts."""

    title: str
    head: list[str]
    rows: list[list[str]]


def crossings_of(survey: Content) -> list[CrossTable]:
    """What was released of two questions together; snapshots of earlier days hold none."""
    return [_cross_table(crossing_from(each)) for each in survey.get("crossings", ())]


def _cross_table(crossing: Crossing) -> CrossTable:
    title = _("%(rows)s, aufgeteilt nach: %(columns)s") % {
        "rows": crossing.rows_text,
        "columns": crossing.columns_text,
    }
    head = [_("Antwort"), *(each.label for each in crossing.heads), _("zusammen")]
    rows = [_cells(_answer(line), line) for line in crossing.lines]
    return CrossTable(title, head, [*rows, *(_cells(_base(line), line) for line in crossing.bases)])


def _answer(line: Line) -> str:
    return f"{line.group}: {line.head.label}" if line.group else line.head.label


def _base(line: Line) -> str:
    return _("Antworten zu „%s“") % line.group if line.group else _("Antworten (n)")


def _cells(label: str, line: Line) -> list[str]:
    return [label, *map(_count, line.counts), _count(line.base)]


def _count(count: int | None) -> str:
    return protected_word() if count is None else number(count)
