"""What people said."""

import uuid

import factory

from participation.contributions.codes import receipt_code, receipt_hash
from participation.contributions.models import (
    Answer,
    Contribution,
    Moderation,
    Objection,
    Report,
)
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


class ReportFactory(factory.django.DjangoModelFactory):
    """A report nobody has looked at yet; ``code`` is the one that finds it again."""

    class Meta:
        model = Report
        exclude = ("code",)

    code = factory.LazyFunction(lambda: receipt_code(uuid.uuid4()))
    contribution = factory.SubFactory(ContributionFactory)
    category = Report.Category.INSULT
    text = "Der letzte Satz."
    receipt_hash = factory.LazyAttribute(lambda made: receipt_hash(made.code))
    reported_at = NOON


class ModerationFactory(factory.django.DjangoModelFactory):
    """A step against a text that is hidden by it."""

    class Meta:
        model = Moderation

    contribution = factory.SubFactory(ContributionFactory, is_hidden=True)
    step = Moderation.Step.HIDDEN
    reason = Moderation.Reason.INSULT
    explanation = "Herabsetzend."
    at = NOON


class ObjectionFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = Objection

    moderation = factory.SubFactory(ModerationFactory)
    text = "Das war ein Zitat."
    made_at = NOON
