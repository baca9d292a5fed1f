"""What people said."""

import factory

from participation.contributions.models import Answer, Contribution
from tests.factories.dates import NOON


class ContributionFactory(factory.django.DjangoModelFactory):
    """A letter, which needs no place; what is said in a forum comes from ``PostFactory``."""

    class Meta:
        model = Contribution

    channel = Contribution.Channel.LETTER
    author_name = factory.Sequence(lambda n: f"Anwohnerin {n}")
    text = factory.Sequence(lambda n: f"Der Bus {n} fährt zu selten.")
    written_at = NOON


class AnswerFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = Answer

    contribution = factory.SubFactory(ContributionFactory)
    state = Contribution.State.TAKEN_UP
    reason = "Der Fahrplan wird ergänzt."
    office = "Fachdienst Verkehr"
    at = NOON
