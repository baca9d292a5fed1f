"""An event to which the county invites: on site, virtual, or both."""

import uuid
from datetime import datetime
from typing import Any

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import override

from smartregion.core.retention import office_record
from smartregion.county.models import Municipality, Organisation


class EventQuerySet(models.QuerySet["Event"]):
    def visible_to(self, user: Any) -> "EventQuerySet":
        return self if user.has_perm("participation.manage_events") else self.filter(is_public=True)


class Event(models.Model):
    """A forum, workshop or meeting with an agenda, registrations, a live room and minutes."""

    retention = office_record("responsible")

    class Kind(models.TextChoices):
        FORUM = "forum", _("Diskussionsforum")
        WORKSHOP = "workshop", _("Themenwerkstatt")
        COUNTY_FORUM = "county_forum", _("Kreisentwicklungsforum")
        OTHER = "other", _("Veranstaltung")

    class Form(models.TextChoices):
        ON_SITE = "on_site", _("vor Ort")
        VIRTUAL = "virtual", _("virtuell")
        BOTH = "both", _("vor Ort und virtuell")

    class Moment(models.TextChoices):
        """Where an event stands; told from the clock, not stored."""

        COMING = "coming", _("kommt")
        RUNNING = "running", _("läuft gerade")
        PAST = "past", _("vorbei")
        CANCELLED = "cancelled", _("abgesagt")

    slug = models.SlugField(max_length=80, unique=True)
    # The lasting identity in calendars (RFC 5545, UID).
    uid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    kind = models.CharField(_("Art"), max_length=12, choices=Kind, default=Kind.FORUM)
    title = models.CharField(_("Titel"), max_length=160)
    summary = models.CharField(_("Worum es geht"), max_length=300, blank=True)
    description = models.TextField(_("Einladung"), blank=True)
    starts_at = models.DateTimeField(_("beginnt"))
    ends_at = models.DateTimeField(_("endet"))
    form = models.CharField(_("Form"), max_length=7, choices=Form, default=Form.ON_SITE)
    place = models.CharField(_("Ort"), max_length=200, blank=True)
    # Sent to those who registered for it, never shown in public.
    join_link = models.URLField(_("Einwahl-Link"), max_length=500, blank=True)
    municipalities = models.ManyToManyField(
        Municipality, blank=True, related_name="+", verbose_name=_("Gemeinden")
    )
    organisations = models.ManyToManyField(
        Organisation, blank=True, related_name="+", verbose_name=_("eingeladene Organisationen")
    )
    elements = models.ManyToManyField(
        "strategy.Element", blank=True, related_name="+", verbose_name=_("Handlungsfelder")
    )
    # None: as many as come.
    capacity = models.PositiveIntegerField(_("Plätze vor Ort"), null=True, blank=True)
    registration_until = models.DateTimeField(_("Anmeldung bis"), null=True, blank=True)
    responsible = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=_("verantwortlich"),
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="+",
    )
    is_public = models.BooleanField(_("veröffentlicht"), default=False)
    cancelled_at = models.DateTimeField(null=True, blank=True)
    cancelled_because = models.CharField(_("Grund der Absage"), max_length=300, blank=True)
    # Counts what calendars have to take over (RFC 5545, SEQUENCE).
    sequence = models.PositiveIntegerField(default=0)
    # Whether people may ask questions in the live room now.
    takes_questions = models.BooleanField(_("Fragen sind möglich"), default=False)
    # Counts every change of the live room, so that screens know when to look again.
    live_version = models.PositiveIntegerField(default=0)
    is_example = models.BooleanField(default=False)

    objects = EventQuerySet.as_manager()

    class Meta:
        ordering = ["-starts_at", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(ends_at__gt=F("starts_at")),
                name="event_ends_after_start",
                violation_error_message=_("Die Veranstaltung muss nach ihrem Beginn enden."),
            ),
            models.CheckConstraint(
                condition=Q(is_public=False)
                | (~Q(summary="") & (~Q(place="") | Q(form="virtual"))),
                name="event_public_is_complete",
            ),
        ]

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        return reverse("events:event", args=[self.slug])

    @property
    def is_cancelled(self) -> bool:
        return self.cancelled_at is not None

    @property
    def german_url(self) -> str:
        """The page's path without language prefix, for letters and calendars."""
        with override(settings.LANGUAGE_CODE):
            return self.get_absolute_url()

    @property
    def where(self) -> str:
        """The place in public; how to join by screen only those hear who registered."""
        return self.place or str(self.get_form_display())

    @property
    def ways(self) -> list[str]:
        """How people can take part (``Registration.Way``)."""
        return ["on_site", "virtual"] if self.form == self.Form.BOTH else [self.form]

    @property
    def registration_ends_at(self) -> datetime:
        return self.registration_until or self.starts_at

    def takes_registrations(self, at: datetime) -> bool:
        return self.is_public and not self.is_cancelled and at < self.registration_ends_at

    @property
    def is_of_one_day(self) -> bool:
        return timezone.localdate(self.starts_at) == timezone.localdate(self.ends_at)

    def moment(self, at: datetime) -> Moment:
        if self.is_cancelled:
            return self.Moment.CANCELLED
        if at < self.starts_at:
            return self.Moment.COMING
        return self.Moment.RUNNING if at < self.ends_at else self.Moment.PAST
