"""The thread from what people said to the report, looked at link by link.

Each room walks along its own part and registers how when the application starts. Foreign keys are
protected, so that nothing should ever be found; the walk is there for what keys cannot hold, and for
rows that were written around them.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from typing import Any

from django.db.models import Exists, F, Model, OuterRef, Subquery, Value
from django.db.models.functions import Coalesce
from django.utils.translation import gettext as _

from participation.contributions.models import Answer, Cluster, Contribution
from participation.contributions.slots import places

BATCH = 500
# Whatever was said by these ways was said somewhere; letters and calls may stand alone.
PLACED = (
    Contribution.Channel.FORUM,
    Contribution.Channel.COMMENT,
    Contribution.Channel.SURVEY,
)


@dataclass
class Walk:
    """What was looked at, and what hangs loose."""

    looked_at: int = 0
    loose_ends: list[str] = field(default_factory=list)

    def along(self, model: type[Model], *links: str) -> None:
        """Each row's links lead to a row that is there."""
        for name in links:
            target: Any = model._meta.get_field(name)
            rows: Any = model._default_manager.exclude(**{name: None})
            self.looked_at += rows.count()
            there = target.remote_field.model._default_manager.filter(pk=OuterRef(target.attname))
            self.find(rows.filter(~Exists(there)), _("„%(link)s“ führt ins Leere") % {"link": name})

    def find(self, rows: Iterable[Model], what: str) -> None:
        """These rows should not be there."""
        self.loose_ends += [f"{row._meta.object_name} {row.pk}: {what}" for row in rows]


Part = Callable[[Walk], None]
parts: list[Part] = []


class AllSeeing:
    """Asks in the name of nobody and sees everything, drafts included."""

    is_authenticated = True

    def has_perm(self, _permission: str, _subject: object = None) -> bool:
        return True


def walk() -> Walk:
    """All parts of the thread, from below upwards."""
    done = Walk()
    for part in parts:
        part(done)
    return done


def among_contributions(walk: Walk) -> None:
    """Contributions, their answers, and the places at which they were said."""
    walk.along(Contribution, "reply_to", "municipality")
    walk.along(Answer, "contribution", "cluster")
    _members_are_there(walk)
    _states_are_answered(walk)
    _places_are_there(walk)


def _members_are_there(walk: Walk) -> None:
    answers = Answer.objects.filter(cluster=OuterRef("pk"))
    walk.find(
        Cluster.objects.filter(~Exists(answers)), _("Gruppe, die keine gemeinsame Antwort hat")
    )
    member = Cluster.members.through.objects.filter(
        cluster=OuterRef("cluster"), contribution=OuterRef("contribution")
    )
    stray = Answer.objects.filter(~Exists(member), cluster__isnull=False)
    walk.find(stray, _("Antwort einer Gruppe, zu der der Beitrag nicht gehört"))


def _states_are_answered(walk: Walk) -> None:
    """The state of a contribution is that of its newest answer; without one it is new."""
    newest = Answer.objects.filter(contribution=OuterRef("pk")).order_by("-at", "-pk")
    told = Coalesce(Subquery(newest.values("state")[:1]), Value(Contribution.State.NEW.value))
    every = Contribution.objects.annotate(told=told)
    walk.looked_at += every.count()
    walk.find(every.exclude(told=F("state")), _("Der Stand folgt nicht aus der letzten Antwort"))


def _places_are_there(walk: Walk) -> None:
    placed = Contribution.objects.filter(channel__in=PLACED).order_by("pk")
    keys = list(placed.values_list("pk", flat=True))
    walk.looked_at += len(keys)
    for start in range(0, len(keys), BATCH):
        found = places.of(keys[start : start + BATCH], visible_to=AllSeeing())
        lost = [key for key, where in found.items() if not where]
        walk.find(Contribution.objects.filter(pk__in=lost), _("Der Ort, an dem er stand, fehlt"))
