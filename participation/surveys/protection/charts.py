"""Charts of figures in which something is hidden, and of weighted ones: no bar tells what no table tells."""

from collections.abc import Sequence
from dataclasses import replace

from django.utils.formats import number_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from participation.surveys.document.questionnaire import Type
from participation.surveys.results import SEVERAL, Count, QuestionResult, RowResult
from smartregion.core.charts import Bar, Chart, GapRow, bar_chart, stacked_with_gaps

# With more municipalities than this, those without a bar are drawn as one.
MOST_PLACES = 12


def chart_for_all(
    result: QuestionResult, *, title: str = "", is_weighted: bool = False
) -> Chart | None:
    """The chart of a question as everybody may see it; None where there is nothing to draw."""
    title = title or result.text
    note = note_for_all(result)
    if result.type in (Type.MATRIX, Type.RANKING) and result.rows:
        rows = [_gap_row(row, is_weighted=is_weighted) for row in result.rows]
        scale = [count.label for count in result.rows[0].counts]
        return stacked_with_gaps(title=title, scale=scale, rows=rows, note=note)
    bars = _bars(result, is_weighted=is_weighted)
    if not bars:
        return None
    if result.type == Type.MATRIX_NUMBER:
        return bar_chart(title=title, bars=bars, unit=result.unit, note=_("Im Mittel. %s") % note)
    if is_weighted:
        return bar_chart(title=title, bars=bars, unit="%", note=note)
    total = None if result.is_protected else result.answered
    whole = bar_chart(title=title, bars=bars, total=total, note=note)
    if result.type != Type.MUNICIPALITY or len(bars) <= MOST_PLACES:
        return whole
    folded = bar_chart(title=title, bars=_folded(bars), total=total, note=note)
    return replace(folded, table=whole.table)


def _folded(bars: list[Bar]) -> list[Bar]:
    """38 places by name would be a list to search: those without a bar share one line, the table has all."""
    drawn = [bar for bar in bars if bar.value]
    hidden = sum(bar.value is None for bar in bars)
    return [*drawn, Bar(_("weitere %d Orte") % hidden, None)] if hidden else drawn


def _bars(result: QuestionResult, *, is_weighted: bool) -> list[Bar]:
    if result.type == Type.MATRIX_NUMBER:
        return [Bar(row.label, row.spread.mean if row.spread else None) for row in result.rows]
    if result.rows:
        return [
            Bar(f"{row.label}: {count.label}", _value(count, is_weighted), _base(row, is_weighted))
            for row in result.rows
            for count in row.counts
        ]
    return [
        Bar(f"{count.label} {result.unit}".strip(), _value(count, is_weighted))
        for count in _in_order(result)
    ]


def _in_order(result: QuestionResult) -> Sequence[Count]:
    """Of municipalities the frequent ones come first, the hidden ones last."""
    if result.type != Type.MUNICIPALITY:
        return result.counts
    return sorted(result.counts, key=lambda each: (each.is_protected, -(each.share or 0)))


def _value(count: Count, is_weighted: bool) -> float | None:
    if count.is_protected:
        return None
    if not is_weighted:
        return count.count
    return None if count.share is None else round(100 * count.share)


def _base(row: RowResult, is_weighted: bool) -> float | None:
    return None if is_weighted or row.is_protected else row.answered


def _gap_row(row: RowResult, *, is_weighted: bool) -> GapRow:
    values = tuple(_value(count, is_weighted) for count in row.counts)
    base = 100.0 if is_weighted else _base(row, is_weighted)
    return GapRow(row.label, values, base)


def note_for_all(result: QuestionResult) -> str:
    """On how many people the figures rest, as far as that is said."""
    if result.is_protected:
        return _("Wie viele geantwortet haben, ist geschützt.")
    answered, shown = (number_format(n, use_l10n=True) for n in (result.answered, result.shown))
    if result.is_shown_protected:
        note = ngettext(
            "%(answered)s Person hat geantwortet.",
            "%(answered)s Personen haben geantwortet.",
            result.answered,
        ) % {"answered": answered}
    else:
        note = ngettext(
            "%(answered)s von %(shown)s Person hat geantwortet.",
            "%(answered)s von %(shown)s Personen haben geantwortet.",
            result.shown,
        ) % {"answered": answered, "shown": shown}
    if result.type not in SEVERAL:
        return note
    several = _("Mehrere Antworten waren möglich: Die Anteile beziehen sich auf die Antwortenden.")
    return f"{note} {several}"
