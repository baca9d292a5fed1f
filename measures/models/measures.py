"""Measures and their life."""

import uuid
from typing import Any

from django.conf import settings
from django.core.validators import RegexValidator
from django.db import models
from django.db.models import Count, Exists, F, OuterRef, Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from smartregion.core.models import Immutable
from smartregion.core.richtext import clean
from smartregion.county.models import Municipality, Organisation
from strategy.models import Element, Strategy


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

    def in_field(self, field: Element) -> "MeasureQuerySet":
        """Measures of this field, and of those that went into it when the strategy was revised."""
        family = Element.objects.filter(Q(pk=field.pk) | Q(successor=field.pk))
        also = Measure.further_fields.through.objects.filter(measure=OuterRef("pk"))
        return self.filter(Q(field__in=family) | Exists(also.filter(element__in=family)))

    def serving(self, municipality: Municipality) -> "MeasureQuerySet":
        """Measures for this municipality; one that names none is for the whole county."""
        named = Measure.municipalities.through.objects.filter(measure=OuterRef("pk"))
        return self.filter(~Exists(named) | Exists(named.filter(municipality=municipality)))

    def mentioning(self, words: str) -> "MeasureQuerySet":
        """Measures with each of these words in number, title or summary."""
        found = self
        for word in words.split():
            found = found.filter(
                Q(number__icontains=word) | Q(title__icontains=word) | Q(summary__icontains=word)
            )
        return found

    def with_progress(self) -> "MeasureQuerySet":
        """Milestones reached and planned, counted in the same query."""
        return self.annotate(
            milestones_total=Count("milestones"),
            milestones_done=Count("milestones", filter=Q(milestones__done_on__isnull=False)),
        )


# Upper case and at least one digit, so a number never looks like one of our own addresses.
measure_number = RegexValidator(
    r"^(?=.*\d)[A-ZÄÖÜ0-9]+([.-][A-ZÄÖÜ0-9]+)*$",
    _("Eine Nummer besteht aus Großbuchstaben und Ziffern, zum Beispiel HF3-M07."),
)


class Measure(models.Model):
    """A measure or key project, with what its profile (Steckbrief) says."""

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

    TRANSITIONS = {
        State.PROPOSED: {State.QUALIFIED, State.REJECTED},
        State.QUALIFIED: {State.PRIORITISED, State.DEFERRED, State.REJECTED},
        State.PRIORITISED: {State.APPROVED, State.DEFERRED, State.REJECTED},
        State.APPROVED: {State.RUNNING, State.DEFERRED},
        State.RUNNING: {State.COMPLETED, State.DEFERRED, State.CANCELLED},
        State.DEFERRED: {
            State.QUALIFIED, State.PRIORITISED, State.APPROVED, State.RUNNING, State.REJECTED,
        },
        State.COMPLETED: {State.RUNNING},
        State.REJECTED: set(),
        State.CANCELLED: set(),
    }  # fmt: skip
    EVALUATED = (State.APPROVED, State.RUNNING, State.DEFERRED)
    NEEDS_REASON = (State.DEFERRED, State.REJECTED, State.CANCELLED)
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
    lead = models.ForeignKey(
        Organisation, null=True, blank=True, on_delete=models.PROTECT, related_name="led_measures",
        verbose_name=_("Federführung"),
    )  # fmt: skip
    responsible = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT,
        related_name="responsible_for", verbose_name=_("Verantwortliche Person"),
    )  # fmt: skip
    target_groups = models.CharField(_("Zielgruppen"), max_length=300, blank=True)
    municipalities = models.ManyToManyField(Municipality, blank=True, related_name="+")
    starts_on = models.DateField(_("geplanter Beginn"), null=True, blank=True)
    ends_on = models.DateField(_("geplantes Ende"), null=True, blank=True)
    started_on = models.DateField(_("tatsächlicher Beginn"), null=True, blank=True)
    ended_on = models.DateField(_("tatsächliches Ende"), null=True, blank=True)
    cost_eur = models.DecimalField(
        _("Kostenrahmen in Euro"), max_digits=12, decimal_places=2, null=True, blank=True
    )
    is_example = models.BooleanField(default=False)
    lock_version = models.PositiveIntegerField(default=1)

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
                condition=~Q(state__in=("deferred", "rejected", "cancelled")) | ~Q(state_reason=""),
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
        super().save(*args, **kwargs)

    def get_absolute_url(self) -> str:
        return reverse("measures:measure_detail", args=[self.number])

    @property
    def next_states(self) -> list[State]:
        """What may follow now, in the order of a measure's life."""
        return [state for state in self.State if self.can_move_to(state)]

    def can_move_to(self, state: str) -> bool:
        return state in self.TRANSITIONS[self.State(self.state)]


class MeasureStateChange(Immutable):
    """One step in the life of a measure, with its public reason."""

    measure = models.ForeignKey(Measure, on_delete=models.PROTECT, related_name="state_changes")
    old_state = models.CharField(max_length=12, choices=Measure.State)
    new_state = models.CharField(max_length=12, choices=Measure.State)
    reason = models.TextField(blank=True)
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+"
    )
    at = models.DateTimeField()

    class Meta:
        ordering = ["at", "pk"]

    def __str__(self) -> str:
        return f"{self.get_old_state_display()} → {self.get_new_state_display()}"
