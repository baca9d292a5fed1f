"""When measures are planned and really happen: one drawing for a page, sheets with a head for paper."""

from collections.abc import Sequence
from datetime import date

from django.utils.translation import gettext as _

from measures.periods import Period, in_words
from measures.queries.timeline import TimelineField, TimelineRow, TimelineStep
from smartregion.core.charts import (
    Chart,
    Drawing,
    PlanGroup,
    PlanRow,
    Step,
    Stretch,
    plan,
    plan_series,
    plan_sheets,
)


def timeline_chart(fields: Sequence[TimelineField], *, on: date) -> Chart:
    return plan(title=_("Zeitplan der Maßnahmen"), groups=_groups(fields, on), on=on)


def timeline_figures(fields: Sequence[TimelineField], *, on: date, height: float) -> list[Chart]:
    """The same as figures for the pages of a report."""
    title = _("Zeitplan der Maßnahmen")
    return plan_series(title=title, groups=_groups(fields, on), on=on, height=height)


def timeline_sheets(
    fields: Sequence[TimelineField], *, on: date, width: float, height: float
) -> list[Drawing]:
    return plan_sheets(_groups(fields, on), on=on, width=width, height=height)


def _groups(fields: Sequence[TimelineField], on: date) -> list[PlanGroup]:
    return [PlanGroup(field.name, tuple(_row(row, on) for row in field.rows)) for field in fields]


def _row(row: TimelineRow, on: date) -> PlanRow:
    return PlanRow(
        label=_label(row),
        planned=None if row.planned.is_empty else _stretch(row.planned),
        actual=_actual(row.actual, on) if row.actual.first else None,
        steps=tuple(_step(step, row, on) for step in row.steps),
        url=row.url,
        is_idle=row.is_idle,
    )


def _label(row: TimelineRow) -> str:
    """What rests or was given up says so: a grey bar alone tells it to few."""
    name = f"{row.number} {row.title}"
    return f"{name} ({row.state_label})" if row.is_idle else name


def _stretch(period: Period) -> Stretch:
    return Stretch(period.begins, period.begun, period.ending, period.ends, str(period))


def _actual(period: Period, on: date) -> Stretch:
    """What goes on is drawn until today, exactly."""
    if period.last:
        return _stretch(period)
    ends = max(on, period.begins or on)
    return Stretch(period.begins, min(period.begun or on, ends), ends, ends, str(period))


def _step(step: TimelineStep, row: TimelineRow, on: date) -> Step:
    due = in_words(step.due_on)
    if step.done_on:
        done = in_words(step.done_on)
        words = _("erreicht am %(day)s") % {"day": done}
        return Step(step.title, step.done_on, words, is_done=True)
    if step.waived_reason:
        words = _("entfällt (%(reason)s)") % {"reason": step.waived_reason}
        return Step(step.title, None, words)
    if step.due_on < on and not row.is_idle:
        words = _("überfällig seit %(day)s") % {"day": due}
        return Step(step.title, step.due_on, words, is_late=True)
    return Step(step.title, step.due_on, _("geplant bis %(day)s") % {"day": due})
