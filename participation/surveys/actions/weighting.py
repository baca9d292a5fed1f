"""Weightings: margins of the population by which the answers of a survey are weighted."""

import hashlib
import json
from collections.abc import Sequence
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from participation.surveys.models import Weighting
from participation.surveys.weighting.margins import PeopleMargin, margins_from, margins_to_json
from smartregion.core import audit
from smartregion.core.errors import WrongState


def fingerprint(weighting: Weighting) -> str:
    """What a plan saw stored; another one means that somebody has written since."""
    return hashlib.sha256(json.dumps(weighting.margins).encode()).hexdigest()


@transaction.atomic
def save_weighting(
    *, weighting: Weighting, code: str, title: str, lower: float, upper: float, by: Any
) -> Weighting:
    """Add a weighting, or change its name and limits."""
    if not 0 < lower <= 1 <= upper:
        raise ValidationError(_("Das kleinste Gewicht liegt zwischen 0 und 1, das größte darüber."))
    others = Weighting.objects.filter(survey=weighting.survey).exclude(pk=weighting.pk)
    if others.filter(code=code).exists():
        raise ValidationError(_("Dieses Kürzel hat schon eine andere Gewichtung."), code="taken")
    weighting.code, weighting.title = code, title
    weighting.lower, weighting.upper = lower, upper
    weighting.save()
    _record("save_weighting", weighting, by)
    return weighting


@transaction.atomic
def delete_weighting(*, weighting: Weighting, by: Any) -> None:
    """Remove a weighting; the answers stay, and figures are shown unweighted again."""
    _record("delete_weighting", weighting, by)
    weighting.delete()


@transaction.atomic
def store_margins(
    *,
    weighting: Weighting,
    margins: Sequence[PeopleMargin],
    by: Any,
    expected: str | None = None,
) -> Weighting:
    """Add margins; one of the same question is replaced. ``expected`` is what the preview saw stored."""
    locked = _locked(weighting)
    if expected is not None and fingerprint(locked) != expected:
        raise ValidationError(
            _(
                "Inzwischen hat jemand die Zahlen geändert. Bitte prüfen Sie die Vorschau noch einmal."
            )
        )
    new = {margin.question: margin for margin in margins}
    kept = {margin.question: margin for margin in margins_from(locked.margins)}
    return _write(locked, list({**kept, **new}.values()), "store_margins", by)


@transaction.atomic
def remove_margin(*, weighting: Weighting, question: str, by: Any) -> Weighting:
    """Take one margin out."""
    locked = _locked(weighting)
    kept = [each for each in margins_from(locked.margins) if each.question != question]
    if len(kept) == len(locked.margins):
        raise WrongState(_("Diese Zahlen sind schon entfernt."))
    return _write(locked, kept, "remove_margin", by)


@transaction.atomic
def join_groups(
    *, weighting: Weighting, question: str, option: str, into: str, by: Any
) -> Weighting:
    """Join two groups of a margin, each named by one of its answers, because from one nobody has answered."""
    locked = _locked(weighting)
    kept = margins_from(locked.margins)
    if question not in {margin.question for margin in kept}:
        raise WrongState(_("Diese Gruppen gibt es so nicht mehr."))
    margins = [
        _joined(margin, option, into) if margin.question == question else margin for margin in kept
    ]
    return _write(locked, margins, "join_groups", by)


def _joined(margin: PeopleMargin, option: str, into: str) -> PeopleMargin:
    one, other = margin.group_with(option), margin.group_with(into)
    if one is None or other is None or one == other:
        raise WrongState(_("Diese Gruppen gibt es so nicht mehr."))
    if len(margin.groups) < 3:
        raise WrongState(
            _("Dann bliebe nur eine Gruppe übrig. Entfernen Sie stattdessen die Zahlen.")
        )
    return margin.joining(one, other)


def _locked(weighting: Weighting) -> Weighting:
    return (
        Weighting.objects.select_for_update(of=("self",))
        .select_related("survey")
        .get(pk=weighting.pk)
    )


def _write(weighting: Weighting, margins: list[PeopleMargin], verb: str, by: Any) -> Weighting:
    weighting.margins = margins_to_json(margins)
    weighting.save(update_fields=["margins"])
    _record(verb, weighting, by)
    return weighting


def _record(verb: str, weighting: Weighting, by: Any) -> None:
    audit.record(by=by, verb=verb, subject=weighting.survey, changes={"weighting": weighting.code})
