"""Measures and their life."""

import uuid
from typing import Any

from django.conf import settings
from django.core.validators import RegexValidator
from django.db import models
from django.db.models import Count, Exists, F, OuterRef, Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from measures.models.searching import SearchWordsField
from smartregion.core.models import Immutable
from smartregion.core.retention import office_record
from smartregion.core.richtext import clean
from smartregion.core.states import Moving
from smartregion.county.models import Municipality, Organisation
from strategy.models import Element, Resolution, Strategy


class MeasureQuerySet(models.QuerySet["Measure"]):
    def visible_to(self, user: Any) -> "MeasureQuerySet":
        return self if user.has_perm("measures.view_internal") else self.public()

    def public(self) -> "MeasureQuerySet":
        """What everybody may read; a measure of a field that only a draft has waits for its draft."""
        return self.filter(is_public=True).exclude(field__in=Element.objects.only_in_drafts())

    def key_projects(self) -> "MeasureQuerySet":
        return self.filter(is_key_project=True)

    def in_progress(self) -> "MeasureQuerySet":
        """Measures an evaluation cycle asks about."""
        return self.filter(state__in=Measure.EVALUATED)

    def serving(self, municipality: Municipality) -> "MeasureQuerySet":
        """Measures for this municipality; one that names none is for the whole county."""
        named = Measure.municipalities.through.objects.filter(measure=OuterRef("pk"))
        return self.filter(~Exists(named) | Exists(named.filter(municipality=municipality)))

    def pursued(self) -> "MeasureQuerySet":
        """Measures that are not rejected, cancelled or merged: what may still come or is there."""
        return self.exclude(state__in=Measure.GIVEN_UP)

    def with_progress(self) -> "MeasureQuerySet":
        """Milestones reached and planned, counted in the same query; what was given up is neither."""
        return self.annotate(
            milestones_total=Count("milestones", filter=Q(milestones__waived_reason="")),
            milestones_done=Count("milestones", filter=Q(milestones__done_on__isnull=False)),
        )


# Upper case and at least one digit, so a number never looks like one of our own addresses.
measure_number = RegexValidator(
    r"^(?=.*\d)[A-ZÄÖÜ0-9]+([.-][A-ZÄÖÜ0-9]+)*$",
    _("Eine Nummer besteht aus Großbuchstaben und Ziffern, zum Beispiel HF3-M07."),
)


