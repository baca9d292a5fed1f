"""The figures of a page as ready-made parts: the same data, filter and language give the same parts.

They are kept in this process, so that a page of 30 charts takes milliseconds the second time. They hold
figures only, nothing of a person and nothing of who is looking.
"""

from collections.abc import Hashable, Iterator
from dataclasses import dataclass
from typing import Any

from django.template.loader import render_to_string
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from participation.surveys.basis import basis_of, state_words, warning_for
from participation.surveys.charts import arrivals_chart, chart_of
from participation.surveys.queries.arrivals import WEEK, arrivals
from participation.surveys.queries.filters import mask_of
from participation.surveys.results import QuestionResult, SurveyResults
from participation.surveys.views.choosing import Chosen
from smartregion.core.charts import Chart
from smartregion.core.shelf import Shelf


@dataclass(frozen=True)
class Figure:
    """One question: its figures, its chart, and what both rest on."""

    # Its code; of two questions with the same code the older one says its type, too.
    key: str
    result: QuestionResult
    chart: Chart | None
    basis: tuple[str, ...]


@dataclass(frozen=True)
class Part:
    """One question as it stands on the page."""

    key: str
    result: QuestionResult
    html: SafeString


@dataclass(frozen=True)
class Parts:
    """All figures of a page."""

    results: SurveyResults
    questions: tuple[Part, ...]
    arrivals: Chart
    basis: tuple[str, ...]


def parts_of(chosen: Chosen) -> Parts:
    """The figures for an address, made once for each data state."""
    return _PARTS.get(_key(chosen), lambda: _make(chosen))


# A page of 30 questions has about 300 kB of parts, one of 300 questions 3 MB.
_PARTS: Shelf[Parts] = Shelf(size=12)


def _key(chosen: Chosen) -> Hashable:
    """Everything that figures and their words depend on."""
    survey, table, weights = chosen.survey, chosen.table, chosen.weights
    weighing = (weights.title, hash(weights.values.tobytes())) if weights else None
    asked = tuple((key, tuple(asked.versions)) for key, asked in table.asked.items())
    moment = (chosen.on, survey.erased_on)
    return (survey.pk, table.state, asked, chosen.filter, weighing, chosen.language, moment)


def _make(chosen: Chosen) -> Parts:
    results = chosen.results()
    found = arrivals(chosen.table, mask_of(chosen.table, chosen.filter))
    by_week = len(found) > 1 and (found[1][0] - found[0][0]).days >= WEEK
    return Parts(
        results=results,
        questions=tuple(_part(figure, results, chosen) for figure in figures_of(results, chosen)),
        arrivals=arrivals_chart(found, by_week=by_week),
        basis=state_words(results, on=chosen.on),
    )


def figures_of(results: SurveyResults, chosen: Chosen) -> Iterator[Figure]:
    """Every question of the results with its chart."""
    seen: set[str] = set()
    for result in results.questions:
        key = f"{result.code}-{result.type}" if result.code in seen else result.code
        seen.add(result.code)
        # The question itself stands above as heading.
        chart = chart_of(result, title=_("Antworten auf Frage %d") % result.number)
        yield Figure(key, result, chart, basis_of(result, results, on=chosen.on))


def _part(figure: Figure, results: SurveyResults, chosen: Chosen) -> Part:
    result = figure.result
    context: dict[str, Any] = {
        "figure": figure,
        "result": result,
        "results": results,
        "survey": chosen.survey,
        "query": chosen.mark,
        "erased": chosen.survey.erased_on is not None,
        "not_shown": results.responses - result.shown,
        "warning": _own_warning(result, results) if figure.chart else "",
    }
    return Part(figure.key, result, render_to_string("surveys/_result.html", context))


def _own_warning(result: QuestionResult, results: SurveyResults) -> str:
    """Said at a question only where the page as a whole does not say it already."""
    own, whole = warning_for(result.answered), warning_for(results.responses)
    return own if own and not whole else ""
