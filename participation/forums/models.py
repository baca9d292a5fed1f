"""Forums with topics (impulses) on which people write contributions."""

from datetime import datetime
from typing import Any

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
    intro = models.TextField(_("Einladung"))
    is_public = models.BooleanField(_("veröffentlicht"), default=False)
    is_example = models.BooleanField(default=False)

    objects = ForumQuerySet.as_manager()

    class Meta:
        ordering = ["-pk"]

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        return reverse("forums:forum", args=[self.slug])


class TopicQuerySet(models.QuerySet["Topic"]):
    def visible_to(self, user: Any) -> "TopicQuerySet":
        if user.has_perm("participation.manage_forums"):
            return self
        return self.filter(forum__is_public=True)

    def open(self, at: datetime) -> "TopicQuerySet":
        return self.filter(opens_at__lte=at, closes_at__gt=at)


class Topic(models.Model):
    """An impulse (Impuls): a leading question, a text that opens the talk, and a window of time."""

    forum = models.ForeignKey(Forum, on_delete=models.PROTECT, related_name="topics")
    slug = models.SlugField(max_length=80)
    position = models.PositiveSmallIntegerField(default=0)
    title = models.CharField(_("Titel"), max_length=160)
    question = models.CharField(_("Leitfrage"), max_length=300)
    impulse = models.TextField(_("Impuls"))
    impulse_by = models.CharField(_("Impuls von"), max_length=160)
    elements = models.ManyToManyField(Element, related_name="+", blank=True)
    opens_at = models.DateTimeField(_("öffnet"))
    closes_at = models.DateTimeField(_("schließt"))
    responsible = models.CharField(_("Zuständige Stelle"), max_length=160)
    answer_by = models.DateField(_("Antwort zugesagt bis"))
    summary = models.TextField(_("Zusammenfassung"), blank=True)

    objects = TopicQuerySet.as_manager()

    class Meta:
        ordering = ["position", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["forum", "slug"], name="topic_slug_once"),
            models.CheckConstraint(
                condition=Q(closes_at__gt=F("opens_at")), name="topic_window_in_order"
            ),
        ]

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        return reverse("forums:topic", args=[self.forum.slug, self.slug])

    def is_open(self, at: datetime) -> bool:
        """Whether posting is allowed at this moment."""
        return self.opens_at <= at < self.closes_at


class Post(models.Model):
    """A contribution's place in a topic; replies have a place of their own."""

    contribution = models.OneToOneField(
        Contribution, on_delete=models.PROTECT, related_name="post", primary_key=True
    )
    topic = models.ForeignKey(Topic, on_delete=models.PROTECT, related_name="posts")

    def __str__(self) -> str:
        return str(self.contribution)
