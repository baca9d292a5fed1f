"""What people said, wherever they said it: the unit of the thread."""

import uuid
from typing import Any

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.text import Truncator
from django.utils.translation import gettext_lazy as _

from smartregion.core.models import AppendOnly, Immutable
from smartregion.county.models import Municipality
from strategy.models import Element


class ContributionQuerySet(models.QuerySet["Contribution"]):
    def visible_to(self, user: Any) -> "ContributionQuerySet":
        """Everybody sees what is not hidden; moderation sees all."""
        return self if user.has_perm("participation.moderate") else self.filter(is_hidden=False)

    def unanswered(self) -> "ContributionQuerySet":
        return self.filter(state__in=Contribution.OPEN)


class Contribution(models.Model):
    """One thing one person or one event said: a post, a reply, a released survey answer, a letter."""

    class Channel(models.TextChoices):
        FORUM = "forum", _("Forum")
        COMMENT = "comment", _("Kommentar zum Entwurf")
        SURVEY = "survey", _("Umfrage")
        EVENT = "event", _("Veranstaltung")
        LETTER = "letter", _("Brief")
        PHONE = "phone", _("Telefon")

    class State(models.TextChoices):
        NEW = "new", _("neu")
        READ = "read", _("gelesen")
        IN_REVIEW = "in_review", _("in Prüfung")
        TAKEN_UP = "taken_up", _("aufgegriffen")
        NOT_TAKEN_UP = "not_taken_up", _("nicht aufgegriffen")
        NOT_COMPETENT = "not_competent", _("außerhalb der Zuständigkeit")

    OPEN = (State.NEW, State.READ, State.IN_REVIEW)
    FINAL = (State.TAKEN_UP, State.NOT_TAKEN_UP, State.NOT_COMPETENT)

    # An answer may be corrected, always by a further step: nothing ever becomes new again.
    TRANSITIONS = {
        State.NEW: {State.READ, State.IN_REVIEW, *FINAL},
        State.READ: {State.IN_REVIEW, *FINAL},
        State.IN_REVIEW: {*FINAL},
        State.TAKEN_UP: {State.IN_REVIEW, State.NOT_TAKEN_UP, State.NOT_COMPETENT},
        State.NOT_TAKEN_UP: {State.IN_REVIEW, State.TAKEN_UP, State.NOT_COMPETENT},
        State.NOT_COMPETENT: {State.IN_REVIEW, State.TAKEN_UP, State.NOT_TAKEN_UP},
    }

    MAX_LENGTH = 4000

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    channel = models.CharField(max_length=8, choices=Channel)
    author = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    # The name shown in public, kept with the text because an account may be renamed or removed.
    author_name = models.CharField(max_length=80)
    municipality = models.ForeignKey(
        Municipality, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    reply_to = models.ForeignKey(
        "self", null=True, blank=True, on_delete=models.PROTECT, related_name="replies"
    )
    elements = models.ManyToManyField(Element, blank=True, related_name="+")
    text = models.TextField(_("Beitrag"))
    state = models.CharField(max_length=14, choices=State, default=State.NEW)
    is_hidden = models.BooleanField(default=False)
    written_at = models.DateTimeField()
    is_example = models.BooleanField(default=False)

    objects = ContributionQuerySet.as_manager()

    class Meta:
        ordering = ["-written_at", "pk"]
        indexes = [models.Index(fields=["state", "written_at"])]
        constraints = [
            models.CheckConstraint(condition=~Q(text=""), name="contribution_says_something"),
            models.CheckConstraint(
                condition=Q(
                    state__in=(
                        "new",
                        "read",
                        "in_review",
                        "taken_up",
                        "not_taken_up",
                        "not_competent",
                    )
                ),
                name="contribution_state_known",
            ),
        ]

    def __str__(self) -> str:
        # Without the words: this label goes into the audit trail, which never keeps what people said.
        return f"{self.get_channel_display()} {str(self.pk)[:8]}"

    def get_absolute_url(self) -> str:
        return reverse("contributions:detail", args=[self.pk])

    @property
    def excerpt(self) -> str:
        """The first words, for lists and links."""
        return Truncator(self.text).chars(120)

    @property
    def is_answered(self) -> bool:
        return self.state in self.FINAL

    @property
    def next_states(self) -> list[State]:
        """Where this may go from here, in the order of the process."""
        allowed = self.TRANSITIONS[self.State(self.state)]
        return [state for state in self.State if state in allowed]


class Answer(Immutable):
    """One step in the history of what became of a contribution; the newest one holds."""

    class Decision(models.TextChoices):
        """How a consultation weighed a comment (Abwägung)."""

        ADOPTED = "adopted", _("übernommen")
        PARTLY = "partly", _("teilweise übernommen")
        REJECTED = "rejected", _("abgelehnt")
        NOTED = "noted", _("zur Kenntnis genommen")
        REFERRED = "referred", _("an andere Stelle verwiesen")

    # The state that everybody knows from forums, too, for each decision of a consideration.
    STATE_AFTER = {
        Decision.ADOPTED: Contribution.State.TAKEN_UP,
        Decision.PARTLY: Contribution.State.TAKEN_UP,
        Decision.REJECTED: Contribution.State.NOT_TAKEN_UP,
        Decision.NOTED: Contribution.State.NOT_TAKEN_UP,
        Decision.REFERRED: Contribution.State.NOT_COMPETENT,
    }

    contribution = models.ForeignKey(Contribution, on_delete=models.PROTECT, related_name="answers")
    state = models.CharField(max_length=14, choices=Contribution.State)
    decision = models.CharField(_("Abwägung"), max_length=8, choices=Decision, blank=True)
    reason = models.TextField(_("Begründung"), blank=True)
    office = models.CharField(_("Antwortende Stelle"), max_length=120)
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+"
    )
    at = models.DateTimeField()

    objects = AppendOnly.as_manager()

    class Meta:
        ordering = ["at", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=~Q(state__in=("taken_up", "not_taken_up", "not_competent"))
                | ~Q(reason=""),
                name="answer_final_needs_reason",
            ),
            models.CheckConstraint(condition=~Q(office=""), name="answer_names_office"),
            models.CheckConstraint(
                condition=Q(decision="")
                | Q(state="taken_up", decision__in=("adopted", "partly"))
                | Q(state="not_taken_up", decision__in=("rejected", "noted"))
                | Q(state="not_competent", decision="referred"),
                name="answer_state_follows_decision",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_state_display()} ({self.office})"


