"""Results as charts, the same for the page and the report."""

from django.utils.formats import number_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from participation.surveys.document.questionnaire import Type
from participation.surveys.results import SEVERAL, QuestionResult
from smartregion.core.charts import Bar, Chart, bar_chart, stacked_likert


def chart_of(result: QuestionResult, *, title: str = "") -> Chart | None:
    """The chart of a question; free texts have none."""
    if result.is_text or not result.answered:
        return None
    if result.type in (Type.MATRIX, Type.RANKING):
        return stacked_likert(
            title=title or result.text,
            scale=[count.label for count in result.rows[0].counts],
            rows=[(row.label, [count.count for count in row.counts]) for row in result.rows],
            note=base_note(result),
        )
    if result.rows:
        return _rows_chart(result, title or result.text)
    counts = result.counts
    if result.type == Type.MUNICIPALITY:
        # 38 places by name would be a list to search; the frequent ones come first.
        counts = tuple(sorted(counts, key=lambda count: -count.count))
    return bar_chart(
        title=title or result.text,
        bars=[Bar(_label(result, count.label), count.count) for count in counts],
        total=result.answered,
        note=base_note(result),
    )


def _rows_chart(result: QuestionResult, title: str) -> Chart:
    """Choices or numbers in rows: no whole of which they are parts, so bars side by side."""
    if result.type == Type.MATRIX_NUMBER:
        bars = [Bar(row.label, row.spread.mean) for row in result.rows if row.spread]
        note = _("Im Mittel. %s") % base_note(result)
        return bar_chart(title=title, bars=bars, unit=result.unit, note=note)
    bars = [
        Bar(f"{row.label}: {count.label}", count.count)
        for row in result.rows
        for count in row.counts
    ]
    return bar_chart(title=title, bars=bars, total=result.answered, note=base_note(result))


def _label(result: QuestionResult, label: str) -> str:
    return f"{label} {result.unit}".strip()


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
