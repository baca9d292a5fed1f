"""Writing what the profile of a measure says."""

from datetime import datetime
from typing import Any

from django.db import transaction

from measures.actions.cover import check_cover
from measures.actions.editing import claim_edit
from measures.actions.history import field_in_words, note
from measures.models import Audience, Measure
from smartregion.core.audit import record
from strategy.models import Element

# Names of several things at once; everything else is one value.
MANY = ("further_fields", "objectives", "municipalities")


@transaction.atomic
def create_measure(*, by: Any, field: Element, **values: Any) -> Measure:
    """A new measure, proposed for the strategy of its field of action.

    ``audiences`` are the situations in life that it is for; all other values are named as in the model.
    """
    several = {name: values.pop(name) for name in (*MANY, "audiences") if name in values}
    measure = Measure.objects.create(strategy=field.strategy, field=field, **values)
    for name, chosen in several.items():
        if chosen:
            _put(measure, name, chosen)
    record(by=by, verb="create_measure", subject=measure)
    return measure


@transaction.atomic
def change_measure(
    *, measure: Measure, by: Any, at: datetime, lock_version: int, **values: Any
) -> Measure:
    """Write new values, unless somebody else was faster (``EditConflict``).

    What each changed field said and says now goes into the history, in words.
    """
    claim_edit(measure, lock_version)
    stored = Measure.objects.get(pk=measure.pk)
    changed = sorted(name for name, value in values.items() if _differs(stored, name, value))
    old = {name: field_in_words(stored, name) for name in changed}
    for name in changed:
        _put(stored, name, values[name])
    stored.save()
    if "cost_eur" in changed:
        check_cover(stored)
    for name in changed:
        new = field_in_words(stored, name)
        note(measure=stored, by=by, at=at, field=name, old=old[name], new=new)
    record(by=by, verb="change_measure", subject=stored, changes={"fields": changed})
    return stored


def _differs(measure: Measure, name: str, value: Any) -> bool:
    if name in MANY:
        return set(getattr(measure, name).all()) != set(value)
    if name == "audiences":
        return set(measure.audiences.values_list("situation", flat=True)) != set(value)
    return bool(getattr(measure, name) != value)


def _put(measure: Measure, name: str, value: Any) -> None:
    if name in MANY:
        getattr(measure, name).set(value)
    elif name == "audiences":
        measure.audiences.exclude(situation__in=value).delete()
        there = set(measure.audiences.values_list("situation", flat=True))
        Audience.objects.bulk_create(
            Audience(measure=measure, situation=situation)
            for situation in dict.fromkeys(value)
            if situation not in there
        )
    else:
        setattr(measure, name, value)
