"""What a measure waits for: written under a lock, so that two people never close a circle together."""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.core.exceptions import ValidationError
from django.db.models import Q
from django.utils.translation import gettext as _

from measures.actions.rows import rewriting
from measures.models import Dependency, Measure
from smartregion.core.ordering import circle_in
from strategy.models import Strategy


@dataclass(frozen=True)
class DependencyRow:
    """A dependency as it should be."""

    other: Measure
    kind: str
    note: str = ""


def set_dependencies(
    *,
    measure: Measure,
    by: Any,
    at: datetime,
    lock_version: int,
    rows: Sequence[DependencyRow],
) -> None:
    """Make these the dependencies that stand at this measure; those named at others stay."""
    with rewriting(
        "dependencies",
        measure=measure,
        by=by,
        at=at,
        lock_version=lock_version,
        words=dependency_in_words,
    ):
        _lock_dependencies(measure)
        measure.dependencies.all().delete()
        wanted = [
            Dependency(measure=measure, other=row.other, kind=row.kind, note=row.note)
            for row in rows
        ]
        _refuse_impossible(measure, wanted)
        Dependency.objects.bulk_create(wanted)


def inherit_dependencies(*, source: Measure, target: Measure) -> None:
    """Hand over what a measure waits for, and what waits for it, to the one it is merged into.

    What would then depend on itself, stand twice or close a circle goes: the target's own word counts.
    """
    _lock_dependencies(target)
    touching = Dependency.objects.filter(Q(measure=source) | Q(other=source))
    for row in touching.select_related("measure", "other"):
        row.delete()
        row.measure = target if row.measure_id == source.pk else row.measure
        row.other = target if row.other_id == source.pk else row.other
        if _is_possible(row):
            Dependency.objects.create(
                measure=row.measure, other=row.other, kind=row.kind, note=row.note
            )


def dependency_in_words(row: Dependency) -> str:
    """A dependency in one line, as the history and the page of a conflict show it."""
    line = f"{row.get_kind_display()} {row.other.number} {row.other.title}"
    return f"{line} ({row.note})" if row.note else line


def _lock_dependencies(measure: Measure) -> None:
    """One at a time in a strategy: two edges that are harmless alone may close a circle together."""
    Strategy.objects.select_for_update().get(pk=measure.strategy_id)


# -- what cannot be ----------------------------------------------------------------------------
def _refuse_impossible(measure: Measure, wanted: Sequence[Dependency]) -> None:
    _refuse_strange(measure, wanted)
    stored = _stored_in(measure.strategy_id)
    _refuse_circle([*stored, *wanted])
    _refuse_said_before(wanted, stored)


def _refuse_strange(measure: Measure, wanted: Sequence[Dependency]) -> None:
    """Itself, a measure of another strategy, the same one twice."""
    for number, times in Counter(row.other.number for row in wanted).items():
        if number == measure.number:
            text = _("Eine Maßnahme hängt nicht von sich selbst ab.")
            raise ValidationError(text, code="dependency_on_itself")
        if times > 1:
            text = _("%(number)s steht hier mehrmals. Bitte nennen Sie jede Maßnahme nur einmal.")
            raise ValidationError(text % {"number": number}, code="dependency_twice")
    for row in wanted:
        if row.other.strategy_id != measure.strategy_id:
            text = _("%(number)s gehört zu einer anderen Strategie.")
            raise ValidationError(text % {"number": row.other.number}, code="dependency_foreign")


def _refuse_circle(rows: Sequence[Dependency]) -> None:
    numbers = {each.pk: each.number for row in rows for each in (row.measure, row.other)}
    if circle := circle_in(row.edge for row in rows if row.edge):
        text = _("Das ergibt einen Kreis, in dem jede Maßnahme auf die nächste wartet: %(circle)s.")
        way = " → ".join(numbers[pk] for pk in reversed(circle))
        raise ValidationError(text % {"circle": way}, code="dependency_circle")


def _refuse_said_before(wanted: Sequence[Dependency], stored: Iterable[Dependency]) -> None:
    """Between two measures there is one word only, at whichever of them it was said."""
    said = {_pair(row): row for row in stored}
    for row in wanted:
        if found := said.get(_pair(row)):
            text = _("Bei %(number)s steht schon: %(said)s. Bitte ändern Sie es dort.")
            values = {"number": found.measure.number, "said": str(found)}
            raise ValidationError(text % values, code="dependency_twice")


def _is_possible(row: Dependency) -> bool:
    try:
        _refuse_impossible(row.measure, [row])
    except ValidationError:
        return False
    return True


def _stored_in(strategy: Any) -> list[Dependency]:
    inside = Dependency.objects.filter(measure__strategy=strategy)
    return list(inside.select_related("measure", "other"))


def _pair(row: Dependency) -> frozenset[Any]:
    return frozenset((row.measure_id, row.other_id))
