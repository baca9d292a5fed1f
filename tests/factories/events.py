"""Events: ``EventFactory()`` is public and begins a week after ``NOON``; ``past``, ``running``, ``draft``."""

from datetime import timedelta
from typing import Any

import factory

from participation.events.models import AgendaItem, Event, Registration
from tests.factories.accounts import UserFactory
from tests.factories.dates import NOON


class EventFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = Event

    class Params:
        draft = factory.Trait(is_public=False)
        past = factory.Trait(
            starts_at=NOON - timedelta(days=7), ends_at=NOON - timedelta(days=7, hours=-3)
        )
        running = factory.Trait(
            starts_at=NOON - timedelta(hours=1), ends_at=NOON + timedelta(hours=2)
        )
        cancelled = factory.Trait(cancelled_at=NOON, cancelled_because="Der Saal ist gesperrt.")
        virtual = factory.Trait(form="virtual", place="", join_link="https://video.example/raum")

    slug = factory.Sequence(lambda n: f"werkstatt-{n}")
    kind = "workshop"
    title = factory.Sequence(lambda n: f"Themenwerkstatt {n}")
    summary = "Wir sprechen über Busse, Bahnen und den Weg dazwischen."
    description = "<p>Bringen Sie Ihre Fragen mit.</p>"
    starts_at = NOON + timedelta(days=7)
    ends_at = NOON + timedelta(days=7, hours=3)
    place = "Kreishaus, Großer Saal"
    responsible = factory.SubFactory(UserFactory)
    is_public = True


class AgendaItemFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = AgendaItem

    event = factory.SubFactory(EventFactory)
    starts_at = "18:00"
    minutes = 20
    title = factory.Sequence(lambda n: f"Impuls {n}")
    speaker = "Fachdienst Verkehr"


class RegistrationFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = Registration

    event = factory.SubFactory(EventFactory)
    name = factory.Sequence(lambda n: f"Gast {n}")
    email: Any = factory.Sequence(lambda n: f"gast{n}@example.org")
    state = Registration.State.CONFIRMED
    registered_at = NOON