class Measure(Moving):
    """A measure or key project, with what its profile (Steckbrief) says."""

    retention = office_record("responsible")

    class Kind(models.TextChoices):
        MEASURE = "measure", _("Maßnahme")
        STARTER = "starter", _("Startprojekt")
        CONTINUOUS = "continuous", _("Daueraufgabe")

    class State(models.TextChoices):
        PROPOSED = "proposed", _("vorgeschlagen")
        QUALIFIED = "qualified", _("ausgearbeitet")
        PRIORITISED = "prioritised", _("priorisiert")
        APPROVED = "approved", _("beschlossen")
        RUNNING = "running", _("in Umsetzung")
        COMPLETED = "completed", _("abgeschlossen")
        DEFERRED = "deferred", _("zurückgestellt")
        REJECTED = "rejected", _("verworfen")
        CANCELLED = "cancelled", _("abgebrochen")
        MERGED = "merged", _("zusammengeführt")

    class Duty(models.TextChoices):
        """Whether the law obliges the county (Pflichtaufgabe) or it chose to (freiwillige Aufgabe)."""

        MANDATORY = "mandatory", _("Pflichtaufgabe")
        VOLUNTARY = "voluntary", _("freiwillige Aufgabe")

    class Approach(models.TextChoices):
        """What the appraisal (Potenzialabwägung) found: digitalisation is no end in itself."""

        DIGITAL = "digital", _("digital")
        BOTH = "both", _("digital und analog")
        ANALOGUE = "analogue", _("analog")

    class Precision(models.TextChoices):
        """How exactly a date is meant; it is stored as the first or the last day of its period."""

        DAY = "day", _("auf den Tag")
        MONTH = "month", _("auf den Monat")
        QUARTER = "quarter", _("auf das Quartal")
        YEAR = "year", _("auf das Jahr")

    class Priority(models.TextChoices):
        """With the meaning that the Brandenburg guide for digital strategies gives them."""

        HIGH = "high", _("hoch: sofort beginnen")
        MEDIUM = "medium", _("mittel: Beginn innerhalb von zwei Jahren")
        LOW = "low", _("niedrig: Beginn innerhalb von vier Jahren")

    TRANSITIONS = {
        State.PROPOSED: {State.QUALIFIED, State.REJECTED, State.MERGED},
        State.QUALIFIED: {State.PRIORITISED, State.DEFERRED, State.REJECTED, State.MERGED},
        State.PRIORITISED: {State.APPROVED, State.DEFERRED, State.REJECTED, State.MERGED},
        State.APPROVED: {State.RUNNING, State.DEFERRED},
        State.RUNNING: {State.COMPLETED, State.DEFERRED, State.CANCELLED},
        State.DEFERRED: {
            State.QUALIFIED, State.PRIORITISED, State.APPROVED, State.RUNNING, State.REJECTED,
        },
        State.COMPLETED: {State.RUNNING},
        State.REJECTED: set(),
        State.CANCELLED: set(),
        State.MERGED: set(),
    }  # fmt: skip
    EVALUATED = (State.APPROVED, State.RUNNING, State.DEFERRED)
    NEEDS_REASON = (State.DEFERRED, State.REJECTED, State.CANCELLED, State.MERGED)
    # What the county will do, does or has done: not ideas, and not what it decided against.
    DECIDED = (State.APPROVED, State.RUNNING, State.COMPLETED)
    GIVEN_UP = (State.REJECTED, State.CANCELLED, State.MERGED)
    # Once decided upon, a measure is quoted by its number in papers and reports.
    RENUMBERABLE = (State.PROPOSED, State.QUALIFIED, State.PRIORITISED)

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    strategy = models.ForeignKey(Strategy, on_delete=models.PROTECT, related_name="measures")
    number = models.CharField(_("Nummer"), max_length=12, unique=True, validators=[measure_number])
    title = models.CharField(_("Titel"), max_length=200)
    summary = models.CharField(_("Kurzbeschreibung"), max_length=300)
    body = models.TextField(_("Beschreibung"), blank=True)
    kind = models.CharField(_("Art"), max_length=10, choices=Kind, default=Kind.MEASURE)
    is_key_project = models.BooleanField(_("Schlüsselprojekt"), default=False)
    is_public = models.BooleanField(_("öffentlich"), default=True)
    state = models.CharField(max_length=12, choices=State, default=State.PROPOSED)
    state_reason = models.TextField(_("Begründung"), blank=True)
    review_on = models.DateField(_("Wiedervorlage"), null=True, blank=True)
    field = models.ForeignKey(
        Element, on_delete=models.PROTECT, related_name="measures", verbose_name=_("Handlungsfeld")
    )
    further_fields = models.ManyToManyField(Element, blank=True, related_name="+")
    objectives = models.ManyToManyField(
        Element, blank=True, related_name="+", verbose_name=_("Strategische Ziele"),
        limit_choices_to={"kind": Element.Kind.OBJECTIVE},
    )  # fmt: skip
    lead = models.ForeignKey(
        Organisation, null=True, blank=True, on_delete=models.PROTECT, related_name="led_measures",
        verbose_name=_("Federführung"),
    )  # fmt: skip
    responsible = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT,
        related_name="responsible_for", verbose_name=_("Verantwortliche Person"),
    )  # fmt: skip
    # Whom to ask; without it the function mailbox of the lead.
    contact_point = models.CharField(_("Ansprechstelle"), max_length=160, blank=True)
    contact_email = models.EmailField(_("E-Mail der Ansprechstelle"), blank=True)
    duty = models.CharField(_("Art der Aufgabe"), max_length=9, choices=Duty, blank=True)
    approach = models.CharField(
        _("Ergebnis der Potenzialabwägung"), max_length=8, choices=Approach, blank=True
    )
    appraisal = models.TextField(_("Potenzialabwägung"), blank=True)
    priority = models.CharField(_("Priorität"), max_length=6, choices=Priority, blank=True)
    target_groups = models.CharField(_("Zielgruppen"), max_length=300, blank=True)
    municipalities = models.ManyToManyField(Municipality, blank=True, related_name="+")
    starts_on = models.DateField(_("geplanter Beginn"), null=True, blank=True)
    ends_on = models.DateField(_("geplantes Ende"), null=True, blank=True)
    started_on = models.DateField(_("tatsächlicher Beginn"), null=True, blank=True)
    ended_on = models.DateField(_("tatsächliches Ende"), null=True, blank=True)
    planned_precision = models.CharField(
        _("Genauigkeit der Planung"), max_length=7, choices=Precision, default=Precision.MONTH
    )
    actual_precision = models.CharField(
        _("Genauigkeit des tatsächlichen Zeitraums"), max_length=7, choices=Precision,
        default=Precision.DAY,
    )  # fmt: skip
    cost_eur = models.DecimalField(
        _("Kostenrahmen in Euro"), max_digits=12, decimal_places=2, null=True, blank=True
    )
    # Vollzeitäquivalente (VZÄ), all parties together.
    fte = models.DecimalField(
        _("Personal in Vollzeitstellen"), max_digits=5, decimal_places=2, null=True, blank=True
    )
    no_indicator_reason = models.CharField(
        _("Warum es keine Kennzahl gibt"), max_length=300, blank=True
    )
    merged_into = models.ForeignKey(
        "self", null=True, blank=True, on_delete=models.PROTECT, related_name="merged_from"
    )
    is_example = models.BooleanField(default=False)
    lock_version = models.PositiveIntegerField(default=1)
    words = SearchWordsField(editable=False, default="")

    objects = MeasureQuerySet.as_manager()

    class Meta:
        ordering = ["number"]
        constraints = [
            models.CheckConstraint(
                condition=Q(starts_on__isnull=True)
                | Q(ends_on__isnull=True)
                | Q(ends_on__gte=F("starts_on")),
                name="measure_dates_in_order",
                violation_error_message=_("Das Ende liegt vor dem Beginn."),
            ),
            models.CheckConstraint(
                condition=Q(started_on__isnull=True)
                | Q(ended_on__isnull=True)
                | Q(ended_on__gte=F("started_on")),
                name="measure_actual_dates_in_order",
                violation_error_message=_("Das tatsächliche Ende liegt vor dem Beginn."),
            ),
            models.CheckConstraint(
                condition=Q(cost_eur__isnull=True) | Q(cost_eur__gte=0),
                name="measure_cost_not_negative",
                violation_error_message=_("Ein Kostenrahmen ist nie negativ."),
            ),
            models.CheckConstraint(
                condition=Q(fte__isnull=True) | Q(fte__gte=0),
                name="measure_fte_not_negative",
                violation_error_message=_("Stellen sind nie weniger als null."),
            ),
            models.CheckConstraint(
                condition=Q(state="merged", merged_into__isnull=False)
                | (~Q(state="merged") & Q(merged_into__isnull=True)),
                name="measure_merged_names_where",
            ),
            models.CheckConstraint(
                condition=~Q(merged_into=F("id")), name="measure_not_merged_into_itself"
            ),
            models.CheckConstraint(
                condition=~Q(state__in=("deferred", "rejected", "cancelled", "merged"))
                | ~Q(state_reason=""),
                name="measure_end_needs_reason",
            ),
            models.CheckConstraint(
                condition=~Q(state="deferred") | Q(review_on__isnull=False),
                name="measure_deferred_needs_review_date",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.number} {self.title}"

    def save(self, *args: Any, **kwargs: Any) -> None:
        self.body = clean(self.body)
        if kwargs.get("update_fields") is not None:
            # Whatever is written, the words by which it is found go with it.
            kwargs["update_fields"] = {*kwargs["update_fields"], "words"}
        super().save(*args, **kwargs)

    def get_absolute_url(self) -> str:
        return reverse("measures:measure_detail", args=[self.number])


class MeasureStateChange(Immutable):
    """One step in the life of a measure, with its public reason."""

    retention = office_record("by")

    measure = models.ForeignKey(Measure, on_delete=models.PROTECT, related_name="state_changes")
    old_state = models.CharField(max_length=12, choices=Measure.State)
    new_state = models.CharField(max_length=12, choices=Measure.State)
    reason = models.TextField(blank=True)
    # Who decided, where the step needs a decision: a body, or the head of the county alone.
    resolution = models.ForeignKey(
        Resolution, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    head_decided_on = models.DateField(null=True, blank=True)
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+"
    )
    at = models.DateTimeField()

    class Meta:
        ordering = ["at", "pk"]

    def __str__(self) -> str:
        return f"{self.get_old_state_display()} → {self.get_new_state_display()}"


class FieldChange(Immutable):
    """One field of a profile, as it was and as it became; in words, as people read them."""

    retention = office_record("by")

    measure = models.ForeignKey(Measure, on_delete=models.PROTECT, related_name="field_changes")
    # The name of the field, or of what hangs on the measure: milestones, cost_lines, grants.
    field = models.CharField(max_length=40)
    old = models.TextField(blank=True)
    new = models.TextField(blank=True)
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+"
    )
    at = models.DateTimeField()

    class Meta:
        ordering = ["-at", "-pk"]

    def __str__(self) -> str:
        return f"{self.measure.number}: {self.field}"
