"""Who has a say in the county, and how they were involved."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from smartregion.core.retention import NO_PERSONAL_DATA
from smartregion.county.models import Organisation
from strategy.models.strategies import ProcessPhase, Strategy

TRANSLATED = ("name", "description")


class ActorGroup(models.Model):
    """A group of people or bodies that the strategy concerns: councils, companies, young people …"""

    retention = NO_PERSONAL_DATA

    slug = models.SlugField(max_length=60, unique=True)
    name = models.CharField(_("Name"), max_length=120, unique=True)
    description = models.CharField(_("Wer dazu gehört"), max_length=300, blank=True)
    position = models.PositiveSmallIntegerField(_("Reihenfolge"), default=0)
    organisations = models.ManyToManyField(
        Organisation, blank=True, related_name="actor_groups", verbose_name=_("Organisationen")
    )
    # Per language: name and description.
    translations = models.JSONField(default=dict, blank=True)

    class Meta:
        ordering = ["position", "name"]

    def __str__(self) -> str:
        return self.name

    def in_language(self, language: str) -> dict[str, str]:
        """Name and description, each in German where a translation is missing."""
        translated = self.translations.get(language, {})
        return {field: translated.get(field) or getattr(self, field) for field in TRANSLATED}


class Involvement(models.Model):
    """One occasion on which a group, or one organisation of it, took part in the process."""

    retention = NO_PERSONAL_DATA

    class Level(models.TextChoices):
        # From being told to deciding; the steps of participation as practised by counties.
        INFORMED = "informed", _("informiert")
        HEARD = "heard", _("angehört")
        INVOLVED = "involved", _("mitgearbeitet")
        DECIDED = "decided", _("mitentschieden")

    strategy = models.ForeignKey(Strategy, on_delete=models.PROTECT, related_name="involvements")
    group = models.ForeignKey(
        ActorGroup, on_delete=models.PROTECT, related_name="involvements", verbose_name=_("Gruppe")
    )
    organisation = models.ForeignKey(
        Organisation,
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="involvements",
        verbose_name=_("Organisation"),
    )
    phase = models.ForeignKey(
        ProcessPhase,
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="involvements",
        verbose_name=_("Schritt des Prozesses"),
    )
    format = models.CharField(_("Format"), max_length=160)
    level = models.CharField(_("Art der Beteiligung"), max_length=8, choices=Level)
    on = models.DateField(_("Datum"))
    people = models.PositiveIntegerField(_("Zahl der Personen"), null=True, blank=True)
    note = models.CharField(_("Ergebnis oder Bemerkung"), max_length=300, blank=True)

    class Meta:
        ordering = ["-on", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(people__isnull=True) | Q(people__gte=1), name="involvement_of_somebody"
            )
        ]

    def __str__(self) -> str:
        return f"{self.group}: {self.format}"
