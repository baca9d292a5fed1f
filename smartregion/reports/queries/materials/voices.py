"""What people said and the county took up: where it was said, why, and what grew from it."""

from collections.abc import Iterable, Sequence
from datetime import datetime
from uuid import UUID

from django.contrib.auth.models import AnonymousUser
from django.db.models import Prefetch
from django.utils import timezone

from participation.contributions.models import Contribution
from participation.contributions.queries import Said, said
from participation.contributions.slots import Outcome, Rewording, outcomes, places, rewordings
from smartregion.reports.briefs import Brief
from smartregion.reports.queries.materials.registry import Content, material
from smartregion.reports.rendering.languages import LANGUAGE
from strategy.models import Element
from strategy.queries import fields_of_action

PUBLIC = AnonymousUser()


@material("voices")
def _voices(_brief: Brief, _at: datetime) -> list[Content]:
    """Everything that was taken up, the oldest first, whatever the way it came."""
    rows = Contribution.objects.filter(is_hidden=False, state=Contribution.State.TAKEN_UP)
    known = Prefetch("elements", Element.objects.visible_to(PUBLIC))
    found = list(
        rows.select_related("municipality").prefetch_related(known).order_by("written_at", "pk")
    )
    keys = [one.pk for one in found]
    shown, grown = said(found), grown_from(keys)
    spots = places.of(keys, visible_to=PUBLIC)
    worded = rewordings.of(keys, visible_to=PUBLIC)
    fields = _fields(found)
    return [
        {
            **as_said(shown[one.pk]),
            "channel": shown[one.pk].channel,
            "place": ", ".join(dict.fromkeys(each.title for each in spots[one.pk])),
            "fields": fields[one.pk],
            "grown": grown[one.pk],
            "rewording": _reworded(worded[one.pk]),
        }
        for one in found
    ]


def as_said(said: Said) -> Content:
    """A contribution as a report quotes it: without its author, and where it is hidden without its words."""
    return {
        # By it the page of the contribution finds the reports that quote it; hidden, nothing is quoted.
        "id": "" if said.is_hidden else said.id,
        "text": said.text,
        "municipality": said.municipality,
        "said_on": timezone.localdate(said.written_at),
        "is_hidden": said.is_hidden,
        "state": said.badge.label,
        "reason": said.answer.reason if said.answer else "",
        "office": said.answer.office if said.answer else "",
        "answered_on": said.answer and timezone.localdate(said.answer.at),
    }


def grown_from(keys: Sequence[UUID]) -> dict[UUID, list[Content]]:
    """The public measures that grew from these contributions, by name and state."""
    found = outcomes.of(keys, visible_to=PUBLIC)
    return {key: [_grown(each) for each in found[key]] for key in keys}


def _grown(outcome: Outcome) -> Content:
    return {"kind": outcome.kind, "title": outcome.title, "state": outcome.state}


def _reworded(found: Iterable[Rewording]) -> Content | None:
    """How the words it was about read today, where they were changed."""
    changed = next((each for each in found if not each.is_unchanged), None)
    return {"words": changed.words, "version": changed.version} if changed else None


def _fields(found: Sequence[Contribution]) -> dict[UUID, list[str]]:
    """By contribution the fields of action it is about: those it names, and those its measures serve."""
    home = fields_of_action(language=LANGUAGE).home
    by_key: dict[UUID, list[str]] = {}
    for one in found:
        keys = [element.pk for element in one.elements.all()]
        by_key[one.pk] = list(dict.fromkeys(home[key].title for key in keys if key in home))
    return by_key
