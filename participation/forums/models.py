"""Forums with topics (impulses) on which people write contributions."""

import uuid
from datetime import datetime
from typing import Any

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from participation.contributions.models import Contribution
from strategy.models import Element


class ForumQuerySet(models.QuerySet["Forum"]):
    def visible_to(self, user: Any) -> "ForumQuerySet":
        return self if user.has_perm("participation.manage_forums") else self.filter(is_public=True)


class Forum(models.Model):
    """A forum: a round of topics to which the county invites."""

    slug = models.SlugField(max_length=80, unique=True)
    title = models.CharField(_("Titel"), max_length=160)
    summary = models.CharField(_("Worum es geht"), max_length=300, blank=True)
    intro = models.TextField(_("Einladung"), blank=True)
    is_public = models.BooleanField(_("veröffentlicht"), default=False)
    # An archived forum stays readable for ever, but nobody writes in it any more.
    archived_at = models.DateTimeField(null=True, blank=True)
    is_example = models.BooleanField(default=False)

    objects = ForumQuerySet.as_manager()

    class Meta:
        ordering = ["-pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(is_public=False) | (~Q(summary="") & ~Q(intro="")),
                name="forum_public_is_complete",
            )
        ]

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        return reverse("forums:forum", args=[self.slug])

    def is_archived(self, at: datetime) -> bool:
        return self.archived_at is not None and self.archived_at <= at


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

    class Phase(models.TextChoices):
        DRAFT = "draft", _("Entwurf")
        PLANNED = "planned", _("beginnt noch")
        OPEN = "open", _("offen")
        EVALUATION = "evaluation", _("in Auswertung")
        CLOSED = "closed", _("abgeschlossen")

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
        """Whether posting is allowed at this moment."""
        return self.phase(at) == self.Phase.OPEN


class PostQuerySet(models.QuerySet["Post"]):
    def visible_to(self, user: Any) -> "PostQuerySet":
        """Posts that this person may read: the topic is theirs to see, the text is not hidden."""
        topics = Topic.objects.visible_to(user)
        contributions = Contribution.objects.visible_to(user)
        return self.filter(topic__in=topics, contribution__in=contributions)

    def openings(self) -> "PostQuerySet":
        """Posts that start a thread, not replies."""
        return self.filter(contribution__reply_to__isnull=True)


class Post(models.Model):
    """A contribution's place in a topic; replies have a place of their own."""

    contribution = models.OneToOneField(
        Contribution, on_delete=models.PROTECT, related_name="post", primary_key=True
    )
    topic = models.ForeignKey(Topic, on_delete=models.PROTECT, related_name="posts")
    # Comes from the form that was sent, so that sending it twice still makes one post.
    token = models.UUIDField(unique=True, default=uuid.uuid4)

    objects = PostQuerySet.as_manager()

    def __str__(self) -> str:
        return str(self.contribution)

    def get_absolute_url(self) -> str:
        """The permalink: it stays, whatever page of the topic the post is on."""
        return reverse("forums:permalink", args=[self.topic.forum.slug, self.topic.slug, self.pk])
