"""A strategy over the years, and the phases of the process in which it comes about."""

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from smartregion.core.retention import NO_PERSONAL_DATA


class Strategy(models.Model):
    """A digitalisation strategy of the county, over the years and through its versions."""

    retention = NO_PERSONAL_DATA

    slug = models.SlugField(max_length=80, unique=True)
    title = models.CharField(_("Titel"), max_length=200)
    period_start = models.PositiveSmallIntegerField(_("Laufzeit von"))
    period_end = models.PositiveSmallIntegerField(_("Laufzeit bis"))
    # {"en": {"title": "…"}}; German is the language of the fields themselves.
    translations = models.JSONField(default=dict, blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(period_end__gte=F("period_start")), name="strategy_period_in_order"
            )
        ]

    def __str__(self) -> str:
        return self.title

    def title_in(self, language: str) -> str:
        return str(self.translations.get(language, {}).get("title") or self.title)


class ProcessPhase(models.Model):
    """A phase of the strategy process, for the public answer to: where do we stand?"""

    retention = NO_PERSONAL_DATA

    strategy = models.ForeignKey(Strategy, on_delete=models.PROTECT, related_name="phases")
    position = models.PositiveSmallIntegerField(default=0)
    title = models.CharField(_("Titel"), max_length=120)
    format = models.CharField(_("Format"), max_length=160, blank=True)
    result = models.TextField(_("Ergebnis"), blank=True)
    starts_on = models.DateField(_("Beginn"))
    ends_on = models.DateField(_("Ende"), null=True, blank=True)
    # Per language: title, format and result.
    translations = models.JSONField(default=dict, blank=True)

    class Meta:
        ordering = ["position", "starts_on"]
        constraints = [
            models.CheckConstraint(
                condition=Q(ends_on__isnull=True) | Q(ends_on__gte=F("starts_on")),
                name="phase_dates_in_order",
            )
        ]

    def __str__(self) -> str:
        return self.title

    def in_language(self, language: str) -> dict[str, str]:
        """Title, format and result, each in German where a translation is missing."""
        translated = self.translations.get(language, {})
        names = ("title", "format", "result")
        return {name: translated.get(name) or getattr(self, name) for name in names}
