"""Minutes and working groups: ``PointFactory(minutes=minutes, text="…")``, ``ProfileFactory(group=group)``."""

from datetime import timedelta
from typing import Any

import factory

from participation.events.models import MinutePoint, Minutes, ProjectProfile, WorkingGroup
from tests.factories.dates import NOON
from tests.factories.events import EventFactory


class MinutesFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = Minutes

    event: Any = factory.SubFactory(EventFactory, past=True)
    intro = "Eingeladen hatte die Stabsstelle, gekommen sind vierzig."


class PointFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = MinutePoint

    minutes = factory.SubFactory(MinutesFactory)
    number = factory.Sequence(lambda n: n + 1)
    text = factory.Sequence(lambda n: f"Der Rufbus {n} soll auch abends fahren.")


class GroupFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = WorkingGroup

    event: Any = factory.SubFactory(EventFactory, running=True)
    title = factory.Sequence(lambda n: f"Arbeitsgruppe {n}")
    task = "Beschreiben Sie ein Projekt, das im nächsten Jahr beginnen kann."
    closes_at = NOON + timedelta(hours=2)


class ProfileFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = ProjectProfile

    group = factory.SubFactory(GroupFactory)
    title = "Ein Bus, der kommt, wenn man ihn ruft"
    goal = "Wer kein Auto hat, kommt abends nach Hause."
    idea = "Drei Rufbusse fahren bis 23 Uhr."
    partners = "Verkehrsbetrieb, drei Gemeinden"
    first_step = "Zwei Monate Probe in Wiesenburg."
    written_at = NOON
