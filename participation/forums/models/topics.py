"""Topics (impulses): a leading question, and a window of time in which people talk about it."""

from datetime import datetime
from typing import Any

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from participation.forums.models.forums import Forum
from smartregion.core.retention import (
    CITIZENS,
    CONSENT,
    NO_PERSONAL_DATA,
    Retention,
    goes,
    office_record,
)
from smartregion.notices.models import Recipient
from strategy.models import Element


class TopicQuerySet(models.QuerySet["Topic"]):
    def visible_to(self, user: Any) -> "TopicQuerySet":
        return self if user.has_perm("participation.manage_forums") else self.public()

    def public(self) -> "TopicQuerySet":
        return self.filter(is_public=True, forum__is_public=True)

    def open(self, at: datetime) -> "TopicQuerySet":
        """Topics in which people may write at this moment (as ``Topic.is_open`` for one row)."""
        return self.public().filter(
            Q(forum__archived_at__isnull=True) | Q(forum__archived_at__gt=at),
            Q(closed_at__isnull=True) | Q(closed_at__gt=at),
            opens_at__lte=at,
            closes_at__gt=at,
        )


class Topic(models.Model):
    """An impulse (Impuls): a leading question, a text that opens the talk, and a window of time."""

    retention = office_record("responsible")

    class Phase(models.TextChoices):
        DRAFT = "draft", _("Entwurf")
        PLANNED = "planned", _("beginnt noch")
        OPEN = "open", _("offen")
        EVALUATION = "evaluation", _("in Auswertung")
        CLOSED = "closed", _("abgeschlossen")

    class Act(models.TextChoices):
        """What people may do in a topic; stages declare which of it they allow."""

        POST = "post", _("Beiträge schreiben")
        REPLY = "reply", _("auf Beiträge antworten")
        SUPPORT = "support", _("Beiträge unterstützen")

    class Review(models.TextChoices):
        """Which contributions wait for moderation before others can read them."""

        AFTERWARDS = "afterwards", _("keine: Alles erscheint sofort")
        FIRST = "first", _("der erste Beitrag jeder Person")
        ALL = "all", _("alle Beiträge")

    SUMMARY_MIN = 200

    forum = models.ForeignKey(Forum, on_delete=models.PROTECT, related_name="topics")
    slug = models.SlugField(max_length=80)
    position = models.PositiveSmallIntegerField(_("Reihenfolge"), default=0)
    title = models.CharField(_("Titel"), max_length=160)
    question = models.CharField(_("Leitfrage"), max_length=300, blank=True)
    impulse = models.TextField(_("Impuls"), blank=True)
    impulse_by = models.CharField(_("Impuls von"), max_length=160, blank=True)
    impulse_role = models.CharField(_("in der Rolle"), max_length=160, blank=True)
    elements = models.ManyToManyField(
        Element, related_name="+", blank=True, verbose_name=_("Handlungsfelder")
    )
    opens_at = models.DateTimeField(_("öffnet"), null=True, blank=True)
    closes_at = models.DateTimeField(_("schließt"), null=True, blank=True)
    responsible = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=_("verantwortlich"),
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="+",
    )
    answer_by = models.DateField(_("Antwort zugesagt bis"), null=True, blank=True)
    # The topic of an earlier forum whose talk goes on here; a series has one topic per forum.
    continues = models.ForeignKey(
        "self",
        verbose_name=_("führt fort"),
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="continued_by",
    )
    has_guests = models.BooleanField(_("Schreiben ohne Konto erlauben"), default=False)
    review = models.CharField(
        _("Vor dem Erscheinen prüfen"), max_length=10, choices=Review, default=Review.AFTERWARDS
    )
    has_map = models.BooleanField(_("Beiträge auf einer Karte zeigen"), default=False)
    is_public = models.BooleanField(_("veröffentlicht"), default=False)
    summary = models.TextField(_("Zusammenfassung"), blank=True)
    closed_at = models.DateTimeField(_("abgeschlossen am"), null=True, blank=True)

    # What a topic must have before people are invited to write in it; fields of action, which
    # live in another table, are asked for by the action.
    REQUIRED = (
        "question",
        "impulse",
        "impulse_by",
        "impulse_role",
        "opens_at",
        "closes_at",
        "responsible",
        "answer_by",
    )

    objects = TopicQuerySet.as_manager()

    class Meta:
        ordering = ["position", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["forum", "slug"], name="topic_slug_once"),
            models.CheckConstraint(
                condition=Q(opens_at__isnull=True)
                | Q(closes_at__isnull=True)
                | Q(closes_at__gt=F("opens_at")),
                name="topic_window_in_order",
                violation_error_message=_("Das Thema muss nach dem Öffnen schließen."),
            ),
            models.CheckConstraint(
                condition=Q(is_public=False)
                | (
                    ~Q(question="")
                    & ~Q(impulse="")
                    & ~Q(impulse_by="")
                    & ~Q(impulse_role="")
                    & Q(opens_at__isnull=False)
                    & Q(closes_at__isnull=False)
                    & Q(responsible__isnull=False)
                    & Q(answer_by__isnull=False)
                ),
                name="topic_public_is_complete",
            ),
            models.CheckConstraint(
                condition=Q(closed_at__isnull=True) | ~Q(summary=""),
                name="topic_closed_with_summary",
            ),
        ]

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        return reverse("forums:topic", args=[self.forum.slug, self.slug])

    def phase(self, at: datetime) -> Phase:
        """Where this topic stands at a moment; needs its forum loaded."""
        if not (self.is_public and self.forum.is_public and self.opens_at and self.closes_at):
            return self.Phase.DRAFT
        if self.closed_at and self.closed_at <= at:
            return self.Phase.CLOSED
        if self.closes_at <= at or self.forum.is_archived(at):
            return self.Phase.EVALUATION
        return self.Phase.OPEN if self.opens_at <= at else self.Phase.PLANNED

    def is_open(self, at: datetime) -> bool:
        """Whether the window is open; what people may do in it, its stages say (``acts``)."""
        return self.phase(at) == self.Phase.OPEN

    def stage(self, at: datetime) -> "TopicStage | None":
        """The stage in force: the last one that has begun (from the prefetched ones, if any)."""
        begun = [stage for stage in self.stages.all() if stage.begins_at <= at]
        return max(begun, key=lambda stage: stage.begins_at, default=None)

    def acts(self, at: datetime) -> frozenset[Act]:
        """What people may do here at a moment; the one question every way of writing asks."""
        if not self.is_open(at):
            return frozenset()
        if not self.stages.all():
            return frozenset(self.Act)
        stage = self.stage(at)
        return frozenset(map(self.Act, stage.allows)) if stage else frozenset()

    def allows(self, act: Act, at: datetime) -> bool:
        """Whether people may do this here at a moment."""
        return act in self.acts(at)


