"""Correcting what a closed cycle says about one measure (Berichtigung): the row as it holds from then on.

Pure functions on the document; measures/actions/correcting.py freezes it anew. The profile is left
alone: what is wrong there is put right there.
"""

import dataclasses
from collections.abc import Callable, Iterable
from datetime import date
from decimal import Decimal

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from measures.attainment import attainment
from measures.documents import IndicatorFact, MilestoneFact, Row
from measures.models import Assessment, Indicator
from measures.spoken import said
from smartregion.core.days import short_day
from smartregion.core.numbers import exact_euros

State = Assessment.State
# In the order in which a page tells what was corrected.
PARTS = {
    "light": gettext_lazy("Ampel"),
    "light_reason": gettext_lazy("Warum die Ampel vom Vorschlag abweicht"),
    "done_since": gettext_lazy("Seit dem letzten Mal erreicht"),
    "next_steps": gettext_lazy("Nächste Schritte"),
    "obstacles": gettext_lazy("Hindernisse"),
    "decision_needed": gettext_lazy("Entscheidungsbedarf"),
    "decision_by": gettext_lazy("Wer entscheiden muss"),
    "milestones": gettext_lazy("Meilensteine"),
    "indicators": gettext_lazy("Kennzahlen"),
    "costs": gettext_lazy("Kosten"),
}


def corrected(old: Row, new: Row, *, on: date) -> Row:
    """``new`` made whole: counts, attainment, marks and state follow from what was corrected."""
    if not new.light:
        return _not_reported(new)
    milestones, indicators = new.milestones, new.indicators
    done, total = new.milestones_done, new.milestones_total
    if milestones is not None:
        counted = [step for step in milestones if not step.waived_reason]
        done, total = sum(1 for step in counted if step.done_on), len(counted)
    if indicators is not None:
        indicators = [_with_reach(fact) for fact in indicators]
    return dataclasses.replace(
        new,
        state=new.state if new.is_reported else State.ACCEPTED.value,
        waived_reason="",
        reported_on=new.reported_on if old.is_reported else on,
        light_reason="" if new.light == new.light_proposed else new.light_reason,
        carried_over=[name for name in new.carried_over if _part(old, name) == _part(new, name)],
        milestones_done=done,
        milestones_total=total,
        indicators=indicators,
    )


def changes_between(old: Row, new: Row) -> dict[str, list[str]]:
    """What reads differently, each part with its old and its new words in the language of the moment."""
    words = {name: (_words(old, name), _words(new, name)) for name in PARTS}
    words |= {
        name: _lines_that_differ(describe(old), describe(new)) for name, describe in FIGURES.items()
    }
    return {name: [before, after] for name, (before, after) in words.items() if before != after}


def _not_reported(row: Row) -> Row:
    """A report that was none: its words go, and what the profile knew on that day stays."""
    return dataclasses.replace(
        row,
        state=row.state if row.state == State.WAIVED else State.MISSING.value,
        light_proposed="",
        light_reason="",
        done_since="",
        next_steps=[],
        obstacles="",
        decision_needed="",
        decision_by="",
        reported_on=None,
        carried_over=[],
        checks=[],
    )


def _with_reach(fact: IndicatorFact) -> IndicatorFact:
    """How far the value is, by the rules that hold for every indicator."""
    indicator = Indicator(
        kind=fact.kind, direction=fact.direction, baseline=fact.baseline, target=fact.target
    )
    return dataclasses.replace(fact, reach=attainment(indicator, fact.value).reach)


def _part(row: Row, name: str) -> object:
    return getattr(row, name, None)


# -- in words ----------------------------------------------------------------------------------
def _words(row: Row, name: str) -> str:
    if name in FIGURES:
        return ""
    if name == "light":
        return _light(row)
    if name == "decision_by":
        return str(Assessment.DecisionBy(row.decision_by).label) if row.decision_by else ""
    value = _part(row, name)
    return "\n".join(value) if isinstance(value, list) else str(value)


def _light(row: Row) -> str:
    if row.light:
        return str(Assessment.Light(row.light).label)
    return str(State(row.state).label)


def _lines_that_differ(old: dict[str, str], new: dict[str, str]) -> tuple[str, str]:
    changed = [key for key in old if old[key] != new.get(key, "")]
    return _joined(old, changed), _joined(new, changed)


def _joined(lines: dict[str, str], keys: Iterable[str]) -> str:
    return "\n".join(lines.get(key, "") for key in keys)


def _milestones(row: Row) -> dict[str, str]:
    return {step.id: f"{step.title}: {_reached(step)}" for step in row.milestones or []}


def _reached(step: MilestoneFact) -> str:
    if step.done_on is None:
        return _("nicht erreicht")
    return _("erreicht am %(day)s") % {"day": short_day(step.done_on)}


def _indicators(row: Row) -> dict[str, str]:
    return {fact.id: f"{fact.name}: {_value(fact)}" for fact in row.indicators or []}


def _value(fact: IndicatorFact) -> str:
    if fact.value is None or fact.value_on is None:
        return _("keine Daten")
    words = said(fact.value, kind=fact.kind, unit=fact.unit, scale=fact.scale)
    return f"{words} ({short_day(fact.value_on)})"


def _costs(row: Row) -> dict[str, str]:
    return {str(each.year): f"{each.year}: {_spent(each.actual_eur)}" for each in row.costs or []}


def _spent(amount: Decimal | None) -> str:
    if amount is None:
        return _("tatsächliche Kosten nicht bekannt")
    return _("tatsächlich %(amount)s") % {"amount": exact_euros(amount)}


FIGURES: dict[str, Callable[[Row], dict[str, str]]] = {
    "milestones": _milestones,
    "indicators": _indicators,
    "costs": _costs,
}
