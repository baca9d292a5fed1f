"""Forums: rounds of topics to which the county invites."""

from datetime import datetime
from typing import Any

from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from smartregion.core.retention import NO_PERSONAL_DATA


class ForumQuerySet(models.QuerySet["Forum"]):
    def visible_to(self, user: Any) -> "ForumQuerySet":
        return self if user.has_perm("participation.manage_forums") else self.filter(is_public=True)


class Forum(models.Model):
    """A forum: a round of topics to which the county invites."""

    retention = NO_PERSONAL_DATA

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