class Moderation(Immutable):
    """A step of moderation: hidden or shown again, and why. The text itself stays as it was."""

    class Step(models.TextChoices):
        HIDDEN = "hidden", _("ausgeblendet")
        SHOWN = "shown", _("wieder eingeblendet")

    class Reason(models.TextChoices):
        INSULT = "insult", _("Beleidigung oder Herabsetzung")
        PERSONAL_DATA = "personal_data", _("Angaben über andere Personen")
        ADVERTISING = "advertising", _("Werbung")
        OFF_TOPIC = "off_topic", _("ohne Bezug zum Thema")
        UNLAWFUL = "unlawful", _("rechtswidriger Inhalt")
        TAKEN_BACK = "taken_back", _("zurückgenommen")
        REVIEWED = "reviewed", _("nach Prüfung unbedenklich")

    contribution = models.ForeignKey(
        Contribution, on_delete=models.PROTECT, related_name="moderations"
    )
    step = models.CharField(max_length=6, choices=Step)
    reason = models.CharField(_("Grund"), max_length=14, choices=Reason)
    explanation = models.TextField(_("Erläuterung"))
    # Nobody, where a text goes together with the answers it was taken from.
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+"
    )
    at = models.DateTimeField()

    objects = AppendOnly.as_manager()

    class Meta:
        ordering = ["at", "pk"]

    def __str__(self) -> str:
        return f"{self.get_step_display()}: {self.get_reason_display()}"
