"""What happens at an event, and what lies beside it."""

from django.db import models
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from participation.contributions.models import Material
from participation.events.models.events import Event
from smartregion.core.retention import NO_PERSONAL_DATA, office_record


class AgendaItem(models.Model):
    """One item of the agenda; an impulse names who gives it and where the talk goes on."""

    retention = office_record()

    event = models.ForeignKey(Event, on_delete=models.CASCADE, related_name="agenda")
    starts_at = models.TimeField(_("Beginn"))
    minutes = models.PositiveSmallIntegerField(_("Dauer in Minuten"), default=15)
    title = models.CharField(_("Titel"), max_length=160)
    speaker = models.CharField(_("Wer"), max_length=160, blank=True)
    role = models.CharField(_("in der Rolle"), max_length=160, blank=True)
    text = models.TextField(_("Worum es geht"), blank=True)
    # The topic of a forum in which people can go on talking about it.
    topic = models.ForeignKey(
        "participation.Topic",
        verbose_name=_("Thema im Forum"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
    )

    class Meta:
        ordering = ["starts_at", "pk"]

    def __str__(self) -> str:
        return self.title


class EventMaterial(Material):
    """A file or link that goes with an event: slides, invitation, pictures."""

    retention = NO_PERSONAL_DATA

    event = models.ForeignKey(Event, on_delete=models.CASCADE, related_name="materials")

    def get_absolute_url(self) -> str:
        """The link itself, or where the file is handed out; needs the event."""
        return self.link or reverse("events:material", args=[self.event.slug, self.pk])
