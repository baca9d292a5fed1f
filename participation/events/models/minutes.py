"""The minutes of an event: numbered points, each of which becomes a contribution."""

from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from participation.contributions.models import Contribution
from participation.events.models.events import Event
from smartregion.core.retention import NO_PERSONAL_DATA, NOT_THEIRS, Rule
from strategy.models import Element


class Minutes(models.Model):
    """What was said at an event, point by point; a draft until it is published."""

    retention = NO_PERSONAL_DATA

    event = models.OneToOneField(Event, on_delete=models.PROTECT, related_name="minutes")
    intro = models.TextField(_("Einleitung"), blank=True)
    published_at = models.DateTimeField(null=True, blank=True)
    # Two editors, one text (smartregion/core/editing.py).
    lock_version = models.PositiveIntegerField(default=0)

    def __str__(self) -> str:
        return str(self.event)

    def get_absolute_url(self) -> str:
        return reverse("events:minutes", args=[self.event.slug])

    @property
    def is_published(self) -> bool:
        return self.published_at is not None


class MinutePoint(models.Model):
    """One numbered point; published, it is a contribution with the event as its author."""

    retention = Rule({"contribution": NOT_THEIRS})

    minutes = models.ForeignKey(Minutes, on_delete=models.PROTECT, related_name="points")
    number = models.PositiveSmallIntegerField()
    text = models.TextField(_("Punkt"))
    elements = models.ManyToManyField(
        Element, blank=True, related_name="+", verbose_name=_("Handlungsfelder")
    )
    # What people wrote or asked before, and what this point is about.
    about = models.ManyToManyField(
        Contribution, blank=True, related_name="+", verbose_name=_("bezieht sich auf")
    )
    contribution = models.OneToOneField(
        Contribution,
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="minute_point",
    )
    # Two people may take minutes at once, each at a point of their own.
    lock_version = models.PositiveIntegerField(default=0)

    class Meta:
        ordering = ["number", "pk"]
        constraints = [
            models.CheckConstraint(condition=~Q(text=""), name="minute_point_says_something")
        ]

    def __str__(self) -> str:
        return f"{self.minutes} {self.number}"

    def get_absolute_url(self) -> str:
        return f"{self.minutes.get_absolute_url()}#punkt-{self.number}"

    @property
    def is_published(self) -> bool:
        return self.contribution_id is not None
