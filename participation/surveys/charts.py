"""Results as charts, the same for the page, the report and pictures to take along."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from django.utils.formats import date_format, number_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from participation.surveys.document.questionnaire import Type
from participation.surveys.results import SEVERAL, Count, QuestionResult, RowResult
from smartregion.core.charts import Bar, Chart, Column, bar_chart, column_chart, stacked_likert

# Of 38 municipalities so many have a bar of their own; the others share the last one.
MOST_PLACES = 12


def chart_of(result: QuestionResult, *, title: str = "") -> Chart | None:
    """The chart of a question; free texts have none."""
    title = title or result.text
    if result.is_text or not result.answered:
        return None
    if result.type in (Type.MATRIX, Type.RANKING):
        return stacked_likert(
            title=title,
            scale=[count.label for count in result.rows[0].counts],
            rows=[(row.label, [count.count for count in row.counts]) for row in result.rows],
            note=base_note(result),
        )
    if result.rows:
        return _rows_chart(result, title)
    if result.type == Type.MUNICIPALITY:
        return _places_chart(result, title)
    return _counts_chart(result, title, result.counts)


def _counts_chart(result: QuestionResult, title: str, counts: Sequence[Count]) -> Chart:
    return bar_chart(
        title=title,
        bars=[Bar(_label(result, count.label), count.count) for count in counts],
        total=base_of(result.counts, result.answered),
        note=base_note(result),
    )


def _places_chart(result: QuestionResult, title: str) -> Chart:
    """38 places by name would be a list to search: the frequent ones come first, the table has all."""
    by_size = sorted(result.counts, key=lambda count: -count.count)
    whole = _counts_chart(result, title, by_size)
    if len(by_size) <= MOST_PLACES + 1:
        return whole
    others = by_size[MOST_PLACES:]
    label = _("weitere %d Gemeinden zusammen") % len(others)
    rest = Count("", label, sum(count.count for count in others), None)
    folded = _counts_chart(result, title, [*by_size[:MOST_PLACES], rest])
    return replace(folded, table=whole.table)


def base_of(counts: Sequence[Count], answered: int) -> float:
    """Of what shares are shares: the people who answered or, weighted, the sum of their weights."""
    found = (count.count / count.share for count in counts if count.share)
    base = next(found, float(answered))
    # A count divided by its share misses whole numbers by the last digit.
    return round(base, 6)


def _rows_chart(result: QuestionResult, title: str) -> Chart:
    """Choices or numbers in rows: no whole of which they are parts, so bars side by side."""
    if result.type == Type.MATRIX_NUMBER:
        bars = [Bar(row.label, row.spread.mean) for row in result.rows if row.spread]
        note = _("Im Mittel. %s") % base_note(result)
        return bar_chart(title=title, bars=bars, unit=result.unit, note=note)
    bars = [bar for row in result.rows for bar in _row_bars(row)]
    return bar_chart(title=title, bars=bars, total=result.answered, note=base_note(result))


def _row_bars(row: RowResult) -> list[Bar]:
    """Shares are of those who answered this row."""
    base = base_of(row.counts, row.answered)
    return [Bar(f"{row.label}: {count.label}", count.count, base) for count in row.counts]


def _label(result: QuestionResult, label: str) -> str:
    return f"{label} {result.unit}".strip()


def arrivals_chart(found: Sequence[tuple[date, int]], *, by_week: bool) -> Chart:
    """How many responses came on which day, or in which week."""
    title, head = _("Antworten je Tag"), _("Tag")
    if by_week:
        title, head = _("Antworten je Woche"), _("Woche ab")
    columns = [Column(date_format(day, "SHORT_DATE_FORMAT"), n) for day, n in found]
    return column_chart(title=title, columns=columns, head=head)


def base_note(result: QuestionResult) -> str:
    """On how many people the figures rest."""
    answered, shown = (number_format(n, use_l10n=True) for n in (result.answered, result.shown))
    base = ngettext(
        "%(answered)s von %(shown)s Person hat geantwortet.",
        "%(answered)s von %(shown)s Personen haben geantwortet.",
        result.shown,
    ) % {"answered": answered, "shown": shown}
    if result.type not in SEVERAL:
        return base
    several = _("Mehrere Antworten waren möglich: Die Anteile beziehen sich auf die Antwortenden.")
    return f"{base} {several}"
