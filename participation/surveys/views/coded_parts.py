"""What the texts are about, below the questions of the results page."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from django.utils.translation import gettext as _

from participation.surveys import queries
from participation.surveys.coding.charts import coded_chart
from participation.surveys.queries import CodedFigure
from participation.surveys.queries.filters import mask_of
from participation.surveys.views.choosing import Chosen
from participation.surveys.views.figure_parts import Part
from smartregion.core.charts import Chart
from smartregion.core.shelf import Shelf


@dataclass(frozen=True)
class CodedPart:
    """The codes of one question, for ``surveys/_coded_figures.html``."""

    figure: CodedFigure
    chart: Chart | None


@dataclass(frozen=True)
class WithCodes:
    """A question as it stands on the page, with the codes of its own words."""

    part: Part
    coded: tuple[CodedPart, ...]


# Hundreds of codes may be given in a minute; nobody needs to see each of them arrive.
_CODED: Shelf[dict[str, CodedPart]] = Shelf(size=12, seconds=10)


def with_codes(parts: Iterable[Part], chosen: Chosen) -> list[WithCodes]:
    """All questions, those that were coded with how often each code was given."""
    coded = coded_parts(chosen)
    return [
        WithCodes(part, tuple(coded[key] for key in _keys(part) if key in coded)) for part in parts
    ]


def _keys(part: Part) -> tuple[str, str]:
    return part.result.code, f"{part.result.code}.other"


def coded_parts(chosen: Chosen, *, is_fresh: bool = False) -> dict[str, CodedPart]:
    """By the key of the question; as the filter and the weights of the address want it.

    Whoever is coding sees the own codes counted at once (``is_fresh``).
    """
    if chosen.survey.erased_on:
        return _frozen(chosen)
    key = (chosen.survey.pk, chosen.table.state, chosen.query, chosen.language)
    if is_fresh:
        _CODED.forget(key)
    return _CODED.get(key, lambda: _make(chosen))


def _frozen(chosen: Chosen) -> dict[str, CodedPart]:
    """As they were when the texts went: of all answers, there are no others left to count."""
    if chosen.query:
        return {}
    figures = queries.frozen_coded_figures(chosen.survey)
    return {key: CodedPart(each, coded_chart(each)) for key, each in figures.items()}


def _make(chosen: Chosen) -> dict[str, CodedPart]:
    figures = queries.coded_figures(
        chosen.survey,
        table=chosen.table,
        mask=mask_of(chosen.table, chosen.filter),
        weights=chosen.weights.values if chosen.weights else None,
    )
    also = list(_basis(chosen))
    return {key: CodedPart(each, coded_chart(each, also=also)) for key, each in figures.items()}


def _basis(chosen: Chosen) -> Iterator[str]:
    if words := chosen.filter.words(chosen.table, chosen.language):
        yield _("Filter: %s.") % "; ".join(words)
    if chosen.weights:
        yield _("Gewichtet: %s. Anzahlen sind Summen von Gewichten.") % chosen.weights.title
