"""The list of measures in the order a reader asks for, and what only its table tells."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any
from uuid import UUID

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from measures.models import Measure, MeasureQuerySet
from measures.periods import in_words
from measures.queries.cards import MeasureCard, measures_with_cards
from measures.queries.lights import ORDER as LIGHTS
from measures.queries.lights import latest_lights
from smartregion.core.slugs import german_slug

STATES = list(Measure.State)


@dataclass(frozen=True)
class Order:
    """By which column, and which way; without a name by fit, then by number."""

    name: str = ""
    is_descending: bool = False

    @classmethod
    def asked(cls, typed: str) -> "Order":
        """What an address asks for; anything unknown is no order at all."""
        name = typed.removeprefix("-")
        return cls(name, typed.startswith("-")) if name in COLUMNS else cls()

    def __str__(self) -> str:
        return f"-{self.name}" if self.is_descending else self.name


@dataclass(frozen=True)
class Column:
    """One column of the table: its heading, and what its rows are put in order by."""

    label: Promise
    names: Sequence[str]
    key: Callable[..., Any]


@dataclass(frozen=True)
class TableRow:
    """A measure in the table; its days as exactly as they are planned."""

    card: MeasureCard
    begin: str
    end: str
    cost: Decimal | None


def _same(value: Any) -> Any:
    return value


def _words(text: str | None) -> str | None:
    """As a telephone book sorts: Ämter stands beside Aemter."""
    return german_slug(text, length=200) if text else None


def _place(*positions_and_names: Any) -> tuple[int, str]:
    """The place of a field, or of the one it went into."""
    position, name, heir_position, heir_name = positions_and_names
    return (position, name) if heir_name is None else (heir_position, heir_name)


COLUMNS: dict[str, Column] = {
    "number": Column(_("Nummer"), ["number"], _same),
    "title": Column(_("Titel"), ["title"], _words),
    "field": Column(
        _("Handlungsfeld"),
        ["field__position", "field__name", "field__successor__position", "field__successor__name"],
        _place,
    ),
    "state": Column(_("Stand"), ["state"], STATES.index),
    "light": Column(_("Ampel"), ["pk"], _same),
    "lead": Column(_("Federführung"), ["lead__name"], _words),
    "start": Column(_("Beginn"), ["starts_on"], _same),
    "end": Column(_("Ende"), ["ends_on"], _same),
    "cost": Column(_("Kostenrahmen"), ["cost_eur"], _same),
}


def in_order(measures: MeasureQuerySet, order: Order, *, fits: Mapping[UUID, float]) -> list[UUID]:
    """The ids of all measures in the order that was asked for; what is unknown stands last."""
    numbered = measures.order_by("number")
    if not order.name:
        ids = list(numbered.values_list("pk", flat=True))
        return sorted(ids, key=lambda pk: -fits.get(pk, 0))
    keys = _keys(numbered, order.name)
    known = [pk for pk, key in keys.items() if key is not None]
    unknown = [pk for pk, key in keys.items() if key is None]
    return sorted(known, key=lambda pk: keys[pk], reverse=order.is_descending) + unknown


def _keys(measures: MeasureQuerySet, name: str) -> dict[UUID, Any]:
    column = COLUMNS[name]
    rows = measures.values_list("pk", *column.names)
    if name != "light":
        return {pk: column.key(*values) for pk, *values in rows}
    ids = [pk for pk, *_values in rows]
    shown, places = latest_lights(ids), {value.value: n for n, value in enumerate(LIGHTS)}
    return {pk: places[shown[pk].value] if pk in shown else None for pk in ids}


def table_rows(ids: Sequence[UUID]) -> list[TableRow]:
    """These measures with their cards, as they are listed."""
    found = measures_with_cards(Measure.objects.filter(pk__in=ids))
    rows = {measure.pk: _row(measure, card) for measure, card in found}
    return [rows[pk] for pk in ids]


def _row(measure: Measure, card: MeasureCard) -> TableRow:
    begin, end = (
        in_words(day, measure.planned_precision) if day else ""
        for day in (measure.starts_on, measure.ends_on)
    )
    return TableRow(card, begin, end, measure.cost_eur)
