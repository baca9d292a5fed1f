"""The live room of an event: questions that people ask while others speak."""

import uuid

from django.db import models
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from participation.contributions.models import Contribution
from participation.events.models.events import Event
from smartregion.core.retention import NO_PERSONAL_DATA, Rule, follows


class LiveQuestion(models.Model):
    """A contribution's place in the live room of an event."""

    retention = Rule({"contribution": follows("event", "state")})

    class State(models.TextChoices):
        NEW = "new", _("neu")
        SHORTLIST = "shortlist", _("vorgemerkt")
        LIVE = "live", _("wird gerade besprochen")
        ANSWERED = "answered", _("besprochen")
        HIDDEN = "hidden", _("ausgeblendet")

    TRANSITIONS = {
        State.NEW: {State.SHORTLIST, State.LIVE, State.ANSWERED, State.HIDDEN},
        State.SHORTLIST: {State.NEW, State.LIVE, State.ANSWERED, State.HIDDEN},
        State.LIVE: {State.SHORTLIST, State.ANSWERED, State.HIDDEN},
        State.ANSWERED: {State.LIVE, State.HIDDEN},
        State.HIDDEN: {State.NEW},
    }

    contribution = models.OneToOneField(
        Contribution, on_delete=models.PROTECT, related_name="live_question", primary_key=True
    )
    event = models.ForeignKey(Event, on_delete=models.PROTECT, related_name="questions")
    state = models.CharField(max_length=9, choices=State, default=State.NEW)
    # How many agree; counted along by the action that stores who does.
    supports = models.PositiveIntegerField(default=0)
    # Comes from the form that was sent, so that sending it twice still makes one question.
    token = models.UUIDField(unique=True, default=uuid.uuid4)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["event"],
                condition=models.Q(state="live"),
                name="one_live_question_at_a_time",
            )
        ]

    def __str__(self) -> str:
        return str(self.contribution)

    def get_absolute_url(self) -> str:
        return f"{reverse('events:live', args=[self.event.slug])}#frage-{self.pk}"


class LiveSupport(models.Model):
    """Somebody agrees with a question, once per browser session; only a keyed hash of it is kept."""

    retention = NO_PERSONAL_DATA

    question = models.ForeignKey(LiveQuestion, on_delete=models.CASCADE, related_name="+")
    voice = models.CharField(max_length=64)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["question", "voice"], name="live_support_once")
        ]

    def __str__(self) -> str:
        return f"{self.question} +1"
