"""Writes to the structure data: characteristics, and the figures of a checked file."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import Max
from django.utils.translation import gettext as _

from smartregion.core import audit
from smartregion.core.rows import moved, write_places
from strategy.models import Characteristic, StructureFigure
from strategy.queries.situation_import import KEY, NAME, Change, NewFigure, Plan, plan_of


# -- characteristics ---------------------------------------------------------------------------
@transaction.atomic
def save_characteristic(
    *, characteristic: Characteristic, english: Mapping[str, str], by: Any
) -> Characteristic:
    """Add a characteristic behind the others, or change one without making its figures wrong."""
    if characteristic.code in (KEY, NAME):
        refusal = _("So heißt in der Datei schon die Spalte mit Schlüssel oder Name der Gemeinde.")
        raise ValidationError({"code": refusal}, code="reserved")
    is_new = characteristic.pk is None
    if is_new:
        last = Characteristic.objects.aggregate(last=Max("position"))["last"]
        characteristic.position = 0 if last is None else last + 1
    else:
        _refuse_wrong_kind(characteristic)
    given = {name: words for name, words in english.items() if words}
    characteristic.translations = {"en": given} if given else {}
    characteristic.save()
    audit.record(by=by, verb="save_characteristic", subject=characteristic)
    return characteristic


def _refuse_wrong_kind(characteristic: Characteristic) -> None:
    if characteristic.kind != Characteristic.Kind.SHARE:
        return
    too_large = characteristic.figures.filter(value__gt=100).count()
    if too_large:
        refusal = _("%(n)d gespeicherte Zahlen liegen über 100. Das können keine Prozente sein.")
        raise ValidationError({"kind": refusal % {"n": too_large}}, code="no_share")


@transaction.atomic
def move_characteristic(*, characteristic: Characteristic, up: bool, by: Any) -> None:
    """Let a characteristic change places with its neighbour; at the end of the row nothing happens."""
    row = list(Characteristic.objects.select_for_update())
    here = row.index(characteristic)
    if moved(row, here, here - 1 if up else here + 1):
        write_places(row)
        audit.record(by=by, verb="move_characteristic", subject=characteristic, changes={"up": up})


@transaction.atomic
def remove_characteristic(*, characteristic: Characteristic, by: Any) -> None:
    """Take away a characteristic of which nothing is known."""
    count = characteristic.figures.count()
    if count:
        refusal = _("Zu diesem Merkmal sind %(n)d Zahlen gespeichert. Löschen Sie zuerst diese.")
        raise ValidationError(refusal % {"n": count}, code="has_figures")
    audit.record(by=by, verb="remove_characteristic", subject=characteristic)
    characteristic.delete()


# -- figures -----------------------------------------------------------------------------------
@dataclass(frozen=True)
class Imported:
    """How many figures an import has added, changed and found as they are."""

    new: int
    changed: int
    unchanged: int


@transaction.atomic
def import_figures(
    *, figures: Sequence[NewFigure], as_of: date, source: str, expected: str, by: Any
) -> Imported:
    """Store the figures of a checked file exactly as the preview showed it.

    ``expected`` is the fingerprint of the plan that was shown. Where somebody else has written one
    of the figures since, nothing is stored (code ``changed_since``). Empty cells of the file are not
    among the figures: what is known is never overwritten by nothing.
    """
    stored = StructureFigure.objects.select_for_update(of=("self",))
    plan = plan_of(figures, as_of=as_of, source=source, stored=stored)
    if plan.fingerprint != expected:
        raise ValidationError(
            _("Seit der Vorschau hat jemand dieselben Zahlen geändert. Gespeichert ist nichts."),
            code="changed_since",
        )
    done = Imported(len(plan.new), len(plan.changed), len(plan.unchanged))
    for characteristic in plan.characteristics:
        _note_import(plan, characteristic, by)
    _store(plan)
    return done


def _note_import(plan: Plan, characteristic: Characteristic, by: Any) -> None:
    def count(changes: list[Change]) -> int:
        return sum(change.new.characteristic == characteristic for change in changes)

    audit.record(
        by=by,
        verb="import_figures",
        subject=characteristic,
        changes={
            "as_of": plan.as_of.isoformat(),
            "source": plan.source,
            "new": count(plan.new),
            "changed": count(plan.changed),
        },
    )


def _store(plan: Plan) -> None:
    changed = plan.changed
    StructureFigure.objects.bulk_create(
        StructureFigure(
            characteristic=change.new.characteristic,
            municipality=change.new.municipality,
            as_of=plan.as_of,
            value=change.new.value,
            source=plan.source,
        )
        for change in plan.new
    )
    corrected = [change.stored for change in changed if change.stored]
    for figure, change in zip(corrected, changed, strict=True):
        figure.value, figure.source = change.new.value, plan.source
    StructureFigure.objects.bulk_update(corrected, ["value", "source"])


@transaction.atomic
def remove_figures(*, characteristic: Characteristic, as_of: date, by: Any) -> int:
    """Take back all figures of a characteristic on one day, for example after a wrong import."""
    count, _by_model = characteristic.figures.filter(as_of=as_of).delete()
    changes = {"as_of": as_of.isoformat(), "rows": count}
    audit.record(by=by, verb="remove_figures", subject=characteristic, changes=changes)
    return count
