"""Working groups, and the project profiles that they write together and hand in."""

import uuid
from datetime import datetime
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from participation.contributions.actions import record_contribution
from participation.contributions.models import Contribution
from participation.events.models import Event, ProjectProfile, WorkingGroup
from smartregion.core import audit
from smartregion.core.codes import keyed, written
from smartregion.core.editing import write_if_unchanged
from smartregion.core.errors import WrongState
from strategy.models import Element

# A table of people writes a handful; a leaked link shall not fill the database.
MOST_PROFILES = 20
NAME_LENGTH = 80


@transaction.atomic
def create_group(
    *,
    event: Event,
    title: str,
    closes_at: datetime,
    by: Any,
    task: str = "",
    element: Element | None = None,
) -> WorkingGroup:
    """Set up a table; its link is what the people at it need."""
    group = WorkingGroup.objects.create(
        event=event, title=title, task=task, element=element, closes_at=closes_at
    )
    audit.record(by=by, verb="create_group", subject=group)
    return group


@transaction.atomic
def change_group(*, group: WorkingGroup, by: Any, **values: Any) -> None:
    """Change name, task, field of action or the end of writing."""
    for name, value in values.items():
        setattr(group, name, value)
    group.save(update_fields=list(values))
    audit.record(by=by, verb="change_group", subject=group, changes={"fields": sorted(values)})


@transaction.atomic
def replace_link(*, group: WorkingGroup, by: Any) -> None:
    """Give the group a new link: the old one, which got around, leads nowhere any more."""
    group.key = uuid.uuid4()
    group.save(update_fields=["key"])
    audit.record(by=by, verb="replace_link", subject=group)


@transaction.atomic
def begin_profile(*, group: WorkingGroup, title: str, at: datetime) -> ProjectProfile:
    """Begin a profile; whoever is at the table goes on with it."""
    _refuse_closed(group, at)
    # The lock of the group: two who begin at once are counted one after the other.
    WorkingGroup.objects.select_for_update().get(pk=group.pk)
    if group.profiles.count() >= MOST_PROFILES:
        raise ValidationError(
            _("Mehr als %(n)d Steckbriefe nimmt eine Arbeitsgruppe nicht auf."),
            code="too_many",
            params={"n": MOST_PROFILES},
        )
    return ProjectProfile.objects.create(group=group, title=title, written_at=at)


@transaction.atomic
def write_profile(
    *, profile: ProjectProfile, at: datetime, lock_version: int, **values: str
) -> None:
    """Write on, unless somebody else at the table was faster (``EditConflict``)."""
    _refuse_closed(profile.group, at)
    _refuse_handed_in(profile)
    rows = ProjectProfile.objects.filter(pk=profile.pk, handed_in_at=None)
    write_if_unchanged(rows, lock_version=lock_version, written_at=at, **values)


@transaction.atomic
def hand_in_profile(*, profile: ProjectProfile, at: datetime) -> Contribution:
    """Make it a contribution with the group as its author; after that it stays as it is."""
    _refuse_closed(profile.group, at)
    stored = ProjectProfile.objects.select_for_update().select_related("group").get(pk=profile.pk)
    _refuse_handed_in(stored)
    _refuse_incomplete(stored)
    group, event = stored.group, stored.group.event
    stored.contribution = record_contribution(
        channel=Contribution.Channel.EVENT,
        text=text_of(stored),
        author_name=group.title[:NAME_LENGTH],
        elements=[group.element] if group.element else event.elements.all(),
        receipt_code=code_of(stored),
        is_example=event.is_example,
        at=at,
    )
    stored.handed_in_at = at
    stored.save(update_fields=["contribution", "handed_in_at"])
    return stored.contribution


def code_of(profile: ProjectProfile) -> str:
    """The receipt code, the same whenever the table looks it up."""
    return written(keyed(b"project profile receipt code", str(profile.pk).encode()))


def text_of(profile: ProjectProfile) -> str:
    """The profile as one text: each answer under its question."""
    said = [f"{question}\n{answer.strip()}" for question, answer in profile.parts]
    return "\n\n".join([profile.title, *said])


def _refuse_closed(group: WorkingGroup, at: datetime) -> None:
    if not group.is_open(at) or group.event.is_cancelled:
        raise WrongState(_("Die Zeit zum Schreiben in dieser Arbeitsgruppe ist vorbei."))


def _refuse_handed_in(profile: ProjectProfile) -> None:
    if profile.is_handed_in:
        raise WrongState(_("Dieser Steckbrief ist abgegeben und bleibt, wie er ist."))


def _refuse_incomplete(profile: ProjectProfile) -> None:
    missing = [profile.question(name) for name in ("goal", "idea") if not getattr(profile, name)]
    if missing:
        raise ValidationError(
            _("Zum Abgeben fehlt noch: %(missing)s"),
            code="incomplete",
            params={"missing": ", ".join(missing)},
        )
