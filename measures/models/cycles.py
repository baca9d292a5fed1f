"""Evaluation cycles: whom they ask, how they go on, and what was corrected after they were closed.

That a closed cycle never changes is held by the database: see migrations/_final_cycles.py.
"""

from typing import Any

from django.conf import settings
from django.db import models
from django.db.models import Exists, F, OuterRef, Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from measures.models.measures import Measure
from smartregion.core.models import AppendOnly, Immutable, Snapshot
from smartregion.core.retention import NO_PERSONAL_DATA, office_record
from smartregion.core.states import Moving
from strategy.models import Element, Strategy


class CycleQuerySet(models.QuerySet["Cycle"]):
    def closed(self) -> "CycleQuerySet":
        return self.filter(state=Cycle.State.CLOSED)

    def running(self) -> "CycleQuerySet":
        """Those in which reports are still taken."""
        return self.filter(state__in=Cycle.RUNNING)

    def latest_closed(self) -> "CycleQuerySet":
        """The newest closed cycle of each strategy."""
        newer = Cycle.objects.closed().filter(
            strategy=OuterRef("strategy"), cutoff_on__gt=OuterRef("cutoff_on")
        )
        return self.closed().filter(~Exists(newer))

    def visible_to(self, user: Any) -> "CycleQuerySet":
        return self if user.has_perm("measures.view_internal") else self.closed()


class Cycle(Moving):
    """An evaluation cycle: the measures in its scope are asked once; closed cycles never change.

    The scope is what is asked about when it opens: measures of some or all fields, in some or all of
    the states that are evaluated, of some or all kinds.
    """

    retention = NO_PERSONAL_DATA

    class State(models.TextChoices):
        PLANNED = "planned", _("geplant")
        OPEN = "open", _("offen")
        REVIEW = "review", _("in Prüfung")
        CLOSED = "closed", _("geschlossen")
        CANCELLED = "cancelled", _("abgebrochen")

    TRANSITIONS = {
        State.PLANNED: {State.OPEN, State.CANCELLED},
        State.OPEN: {State.REVIEW, State.CANCELLED},
        State.REVIEW: {State.CLOSED},
        State.CLOSED: set(),
        State.CANCELLED: set(),
    }
    RUNNING = (State.OPEN, State.REVIEW)

    strategy = models.ForeignKey(Strategy, on_delete=models.PROTECT, related_name="cycles")
    title = models.CharField(_("Titel"), max_length=120)
    slug = models.SlugField(max_length=60, unique=True)
    # The day on which the office wants to open it; nothing opens by itself.
    opens_on = models.DateField(_("Beginn der Abfrage"), null=True, blank=True)
    cutoff_on = models.DateField(_("Stichtag"))
    due_on = models.DateField(_("Rückmeldung bis"))
    # Empty lists and no fields mean: all of them.
    fields = models.ManyToManyField(
        Element, blank=True, related_name="+", verbose_name=_("Handlungsfelder"),
        limit_choices_to={"kind": Element.Kind.FIELD},
    )  # fmt: skip
    states = models.JSONField(_("Stand der Maßnahmen"), default=list, blank=True)
    kinds = models.JSONField(_("Art der Maßnahmen"), default=list, blank=True)
    only_key_projects = models.BooleanField(_("nur Schlüsselprojekte"), default=False)
    state = models.CharField(max_length=9, choices=State, default=State.PLANNED)
    cancelled_reason = models.CharField(_("abgebrochen, weil"), max_length=300, blank=True)
    snapshot = models.ForeignKey(
        Snapshot, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    opened_at = models.DateTimeField(null=True, blank=True)
    closed_at = models.DateTimeField(null=True, blank=True)
    lock_version = models.PositiveIntegerField(default=1)

    objects = CycleQuerySet.as_manager()

    class Meta:
        ordering = ["-cutoff_on", "-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["strategy", "cutoff_on"],
                condition=~Q(state="cancelled"),
                name="cycle_cutoff_once",
                violation_error_message=_("Zu diesem Stichtag gibt es schon einen Zyklus."),
            ),
            models.UniqueConstraint(
                fields=["strategy"],
                condition=Q(state__in=("open", "review")),
                name="cycle_running_once",
                violation_error_message=_("Es läuft bereits ein Evaluationszyklus."),
            ),
            models.CheckConstraint(
                condition=~Q(state="closed") | Q(snapshot__isnull=False),
                name="cycle_closed_with_snapshot",
            ),
            models.CheckConstraint(
                condition=~Q(state="cancelled") | ~Q(cancelled_reason=""),
                name="cycle_cancelled_with_reason",
            ),
            models.CheckConstraint(
                condition=Q(opens_on__isnull=True) | Q(opens_on__lte=F("due_on")),
                name="cycle_opens_before_due",
                violation_error_message=_("Die Abfrage beginnt vor dem Tag der Rückmeldung."),
            ),
        ]

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        return reverse("measures:cycle_detail", args=[self.slug])

    @property
    def is_running(self) -> bool:
        """Whether reports are taken: while it is open, and late ones while it is reviewed."""
        return self.state in self.RUNNING

    @property
    def is_closed(self) -> bool:
        return self.state == self.State.CLOSED


class FieldLead(models.Model):
    """Who answers for a field of action (Handlungsfeld-Verantwortliche): asked when nobody answers for a measure."""

    retention = office_record("person")

    field = models.OneToOneField(
        Element, on_delete=models.PROTECT, related_name="+", verbose_name=_("Handlungsfeld"),
        limit_choices_to={"kind": Element.Kind.FIELD},
    )  # fmt: skip
    person = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+",
        verbose_name=_("Verantwortliche Person"),
    )  # fmt: skip

    def __str__(self) -> str:
        return f"{self.field}: {self.person}"


class CorrectionQuerySet(AppendOnly):
    """Corrections are added and never touched again."""


class Correction(Immutable):
    """A correction of a closed cycle (Berichtigung): what it says from now on, as a new snapshot.

    The closed cycle itself stays as it was; whoever reads it reads the latest correction.
    """

    retention = office_record("by")

    cycle = models.ForeignKey(Cycle, on_delete=models.PROTECT, related_name="corrections")
    # 1 for the first of a cycle.
    number = models.PositiveSmallIntegerField()
    measure = models.ForeignKey(Measure, on_delete=models.PROTECT, related_name="+")
    # The light that holds from now on; empty for a measure that was and stays not reported.
    light = models.CharField(max_length=6, blank=True)
    # Name of each corrected part, with what it said and what it says now.
    changes = models.JSONField(default=dict)
    reason = models.TextField(_("Warum berichtigt wird"))
    snapshot = models.OneToOneField(Snapshot, on_delete=models.PROTECT, related_name="+")
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+"
    )
    at = models.DateTimeField()

    objects = CorrectionQuerySet.as_manager()

    class Meta:
        ordering = ["cycle", "number"]
        constraints = [
            models.UniqueConstraint(fields=["cycle", "number"], name="correction_once"),
            models.CheckConstraint(condition=~Q(reason=""), name="correction_with_reason"),
        ]

    def __str__(self) -> str:
        return f"{self.cycle}: {self.number}"
