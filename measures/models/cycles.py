"""Evaluation cycles, and how each measure stands in them.

That a closed cycle never changes is held by the database: see migration 0002.
"""

from typing import Any

from django.conf import settings
from django.db import models
from django.db.models import Exists, OuterRef, Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from measures.models.measures import Measure
from smartregion.core.models import Snapshot
from strategy.models import Strategy


class CycleQuerySet(models.QuerySet["Cycle"]):
    def closed(self) -> "CycleQuerySet":
        return self.filter(state=Cycle.State.CLOSED)

    def latest_closed(self) -> "CycleQuerySet":
        """The newest closed cycle of each strategy."""
        newer = Cycle.objects.closed().filter(
            strategy=OuterRef("strategy"), cutoff_on__gt=OuterRef("cutoff_on")
        )
        return self.closed().filter(~Exists(newer))

    def visible_to(self, user: Any) -> "CycleQuerySet":
        return self if user.has_perm("measures.view_internal") else self.closed()


class Cycle(models.Model):
    """An evaluation cycle: all measures in progress are asked once; closed cycles never change."""

    class State(models.TextChoices):
        OPEN = "open", _("offen")
        CLOSED = "closed", _("geschlossen")

    strategy = models.ForeignKey(Strategy, on_delete=models.PROTECT, related_name="cycles")
    title = models.CharField(_("Titel"), max_length=120)
    slug = models.SlugField(max_length=60, unique=True)
    cutoff_on = models.DateField(_("Stichtag"))
    due_on = models.DateField(_("Rückmeldung bis"))
    state = models.CharField(max_length=6, choices=State, default=State.OPEN)
    snapshot = models.ForeignKey(
        Snapshot, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    closed_at = models.DateTimeField(null=True, blank=True)

    objects = CycleQuerySet.as_manager()

    class Meta:
        ordering = ["-cutoff_on"]
        constraints = [
            models.UniqueConstraint(
                fields=["strategy", "cutoff_on"],
                name="cycle_cutoff_once",
                violation_error_message=_("Zu diesem Stichtag gibt es schon einen Zyklus."),
            ),
            models.UniqueConstraint(
                fields=["strategy"],
                condition=Q(state="open"),
                name="cycle_open_once",
                violation_error_message=_("Es läuft bereits ein Evaluationszyklus."),
            ),
            models.CheckConstraint(
                condition=Q(state="open") | Q(snapshot__isnull=False),
                name="cycle_closed_with_snapshot",
            ),
        ]

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        return reverse("measures:cycle_detail", args=[self.slug])

    @property
    def is_open(self) -> bool:
        return self.state == self.State.OPEN


class AssessmentQuerySet(models.QuerySet["Assessment"]):
    def visible_to(self, user: Any) -> "AssessmentQuerySet":
        """The public sees what was reported on public measures, once the cycle is closed."""
        if user.has_perm("measures.view_internal"):
            return self
        public = Measure.objects.public()
        return self.filter(cycle__state=Cycle.State.CLOSED, measure__in=public)

    def awaiting(self) -> "AssessmentQuerySet":
        """Assessments that the responsible person still has to write."""
        return self.filter(state__in=Assessment.AWAITED)

    def reported(self) -> "AssessmentQuerySet":
        return self.filter(state__in=Assessment.REPORTED)


class Assessment(models.Model):
    """How one measure stands in one cycle, in the words of the person responsible."""

    class State(models.TextChoices):
        REQUESTED = "requested", _("angefragt")
        DRAFT = "draft", _("Entwurf")
        SUBMITTED = "submitted", _("abgegeben")
        ACCEPTED = "accepted", _("abgenommen")
        MISSING = "missing", _("nicht gemeldet")

    class Light(models.TextChoices):
        GREEN = "green", _("im Plan")
        YELLOW = "yellow", _("mit Abweichungen")
        RED = "red", _("gefährdet")
        GREY = "grey", _("ruht")

    AWAITED = (State.REQUESTED, State.DRAFT)
    REPORTED = (State.SUBMITTED, State.ACCEPTED)
    # Until the strategy office has accepted it, a report may still be corrected.
    WRITABLE = (*AWAITED, State.SUBMITTED)

    cycle = models.ForeignKey(Cycle, on_delete=models.PROTECT, related_name="assessments")
    measure = models.ForeignKey(Measure, on_delete=models.PROTECT, related_name="assessments")
    state = models.CharField(max_length=9, choices=State, default=State.REQUESTED)
    light = models.CharField(_("Ampel"), max_length=6, choices=Light, blank=True)
    done_since = models.TextField(_("Seit dem letzten Mal erreicht"), blank=True)
    next_steps = models.TextField(_("Nächste Schritte"), blank=True)
    obstacles = models.TextField(_("Hindernisse"), blank=True)
    submitted_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    submitted_at = models.DateTimeField(null=True, blank=True)
    lock_version = models.PositiveIntegerField(default=1)

    objects = AssessmentQuerySet.as_manager()

    class Meta:
        ordering = ["measure__number"]
        constraints = [
            models.UniqueConstraint(fields=["cycle", "measure"], name="assessment_once_in_cycle"),
            models.CheckConstraint(
                condition=~Q(state__in=("submitted", "accepted")) | ~Q(light=""),
                name="assessment_submitted_with_light",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.measure} ({self.cycle})"

    @property
    def is_reported(self) -> bool:
        return self.state in self.REPORTED

    @property
    def is_writable(self) -> bool:
        return self.state in self.WRITABLE
