"""What a closed cycle means for the strategy (Strategie-Check): where nothing moves, and what keeps coming back.

Every finding says by which rule it was found, so that nobody has to trust it: docs/cycles.md tells the
rules to people. What is read from the cycle stays as it was; which guidelines and fields are served is
read from today's profiles, because only they can still be changed.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any
from uuid import UUID

from django.db import models
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.http import urlencode
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from measures.documents import CycleDocument, Row
from measures.figures import Outcome
from measures.models import Assessment, GuidelineContribution, Indicator, Measure
from measures.queries.indicators import (
    IndicatorLine,
    indicators_of,
    indicators_of_objectives,
    objective_address,
)
from strategy.models import Element, Strategy

RED = Assessment.Light.RED.value


class Rule(models.TextChoices):
    """What was looked for, in the order in which it is shown."""

    UNSERVED = "unserved", gettext_lazy("Leitlinien, denen keine Maßnahme dient")
    UNMOVED = "unmoved", gettext_lazy("Strategische Ziele ohne Bewegung")
    EMPTY_FIELD = "empty_field", gettext_lazy("Handlungsfelder ohne Maßnahme")
    RED_AGAIN = "red_again", gettext_lazy("Zweimal in Folge gefährdet")
    SILENT_AGAIN = "silent_again", gettext_lazy("Zweimal in Folge nicht gemeldet")
    BROKEN_AGAIN = "broken_again", gettext_lazy("Zusagen zweimal in Folge nicht eingelöst")


@dataclass(frozen=True)
class StrategyFinding:
    """One thing that was found: about an element of the strategy, or about a measure."""

    rule: Rule
    name: str
    url: str
    # Why it was found, in a German sentence.
    detail: str
    element: UUID | None = None
    measure: str = ""

    @property
    def query(self) -> str:
        """For the address of the form that makes a proposal of it."""
        parts = {"regel": self.rule.value, "teil": self.element, "massnahme": self.measure}
        return urlencode({name: str(value) for name, value in parts.items() if value})


@dataclass(frozen=True)
class FindingGroup:
    rule: Rule
    findings: list[StrategyFinding]

    @property
    def label(self) -> Promise | str:
        return self.rule.label


def strategy_check(
    strategy: Strategy, now: CycleDocument, before: CycleDocument | None, *, visible_to: Any
) -> list[FindingGroup]:
    """All rules with what each found, also where that is nothing; constant queries.

    ``before`` is the last closed cycle before this one; without it nothing can be said to come back.
    """
    since = before.cycle.cutoff_on if before else None
    found = [
        *_unserved(strategy, visible_to),
        *_unmoved(strategy, since, now.cycle.cutoff_on, visible_to),
        *_empty_fields(strategy, visible_to),
        *(_again(now, before) if before else ()),
    ]
    return [FindingGroup(rule, [each for each in found if each.rule == rule]) for rule in Rule]


def _elements(strategy: Strategy, visible_to: Any) -> Any:
    return Element.objects.filter(strategy=strategy).known_to(visible_to).in_force()


def _unserved(strategy: Strategy, visible_to: Any) -> Iterator[StrategyFinding]:
    served = GuidelineContribution.objects.filter(
        level__gt=0, measure__in=Measure.objects.filter(strategy=strategy).pursued()
    )
    pairs = served.values_list("guideline", "guideline__successor")
    reached = {successor or guideline for guideline, successor in pairs}
    for guideline in _elements(strategy, visible_to).guidelines().order_by("position"):
        if guideline.pk not in reached:
            yield StrategyFinding(
                rule=Rule.UNSERVED,
                name=guideline.name_with_number,
                url=reverse("measures:guideline_matrix"),
                detail=_("Keine Maßnahme, die verfolgt wird, leistet einen Beitrag."),
                element=guideline.pk,
            )


def _empty_fields(strategy: Strategy, visible_to: Any) -> Iterator[StrategyFinding]:
    pursued = Measure.objects.filter(strategy=strategy).pursued()
    used = {
        successor or field for field, successor in pursued.values_list("field", "field__successor")
    }
    fields = _elements(strategy, visible_to).fields_of_action().order_by("position")
    for field in fields:
        if field.pk not in used:
            yield StrategyFinding(
                rule=Rule.EMPTY_FIELD,
                name=field.name_with_number,
                url=field.get_absolute_url(),
                detail=_("Kein Vorhaben gehört zu diesem Handlungsfeld."),
                element=field.pk,
            )


# -- objectives --------------------------------------------------------------------------------
def _unmoved(
    strategy: Strategy, since: date | None, until: date, visible_to: Any
) -> Iterator[StrategyFinding]:
    objectives = list(
        _elements(strategy, visible_to).of_kind(Element.Kind.OBJECTIVE).order_by("position", "pk")
    )
    keys = [objective.pk for objective in objectives]
    lines = _lines(keys)
    for objective in objectives:
        if detail := _why_unmoved(lines.get(objective.pk, []), since, until):
            yield StrategyFinding(
                rule=Rule.UNMOVED,
                name=objective.name_with_number,
                url=objective_address(objective),
                detail=detail,
                element=objective.pk,
            )


def _lines(objectives: Sequence[UUID]) -> Mapping[UUID, list[IndicatorLine]]:
    """By objective its own indicators and those of the measures that are pursued for it."""
    found = {key: list(lines) for key, lines in indicators_of_objectives(objectives).items()}
    through = Measure.objectives.through.objects.filter(
        measure__in=Measure.objects.all().pursued()
    ).values_list("measure", "element", "element__successor")
    pairs = [(measure, successor or element) for measure, element, successor in through]
    by_measure = indicators_of(sorted({measure for measure, _objective in pairs}))
    for measure, objective in pairs:
        found.setdefault(objective, []).extend(by_measure.get(measure, []))
    return found


def _why_unmoved(lines: Sequence[IndicatorLine], since: date | None, until: date) -> str:
    """Why an objective counts as not moving; empty where one of its indicators got better."""
    if not lines:
        return _("Weder das Ziel noch eine seiner Maßnahmen hat eine Kennzahl.")
    changes = [_change(line, since, until) for line in lines]
    if any(change is not None and change > 0 for change in changes):
        return ""
    known = [change for change in changes if change is not None]
    if not known:
        return ngettext(
            "Seine Kennzahl hat keinen neuen Wert.",
            "Keine seiner %(n)d Kennzahlen hat einen neuen Wert.",
            len(lines),
        ) % {"n": len(lines)}
    if any(change < 0 for change in known):
        return _("Keine Kennzahl ist besser geworden, mindestens eine schlechter.")
    return _("Keine Kennzahl hat sich verändert.")


def _change(line: IndicatorLine, since: date | None, until: date) -> Decimal | None:
    """How much better the last value by ``until`` is than what was known at ``since``; None without a new one."""
    known = [value for value in line.values if value.on <= until]
    older = [value for value in known if since is not None and value.on <= since]
    if not known or len(known) == len(older):
        return None
    start = older[-1].value if older else line.baseline
    if start is None:
        return None
    rise = known[-1].value - start
    return rise if line.direction == Indicator.Direction.RISING else -rise


# -- what comes back ---------------------------------------------------------------------------
def _again(now: CycleDocument, before: CycleDocument) -> Iterator[StrategyFinding]:
    earlier = {row.measure_id: row for row in before.measures}
    for row in sorted(now.measures, key=lambda each: each.number):
        if last := earlier.get(row.measure_id):
            yield from _coming_back(row, last)


def _coming_back(row: Row, last: Row) -> Iterator[StrategyFinding]:
    if row.light == last.light == RED:
        yield _about(Rule.RED_AGAIN, row, row.obstacles or last.obstacles)
    if row.is_missing and last.is_missing:
        yield _about(Rule.SILENT_AGAIN, row, _("Zu zwei Stichtagen gab es keine Meldung."))
    broken = _unkept(row)
    if broken and _unkept(last):
        yield _about(Rule.BROKEN_AGAIN, row, "; ".join(broken))


def _unkept(row: Row) -> list[str]:
    return [check.text for check in row.checks if check.outcome != Outcome.DONE]


def _about(rule: Rule, row: Row, detail: str) -> StrategyFinding:
    return StrategyFinding(
        rule=rule,
        name=f"{row.number} {row.title}",
        url=reverse("measures:measure_detail", args=[row.number]),
        detail=detail,
        measure=row.number,
    )
