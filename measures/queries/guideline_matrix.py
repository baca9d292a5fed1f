"""Guidelines × measures: which measure serves which guideline how strongly, and where nothing does.

A guideline that was reworded in a newer version keeps what was said about the one before it. Rejected,
cancelled and merged measures serve nothing any more; they count only where a reader asks for that state.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import Any
from uuid import UUID

from django.urls import reverse
from django.utils.functional import Promise
from django.utils.http import urlencode
from django.utils.translation import gettext_lazy as _

from measures.models import GuidelineContribution, Measure, MeasureQuerySet
from strategy.models import Element

STRONG = 3


@dataclass(frozen=True)
class Degree:
    """How a cell shows a level: as dots and in words, so that colour is never needed."""

    dots: str
    words: Promise


DEGREES: dict[int | None, Degree] = {
    STRONG: Degree("●●●", _("stark")),
    2: Degree("●●○", _("mittel")),
    1: Degree("●○○", _("gering")),
    0: Degree("○○○", _("kein Beitrag")),
    None: Degree("–", _("nicht bewertet")),
}


@dataclass(frozen=True)
class GuidelineColumn:
    """A guideline in force, with how many measures serve it."""

    name: str
    slug: str
    url: str
    served_by: int
    strongly_by: int

    @property
    def is_gap(self) -> bool:
        return not self.served_by


@dataclass(frozen=True)
class GuidelineRow:
    """A measure with its level for each guideline; None where nobody has said anything."""

    number: str
    title: str
    url: str
    levels: tuple[int | None, ...]

    @property
    def cells(self) -> list[Degree]:
        return [DEGREES[level] for level in self.levels]

    @property
    def is_unrated(self) -> bool:
        return all(level is None for level in self.levels)

    @property
    def is_gap(self) -> bool:
        """Whether it serves no guideline, be it rated so or not rated at all."""
        return not any(self.levels)


@dataclass(frozen=True)
class FieldRows:
    """The measures of one field of action."""

    name: str
    rows: list[GuidelineRow]

    def serving(self, place: int) -> int:
        """How many of them serve the guideline at this place."""
        return sum(bool(row.levels[place]) for row in self.rows)


@dataclass(frozen=True)
class GuidelineMatrix:
    columns: list[GuidelineColumn]
    fields: list[FieldRows]

    @property
    def rows(self) -> list[GuidelineRow]:
        return [row for field in self.fields for row in field.rows]

    @property
    def unserved(self) -> list[GuidelineColumn]:
        return [column for column in self.columns if column.is_gap]

    @property
    def serving_none(self) -> list[GuidelineRow]:
        return [row for row in self.rows if row.is_gap]


def guideline_matrix(measures: MeasureQuerySet, *, visible_to: Any) -> GuidelineMatrix:
    """All of these measures beside all guidelines in force, in three queries."""
    guidelines = list(Element.objects.guidelines().known_to(visible_to).in_force())
    levels = _levels(measures)
    fields = _fields(measures, [one.pk for one in guidelines], levels)
    every = [row.levels for field in fields for row in field.rows]
    columns = [
        _column(guideline, [given[place] for given in every])
        for place, guideline in enumerate(guidelines)
    ]
    return GuidelineMatrix(columns, fields)


def _levels(measures: MeasureQuerySet) -> dict[tuple[UUID, UUID], int]:
    """The level of each measure for each guideline as it is called today; the highest of several."""
    given = GuidelineContribution.objects.filter(measure__in=measures.order_by())
    found: dict[tuple[UUID, UUID], int] = {}
    for measure, own, heir, level in given.values_list(
        "measure", "guideline", "guideline__successor", "level"
    ):
        key = measure, heir or own
        found[key] = max(level, found.get(key, 0))
    return found


def _fields(
    measures: MeasureQuerySet, guidelines: Sequence[UUID], levels: dict[tuple[UUID, UUID], int]
) -> list[FieldRows]:
    told = measures.select_related("field__successor").only(
        "number", "title", "field__name", "field__number", "field__position",
        "field__successor__name", "field__successor__number", "field__successor__position",
    )  # fmt: skip
    ordered = sorted(told, key=lambda one: (_place(one), one.number))
    return [
        FieldRows(name, [_row(one, guidelines, levels) for one in group])
        for (_position, name), group in groupby(ordered, key=_place)
    ]


def _place(measure: Measure) -> tuple[int, str]:
    field = measure.field.today
    return field.position, field.name_with_number


def _row(
    measure: Measure, guidelines: Sequence[UUID], levels: dict[tuple[UUID, UUID], int]
) -> GuidelineRow:
    return GuidelineRow(
        number=measure.number,
        title=measure.title,
        url=measure.get_absolute_url(),
        levels=tuple(levels.get((measure.pk, guideline)) for guideline in guidelines),
    )


def _column(guideline: Element, levels: Sequence[int | None]) -> GuidelineColumn:
    address = reverse("measures:measure_list")
    return GuidelineColumn(
        name=guideline.name_with_number,
        slug=guideline.slug,
        url=f"{address}?{urlencode({'guideline': guideline.slug})}",
        served_by=sum(bool(level) for level in levels),
        strongly_by=levels.count(STRONG),
    )
