"""What a measure waits for, and what may go wrong."""

from uuid import UUID

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from measures.models.measures import Measure
from smartregion.core.retention import NO_PERSONAL_DATA


class Risk(models.Model):
    """Something that may go wrong; its weight is probability times impact, 1 to 9."""

    retention = NO_PERSONAL_DATA

    class Degree(models.IntegerChoices):
        LOW = 1, _("gering")
        MEDIUM = 2, _("mittel")
        HIGH = 3, _("hoch")

    measure = models.ForeignKey(Measure, on_delete=models.CASCADE, related_name="risks")
    title = models.CharField(_("Risiko"), max_length=200)
    probability = models.PositiveSmallIntegerField(_("Eintrittswahrscheinlichkeit"), choices=Degree)
    impact = models.PositiveSmallIntegerField(_("Auswirkung"), choices=Degree)
    response = models.CharField(_("Was wir dagegen tun"), max_length=300, blank=True)
    is_internal = models.BooleanField(_("nur intern"), default=False)

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(probability__gte=1, probability__lte=3, impact__gte=1, impact__lte=3),
                name="risk_degrees_1_to_3",
            )
        ]

    def __str__(self) -> str:
        return self.title

    @property
    def weight(self) -> int:
        return self.probability * self.impact


class Dependency(models.Model):
    """How one measure depends on another; "needs" and "blocks" together never run in a circle.

    The circle is found in actions/dependencies.py, under a lock on the strategy.
    """

    retention = NO_PERSONAL_DATA

    class Kind(models.TextChoices):
        NEEDS = "needs", _("braucht")
        BLOCKS = "blocks", _("hält auf")
        RELATED = "related", _("hängt zusammen mit")

    measure = models.ForeignKey(Measure, on_delete=models.CASCADE, related_name="dependencies")
    other = models.ForeignKey(Measure, on_delete=models.CASCADE, related_name="dependents")
    kind = models.CharField(_("Art"), max_length=7, choices=Kind, default=Kind.NEEDS)
    note = models.CharField(_("Erläuterung"), max_length=300, blank=True)

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["measure", "other"],
                name="dependency_once",
                violation_error_message=_("Diese Abhängigkeit gibt es schon."),
            ),
            models.CheckConstraint(
                condition=~Q(measure=F("other")),
                name="dependency_not_on_itself",
                violation_error_message=_("Eine Maßnahme hängt nicht von sich selbst ab."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.measure.number} {self.get_kind_display()} {self.other.number}"

    @property
    def edge(self) -> tuple[UUID, UUID] | None:
        """Which measure comes before which, by their ids; None where neither does."""
        if self.kind == self.Kind.NEEDS:
            return self.other_id, self.measure_id
        if self.kind == self.Kind.BLOCKS:
            return self.measure_id, self.other_id
        return None
