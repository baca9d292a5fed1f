"""Released figures of surveys: the chart of a question, and two questions crossed."""

from collections.abc import Iterator
from typing import Any

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from participation.surveys.models import Publication, Survey
from participation.surveys.protection.charts import chart_for_all
from participation.surveys.protection.crosstabs import Crossing, Line
from participation.surveys.queries.releases import (
    crossings_in,
    current_publications,
    results_in,
)
from participation.surveys.results import SEVERAL, QuestionResult, SurveyResults
from smartregion.core.charts import Chart, DataTable, GapRow, stacked_with_gaps
from smartregion.core.charts.words import protected_word
from smartregion.core.numbers import number, share
from smartregion.core.snapshots import content_of
from smartregion.reports.queries.exhibits.registry import (
    Look,
    Offer,
    Offers,
    Source,
    as_of,
    draws,
    offers,
    said_n,
)
from smartregion.reports.rendering.exhibits import Shown
from smartregion.reports.rendering.languages import LANGUAGE

# More parts have no colours of their own, more bars are a table.
MOST_PARTS, MOST_BARS = 8, 20


class Released:
    """What everybody sees of one survey."""

    def __init__(self, publication: Publication) -> None:
        self.survey: Survey = publication.survey
        self.on = timezone.localdate(publication.published_at)
        content = content_of(publication.snapshot)
        self.results: SurveyResults = results_in(content, LANGUAGE)
        self.crossings: list[Crossing] = crossings_in(content, LANGUAGE)

    @property
    def url(self) -> str:
        return reverse("surveys:public_results", args=[self.survey.slug])

    def base(self, n: str) -> tuple[str, ...]:
        """What all its numbers rest on: n, day, filter, weighting, examples."""
        results = self.results
        lines = [n, as_of(self.on), "; ".join(results.filter_words) or _("alle Antworten")]
        if results.weighting:
            lines.append(_("gewichtet: %(title)s") % {"title": results.weighting})
        if results.examples:
            lines.append(_("Beispieldaten"))
        return (_("Umfrage „%(title)s“") % {"title": results.title}, *lines)


def _all_released() -> list[Released]:
    return [Released(each) for each in current_publications().values()]


def _released(source: Source, look: Look) -> Released:
    """Raises ``KeyError`` for a survey of which nothing is released."""
    found = look.once("surveys", lambda: {each.survey.slug: each for each in _all_released()})
    return found[source["survey"]]


@offers(gettext_lazy("Umfragen"))
def _from_surveys() -> Iterator[Offers]:
    for each in _all_released():
        listed = [_question_offer(each, one) for one in each.results.questions if _is_shown(one)]
        listed += [_crossing_offer(each, one) for one in each.crossings]
        yield Offers(each.results.title, listed)


def _is_shown(question: QuestionResult) -> bool:
    return not question.is_text and bool(question.counts or question.rows)


def _question_offer(released: Released, question: QuestionResult) -> Offer:
    label = _("Frage %(number)d: %(text)s") % {"number": question.number, "text": question.text}
    source = {"kind": "question", "survey": released.survey.slug, "question": question.code}
    return Offer(label, source)


def _crossing_offer(released: Released, crossing: Crossing) -> Offer:
    source = {
        "kind": "crossing",
        "survey": released.survey.slug,
        "rows": crossing.rows,
        "columns": crossing.columns,
    }
    return Offer(_crossing_title(crossing), source)


def _crossing_title(crossing: Crossing) -> str:
    words = {"rows": crossing.rows_text, "columns": crossing.columns_text}
    return _("„%(rows)s“, aufgeteilt nach „%(columns)s“") % words


# -- one question ------------------------------------------------------------------------------
@draws("question")
def _question(source: Source, look: Look) -> Shown | None:
    released = _released(source, look)
    question = released.results.question(source["question"])
    if question is None:
        return None
    chart = chart_for_all(question, is_weighted=bool(released.results.weighting))
    if chart is None:
        return None
    n = _("n geschützt") if question.is_protected else said_n(question.answered)
    url = f"{released.url}#{question.code}"
    return Shown(question.text, chart.table, released.base(n), url, chart)


# -- two questions -----------------------------------------------------------------------------
@draws("crossing")
def _crossing(source: Source, look: Look) -> Shown | None:
    released = _released(source, look)
    wanted = (source["rows"], source["columns"])
    for place, each in enumerate(released.crossings, 1):
        if (each.rows, each.columns) == wanted:
            url = f"{released.url}#tabelle-{place}"
            return _crossed(released, each, url)
    return None


def _crossed(released: Released, crossing: Crossing, url: str) -> Shown:
    title = _crossing_title(crossing)
    chart = _crossing_chart(released, crossing, title)
    whole = crossing.bases[0].base if len(crossing.bases) == 1 else None
    n = _("n geschützt") if whole is None else said_n(whole)
    return Shown(title, _crossing_table(crossing), released.base(n), url, chart)


def _crossing_table(crossing: Crossing) -> DataTable:
    """Counts with their share of the column, the bases as last rows."""
    bases = {line.group: line for line in crossing.bases}
    rows = [(_called(line), *_cells(line, bases[line.group])) for line in crossing.lines]
    rows += [(_base_called(line), *_cells(line, None)) for line in crossing.bases]
    heads = (_("Antwort"), *(head.label for head in crossing.heads), _("zusammen"))
    return DataTable(heads, tuple(rows))


def _called(line: Line) -> str:
    return f"{line.group}: {line.head.label}" if line.group else line.head.label


def _base_called(line: Line) -> str:
    return _("Antworten zu „%(group)s“") % {"group": line.group} if line.group else _("n")


def _cells(line: Line, under: Line | None) -> Iterator[str]:
    counts = (*line.counts, line.base)
    bases: Any = (*under.counts, under.base) if under else (None,) * len(counts)
    for count, base in zip(counts, bases, strict=True):
        if count is None:
            yield protected_word()
        else:
            yield f"{number(count)} ({share(count, base, 0)})" if base else number(count)


def _crossing_chart(released: Released, crossing: Crossing, title: str) -> Chart | None:
    """A bar for each column, divided by the answers; none where they are no parts of a whole."""
    parts = released.results.question(crossing.rows)
    if parts is None or parts.type in SEVERAL or len(crossing.bases) != 1:
        return None
    if len(crossing.lines) > MOST_PARTS or len(crossing.heads) > MOST_BARS:
        return None
    bases = crossing.bases[0].counts
    bars = [
        GapRow(head.label, tuple(line.counts[place] for line in crossing.lines), bases[place])
        for place, head in enumerate(crossing.heads)
    ]
    return stacked_with_gaps(
        title=title, scale=[line.head.label for line in crossing.lines], rows=bars
    )