class TopicStage(models.Model):
    """A part of a topic's window with rules of its own; a topic without stages allows everything.

    A stage holds from its beginning until the next one begins. Before the first one nothing is
    allowed, whatever the window says.
    """

    retention = NO_PERSONAL_DATA

    topic = models.ForeignKey(Topic, on_delete=models.CASCADE, related_name="stages")
    title = models.CharField(_("Name"), max_length=80)
    begins_at = models.DateTimeField(_("beginnt"))
    # A list of ``Topic.Act``; an empty one means: read only.
    allows = models.JSONField(_("erlaubt"), default=list, blank=True)

    class Meta:
        ordering = ["begins_at"]
        constraints = [
            models.UniqueConstraint(fields=["topic", "begins_at"], name="stage_begins_once")
        ]

    def __str__(self) -> str:
        return self.title


class TopicFollow(models.Model):
    """Somebody wants to hear of new posts and answers in a topic."""

    retention = Retention(
        label=_("Was jemand verfolgt"),
        whose=CITIZENS,
        ground=CONSENT,
        period=_("Bis es beendet wird, oder mit der Adresse"),
        links={"recipient": goes("topic", "since")},
    )

    topic = models.ForeignKey(Topic, on_delete=models.CASCADE, related_name="follows")
    recipient = models.ForeignKey(Recipient, on_delete=models.CASCADE, related_name="+")
    since = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["topic", "recipient"], name="topic_followed_once")
        ]

    def __str__(self) -> str:
        return f"{self.topic} <- {self.recipient}"
