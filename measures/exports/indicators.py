"""Indicators as tables: one row for each, and one for each value."""

from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from decimal import Decimal

from django.utils.translation import gettext as _

from measures.models import Indicator
from measures.queries.indicators import IndicatorLine

Row = list[object]
Kind = Indicator.Kind


def indicator_rows(lines: Iterable[IndicatorLine], *, on: date) -> Iterator[Row]:
    """A heading, then every indicator with its newest value."""
    yield [
        _("Maßnahme"), _("Strategisches Ziel"), _("Kennzahl"), _("Ebene"), _("Art"), _("Einheit"),
        _("Stufen"), _("Richtung"), _("Quelle"), _("Wie oft erhoben"),
        _("Ausgangswert"), _("Stand des Ausgangswerts"), _("Zielwert"), _("zu erreichen bis"),
        _("Letzter Wert"), _("Stand"), _("Zielerreichung"), _("Weg zum Ziel in Prozent"),
        _("Nächster Wert zum"), _("Wert fällig"), _("Beispieldaten"), _("Seite"),
    ]  # fmt: skip
    for line in lines:
        yield _indicator(line, on)


def value_rows(lines: Iterable[IndicatorLine]) -> Iterator[Row]:
    """A heading, then every value that counts, the oldest first."""
    yield [
        _("Maßnahme"), _("Strategisches Ziel"), _("Kennzahl"), _("Einheit"), _("Stand"), _("Wert"),
        _("Wert in Worten"), _("Quelle"), _("Anmerkung"), _("Umfrage"), _("Zahl der Antworten"),
        _("Fehlerspanne"),
    ]  # fmt: skip
    for line in lines:
        for entry in line.values:
            yield [
                line.measure, line.objective, line.name, _unit(line), entry.on,
                _cell(line, entry.value), entry.said, entry.source, entry.note,
                entry.survey, entry.base_n, entry.margin,
            ]  # fmt: skip


def _indicator(line: IndicatorLine, on: date) -> Row:
    latest, reached = line.latest, line.attainment
    return [
        line.measure, line.objective, line.name, line.level_label, str(Kind(line.kind).label),
        _unit(line), " < ".join(line.scale), line.direction_label, line.source, line.interval_label,
        _cell(line, line.baseline), line.baseline_on, _cell(line, line.target), line.target_on,
        _cell(line, latest.value) if latest else None, latest.on if latest else None,
        reached.label, reached.percent, line.wanted_on, _yes(line.is_wanted(on)),
        _yes(line.is_example), line.url,
    ]  # fmt: skip


def _cell(line: IndicatorLine, value: Decimal | None) -> object:
    """A number to calculate with; where numbers only stand for words, the words."""
    if value is None:
        return None
    if line.kind == Kind.YES_NO:
        return _yes(bool(value))
    return _step(line.scale, value) if line.kind == Kind.ORDINAL else value


def _step(scale: Sequence[str], value: Decimal) -> str:
    return scale[int(value) - 1] if 1 <= value <= len(scale) else str(value)


def _unit(line: IndicatorLine) -> str:
    return "%" if line.kind == Kind.PERCENT else line.unit


def _yes(is_so: bool) -> str:
    return _("ja") if is_so else _("nein")
