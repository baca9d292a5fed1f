"""How each measure stands in a cycle, and how its report went to and fro until it was accepted."""

import uuid
from typing import Any

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from measures.figures import StepCheck, checks_of
from measures.models.cycles import Cycle, FieldLead
from measures.models.measures import Measure
from smartregion.core.models import AppendOnly, Immutable
from smartregion.core.retention import office_record


def _led_from(user: Any) -> Q:
    """The same as ``rules.speaks_for_lead``, for many."""
    own = user.organisation
    if own is None:
        return Q(pk__in=())
    town = Q(measure__lead__kind=own.kind, measure__lead__municipality=own.town_id)
    return Q(measure__lead=own) | town if own.town_id else Q(measure__lead=own)


def _answered_by(user: Any) -> Q:
    """What a representative may be asked: by name, for a municipality, for a field; see rules.py."""
    fields = FieldLead.objects.filter(person=user).values("field")
    of_field = Q(measure__field__in=fields) | Q(measure__field__successor__in=fields)
    return Q(measure__responsible=user) | of_field | _led_from(user)


class AssessmentQuerySet(models.QuerySet["Assessment"]):
    def visible_to(self, user: Any) -> "AssessmentQuerySet":
        """The public sees what was reported on public measures, once the cycle is closed.

        A representative sees from the first day what is asked of them.
        """
        if user.has_perm("measures.view_internal"):
            return self
        shown = Q(cycle__state=Cycle.State.CLOSED, measure__in=Measure.objects.public())
        if user.has_perm("measures.report_as_guest"):
            shown |= _answered_by(user)
        return self.filter(shown)

    def led_from(self, user: Any) -> "AssessmentQuerySet":
        """Reports on measures that this person's organisation leads, or the municipality they speak for."""
        return self.filter(_led_from(user))

    def awaiting(self) -> "AssessmentQuerySet":
        """Those that somebody still has to write, or to write again."""
        return self.filter(state__in=Assessment.AWAITED)

    def reported(self) -> "AssessmentQuerySet":
        return self.filter(state__in=Assessment.REPORTED)


class Assessment(models.Model):
    """How one measure stands in one cycle (Sachstand), in the words of the person responsible.

    What is reported on milestones, indicators and costs (``figures``) is a claim until the report is
    accepted; then it goes into the profile. See measures/figures.py for its shape.
    """

    retention = office_record("submitted_by")

    class State(models.TextChoices):
        REQUESTED = "requested", _("angefragt")
        DRAFT = "draft", _("Entwurf")
        SUBMITTED = "submitted", _("abgegeben")
        RETURNED = "returned", _("zurückgegeben")
        ACCEPTED = "accepted", _("abgenommen")
        MISSING = "missing", _("nicht gemeldet")
        WAIVED = "waived", _("entfallen")

    class Light(models.TextChoices):
        GREEN = "green", _("im Plan")
        YELLOW = "yellow", _("mit Abweichungen")
        RED = "red", _("gefährdet")
        GREY = "grey", _("ruht")

    class DecisionBy(models.TextChoices):
        """Who has to decide so that the measure can go on."""

        ASSEMBLY = "assembly", _("Kreistag")
        COMMITTEE = "committee", _("Ausschuss")
        HEAD = "head", _("Landrätin oder Landrat")
        STEERING = "steering", _("Lenkungsgruppe")
        OFFICE = "office", _("Fachamt")

    AWAITED = (State.REQUESTED, State.DRAFT, State.RETURNED)
    REPORTED = (State.SUBMITTED, State.ACCEPTED)
    # Until the strategy office has accepted it, a report may still be corrected; one that is missing
    # may still come while the others are reviewed.
    WRITABLE = (*AWAITED, State.SUBMITTED, State.MISSING)
    # What a cycle may be closed with.
    SETTLED = (State.ACCEPTED, State.WAIVED, State.MISSING)

    # Stands in reminders: the address of exactly this form.
    key = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    cycle = models.ForeignKey(Cycle, on_delete=models.PROTECT, related_name="assessments")
    measure = models.ForeignKey(Measure, on_delete=models.PROTECT, related_name="assessments")
    state = models.CharField(max_length=9, choices=State, default=State.REQUESTED)
    light = models.CharField(_("Ampel"), max_length=6, choices=Light, blank=True)
    # What the system would have shown when the report was handed in, and why the person decided otherwise.
    light_proposed = models.CharField(max_length=6, choices=Light, blank=True)
    light_reason = models.CharField(
        _("Warum die Ampel vom Vorschlag abweicht"), max_length=500, blank=True
    )
    done_since = models.TextField(_("Seit dem letzten Mal erreicht"), blank=True)
    # One step in a line: the promises that the next cycle checks.
    next_steps = models.TextField(_("Nächste Schritte"), blank=True)
    obstacles = models.TextField(_("Hindernisse"), blank=True)
    decision_needed = models.TextField(_("Entscheidungsbedarf"), blank=True)
    decision_by = models.CharField(
        _("Wer entscheiden muss"), max_length=9, choices=DecisionBy, blank=True
    )
    figures = models.JSONField(default=dict, blank=True)
    # The promises of the last closed cycle, each with what has become of it.
    checks = models.JSONField(default=list, blank=True)
    # Names of fields that still say what the last closed cycle said.
    carried_over = models.JSONField(default=list, blank=True)
    waived_reason = models.CharField(_("entfällt, weil"), max_length=300, blank=True)
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
            models.CheckConstraint(
                condition=~Q(state="waived") | ~Q(waived_reason=""),
                name="assessment_waived_with_reason",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.measure} ({self.cycle})"

    def get_absolute_url(self) -> str:
        return reverse("measures:assess", args=[self.cycle.slug, self.measure.number])

    @property
    def is_reported(self) -> bool:
        return self.state in self.REPORTED

    @property
    def is_writable(self) -> bool:
        return self.state in self.WRITABLE

    @property
    def kept_promises(self) -> list[StepCheck]:
        """What has become of each step that was promised the time before."""
        return checks_of(self.checks)

    @property
    def promises(self) -> list[str]:
        """The next steps, one by one."""
        lines = (line.strip(" \t-–•*") for line in self.next_steps.splitlines())
        return [line for line in lines if line]


class AssessmentStepQuerySet(AppendOnly):
    """Steps are added and never touched again."""


class AssessmentStep(Immutable):
    """One step of a report on its way: handed in, returned with a comment, accepted, waived; with all it said."""

    retention = office_record("by")

    assessment = models.ForeignKey(Assessment, on_delete=models.PROTECT, related_name="steps")
    state = models.CharField(max_length=9, choices=Assessment.State)
    comment = models.TextField(blank=True)
    # What the report said at that moment: the fields of the assessment by name.
    content = models.JSONField(default=dict)
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+"
    )
    at = models.DateTimeField()

    objects = AssessmentStepQuerySet.as_manager()

    class Meta:
        ordering = ["at", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=~Q(state="returned") | ~Q(comment=""), name="step_returned_with_comment"
            )
        ]

    def __str__(self) -> str:
        return f"{self.assessment}: {self.get_state_display()}"
