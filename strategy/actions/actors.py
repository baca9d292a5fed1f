"""Groups that the strategy concerns, and recording how they took part."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from smartregion.core import audit
from smartregion.core.errors import WrongState
from smartregion.core.slugs import free_slug
from smartregion.county.models import Organisation
from strategy.models import ActorGroup, Involvement, ProcessPhase, Strategy


@dataclass(frozen=True)
class Event:
    """A date on which groups took part: a workshop, a hearing, a mailing."""

    format: str
    on: date
    phase: ProcessPhase | None = None
    note: str = ""


@dataclass(frozen=True)
class Attendance:
    """The part one group had in an event; ``people`` is None where nobody counted."""

    group: ActorGroup
    level: str
    people: int | None = None
    organisation: Organisation | None = None


@transaction.atomic
def record_event(
    *, strategy: Strategy, event: Event, attendances: Sequence[Attendance], by: Any, on: date
) -> list[Involvement]:
    """Enter several groups at once for one date of one format."""
    _refuse_future(event.on, on)
    if not attendances:
        raise ValidationError(
            _("Bitte geben Sie bei mindestens einer Gruppe an, wie sie beteiligt war."),
            code="nobody",
        )
    _refuse_second_entry(strategy, event, attendances)
    involvements = Involvement.objects.bulk_create(
        Involvement(
            strategy=strategy,
            group=each.group,
            organisation=each.organisation,
            phase=event.phase,
            format=event.format,
            level=each.level,
            on=event.on,
            people=each.people,
            note=event.note,
        )
        for each in attendances
    )
    audit.record(
        by=by,
        verb="record_event",
        subject=strategy,
        changes={"format": event.format, "groups": [each.group.slug for each in attendances]},
    )
    return involvements


@transaction.atomic
def save_involvement(*, involvement: Involvement, by: Any, on: date) -> None:
    """Correct one entry."""
    _refuse_future(involvement.on, on)
    organisation = involvement.organisation
    if organisation and not involvement.group.organisations.filter(pk=organisation.pk).exists():
        raise ValidationError(
            {"organisation": _("Diese Organisation gehört nicht zur gewählten Gruppe.")},
            code="foreign_organisation",
        )
    involvement.save()
    audit.record(by=by, verb="save_involvement", subject=involvement)


@transaction.atomic
def remove_involvement(*, involvement: Involvement, by: Any) -> None:
    """Take back an entry that was made by mistake."""
    audit.record(by=by, verb="remove_involvement", subject=involvement)
    involvement.delete()


@transaction.atomic
def save_group(
    *,
    group: ActorGroup,
    organisations: Iterable[Organisation],
    english: Mapping[str, str],
    by: Any,
) -> ActorGroup:
    """Add or change a group; its slug stays what it was at first."""
    given = {name: words for name, words in english.items() if words}
    group.translations = {**group.translations, "en": given}
    if not group.slug:
        # "neu" is the address of the form in which groups are made.
        taken = ["neu", *ActorGroup.objects.values_list("slug", flat=True)]
        group.slug = free_slug(group.name, taken=taken, otherwise="gruppe")
    group.save()
    group.organisations.set(organisations)
    audit.record(by=by, verb="save_group", subject=group)
    return group


@transaction.atomic
def remove_group(*, group: ActorGroup, by: Any) -> None:
    """Only a group that never took part may go: else its voice would vanish from the record."""
    if group.involvements.exists():
        raise WrongState(
            _("Diese Gruppe war schon beteiligt. Sie bleibt stehen, damit das nachlesbar ist.")
        )
    audit.record(by=by, verb="remove_group", subject=group)
    group.delete()


def _refuse_future(day: date, on: date) -> None:
    if day > on:
        raise ValidationError(
            {"on": _("Das Datum liegt in der Zukunft. Tragen Sie ein, was stattgefunden hat.")},
            code="future",
        )


def _refuse_second_entry(
    strategy: Strategy, event: Event, attendances: Sequence[Attendance]
) -> None:
    there = strategy.involvements.filter(
        format=event.format, on=event.on, group__in=[each.group for each in attendances]
    )
    twice = sorted(set(there.values_list("group__name", flat=True)))
    if twice:
        raise ValidationError(
            _("Für diesen Tag und dieses Format ist schon eingetragen: %(groups)s.")
            % {"groups": ", ".join(twice)},
            code="entered_twice",
        )
