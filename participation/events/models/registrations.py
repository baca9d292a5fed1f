"""Who wants to come; without an account, and gone some time after the event."""

import uuid
from datetime import timedelta

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.utils.translation import override

from participation.events.models.events import Event
from smartregion.core.retention import CITIZENS, CONSENT, Retention
from smartregion.county.models import Municipality
from strategy.models import ActorGroup

# Until then slides are sent after and lost umbrellas are asked for.
KEEP_PERSONS = timedelta(days=30)


class RegistrationQuerySet(models.QuerySet["Registration"]):
    def known(self) -> "RegistrationQuerySet":
        """Those whose person is still known; what is left of others are figures."""
        return self.exclude(name="")

    def confirmed(self) -> "RegistrationQuerySet":
        return self.filter(state=Registration.State.CONFIRMED)

    def on_site(self) -> "RegistrationQuerySet":
        """Those who have a seat where it takes place."""
        return self.confirmed().filter(way=Registration.Way.ON_SITE)

    def waiting(self) -> "RegistrationQuerySet":
        return self.filter(state=Registration.State.WAITING)

    def expected(self) -> "RegistrationQuerySet":
        """Those who hear what happens with the event: with a seat, or waiting for one."""
        return self.exclude(state=Registration.State.CANCELLED)


class Registration(models.Model):
    """One person's registration; with its key they change or cancel it."""

    retention = Retention(
        label=_("Anmeldungen zu Veranstaltungen"),
        whose=CITIZENS,
        ground=CONSENT,
        period=_(
            "30 Tage nach dem Ende der Veranstaltung; Herkunft und Teilnahme bleiben als Zahl"
        ),
        due=lambda rows, at: rows.known().filter(event__ends_at__lt=at - KEEP_PERSONS),
        removed_by="registrations",
        since="registered_at",
        address="email",
        address_shows=("name", "email", "organisation", "way", "needs", "state", "registered_at"),
    )

    class State(models.TextChoices):
        CONFIRMED = "confirmed", _("angemeldet")
        WAITING = "waiting", _("auf der Warteliste")
        CANCELLED = "cancelled", _("abgemeldet")

    class Way(models.TextChoices):
        ON_SITE = "on_site", _("vor Ort")
        VIRTUAL = "virtual", _("virtuell")

    event = models.ForeignKey(Event, on_delete=models.CASCADE, related_name="registrations")
    key = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    name = models.CharField(_("Name"), max_length=120)
    email = models.EmailField(_("E-Mail-Adresse"))
    organisation = models.CharField(_("Organisation"), max_length=160, blank=True)
    municipality = models.ForeignKey(
        Municipality,
        verbose_name=_("Gemeinde"),
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="+",
    )
    actor_group = models.ForeignKey(
        ActorGroup,
        verbose_name=_("Ich komme als"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
    )
    way = models.CharField(_("Teilnahme"), max_length=7, choices=Way, default=Way.ON_SITE)
    # What helps to take part: sign language, step-free access …
    needs = models.CharField(_("Was wir für Sie vorbereiten sollen"), max_length=300, blank=True)
    state = models.CharField(max_length=9, choices=State)
    registered_at = models.DateTimeField()
    # Kept with the figures when the person's data have gone.
    came = models.BooleanField(_("war da"), null=True, blank=True)

    objects = RegistrationQuerySet.as_manager()

    class Meta:
        ordering = ["registered_at", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["event", "email"],
                condition=~Q(state="cancelled") & ~Q(email=""),
                name="registered_once",
            )
        ]

    def __str__(self) -> str:
        # Never the name: this label may stand in the audit trail.
        return f"{self.event}: {self.get_state_display()}"

    def get_absolute_url(self) -> str:
        """The person's own page: whoever has the address may change and cancel."""
        return reverse("events:registration", args=[self.key])

    @property
    def german_url(self) -> str:
        """The same without language prefix, for letters."""
        with override(settings.LANGUAGE_CODE):
            return self.get_absolute_url()

    @property
    def is_cancelled(self) -> bool:
        return self.state == self.State.CANCELLED
