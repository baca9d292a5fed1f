"""The rules beside the models, with what is due under each of them now."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime

from django.apps import apps
from django.db.models import Min, Model

from smartregion.core.retention import Retention, Words, rule_of


@dataclass(frozen=True)
class RuleLine:
    """One model under its rule; ``oldest`` is the day or moment of the oldest row that is due."""

    model: type[Model]
    rule: Retention
    due: int
    oldest: object

    @property
    def name(self) -> str:
        return self.model._meta.label


def ruled_models() -> Iterator[tuple[type[Model], Retention]]:
    """All models that hold personal data, from the ground up."""
    for model in apps.get_models():
        rule = rule_of(model)
        if isinstance(rule, Retention):
            yield model, rule


def rule_lines(*, at: datetime) -> list[RuleLine]:
    """What is due at a moment, for each model; nothing is removed."""
    return [_line(model, rule, at) for model, rule in ruled_models()]


def due_counts(*, at: datetime) -> dict[str, int]:
    """How many rows of each model with a period are past it."""
    timed = ((model, rule) for model, rule in ruled_models() if rule.due)
    return {model._meta.label: rule.rows_due(model, at).count() for model, rule in timed}


def _line(model: type[Model], rule: Retention, at: datetime) -> RuleLine:
    rows = rule.rows_due(model, at)
    oldest = rows.order_by().aggregate(oldest=Min(rule.since))["oldest"] if rule.since else None
    return RuleLine(model, rule, rows.count() if rule.due else 0, oldest)


@dataclass(frozen=True)
class Kind:
    """Rows of several models that people would call by one name."""

    label: Words
    lines: tuple[RuleLine, ...]

    @property
    def rule(self) -> Retention:
        return self.lines[0].rule

    @property
    def periods(self) -> list[Words]:
        """Each period once; mostly there is one."""
        return list(dict.fromkeys(str(line.rule.period) for line in self.lines))

    @property
    def due(self) -> int:
        return sum(line.due for line in self.lines)

    @property
    def is_timed(self) -> bool:
        return any(line.rule.due for line in self.lines)


def kinds(lines: list[RuleLine]) -> list[Kind]:
    """Grouped by what they are called, in alphabetical order."""
    groups: dict[str, list[RuleLine]] = {}
    for line in lines:
        groups.setdefault(str(line.rule.label), []).append(line)
    return [Kind(label, tuple(found)) for label, found in sorted(groups.items())]
