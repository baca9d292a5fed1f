"""How one can tell that something works: indicators of measures and objectives, and their values."""

from collections.abc import Sequence
from decimal import Decimal
from typing import Any
from uuid import UUID

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from measures.models.measures import Measure
from participation.surveys.models import Publication, Survey
from smartregion.core.models import AppendOnly, Immutable
from smartregion.core.retention import NO_PERSONAL_DATA, office_record
from strategy.models import Element


class IndicatorQuerySet(models.QuerySet["Indicator"]):
    def visible_to(self, user: Any) -> "IndicatorQuerySet":
        """Those of measures and objectives that this person may read."""
        measures = Measure.objects.visible_to(user)
        objectives = Element.objects.visible_to(user)
        return self.filter(Q(measure__in=measures) | Q(objective__in=objectives))

    def of_objectives(self, objectives: Sequence[UUID]) -> "IndicatorQuerySet":
        """Their own, and those of objectives that went into them when the strategy was revised."""
        return self.filter(Q(objective__in=objectives) | Q(objective__successor__in=objectives))


class Indicator(models.Model):
    """A quantity that is observed, with where it began and where it shall be.

    Values are numbers throughout: a yes is 1 and a no 0, a place on an ordinal scale its number
    from 1, a per cent value 0 to 100. ``level`` follows the five kinds by which Huovila et al. (2019)
    sort the indicators of smart cities.
    """

    retention = NO_PERSONAL_DATA

    class Level(models.TextChoices):
        INPUT = "input", _("Einsatz (Input)")
        PROCESS = "process", _("Ablauf (Prozess)")
        OUTPUT = "output", _("Leistung (Output)")
        OUTCOME = "outcome", _("Wirkung (Outcome)")
        IMPACT = "impact", _("Langfristige Wirkung (Impact)")

    class Kind(models.TextChoices):
        NUMBER = "number", _("Zahl")
        PERCENT = "percent", _("Prozent")
        YES_NO = "yes_no", _("ja oder nein")
        ORDINAL = "ordinal", _("Stufen")

    class Direction(models.TextChoices):
        RISING = "rising", _("soll steigen")
        FALLING = "falling", _("soll sinken")

    class Interval(models.TextChoices):
        MONTHLY = "monthly", _("monatlich")
        QUARTERLY = "quarterly", _("vierteljährlich")
        HALF_YEARLY = "half_yearly", _("halbjährlich")
        YEARLY = "yearly", _("jährlich")
        ONCE = "once", _("einmalig")

    measure = models.ForeignKey(
        Measure, null=True, blank=True, on_delete=models.PROTECT, related_name="indicators"
    )
    objective = models.ForeignKey(
        Element, null=True, blank=True, on_delete=models.PROTECT, related_name="+",
        limit_choices_to={"kind": Element.Kind.OBJECTIVE},
    )  # fmt: skip
    name = models.CharField(_("Kennzahl"), max_length=160)
    level = models.CharField(_("Ebene"), max_length=7, choices=Level, default=Level.OUTPUT)
    kind = models.CharField(_("Art"), max_length=7, choices=Kind, default=Kind.NUMBER)
    unit = models.CharField(_("Einheit"), max_length=40, blank=True)
    # Names of the steps of an ordinal scale, the lowest first; empty for every other kind.
    scale = models.JSONField(_("Stufen"), default=list, blank=True)
    direction = models.CharField(
        _("Richtung"), max_length=7, choices=Direction, default=Direction.RISING
    )
    source = models.CharField(_("Quelle"), max_length=200)
    interval = models.CharField(
        _("Wie oft erhoben"), max_length=11, choices=Interval, default=Interval.YEARLY
    )
    baseline = models.DecimalField(
        _("Ausgangswert"), max_digits=14, decimal_places=3, null=True, blank=True
    )
    baseline_on = models.DateField(_("Stand des Ausgangswerts"), null=True, blank=True)
    target = models.DecimalField(
        _("Zielwert"), max_digits=14, decimal_places=3, null=True, blank=True
    )
    target_on = models.DateField(_("zu erreichen bis"), null=True, blank=True)
    is_example = models.BooleanField(default=False)
    lock_version = models.PositiveIntegerField(default=1)

    objects = IndicatorQuerySet.as_manager()

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(measure__isnull=False, objective__isnull=True)
                | Q(measure__isnull=True, objective__isnull=False),
                name="indicator_of_measure_or_objective",
            ),
            models.UniqueConstraint(
                fields=["measure", "name"],
                name="indicator_once_in_measure",
                violation_error_message=_("Diese Kennzahl gibt es hier schon."),
            ),
            models.UniqueConstraint(
                fields=["objective", "name"],
                name="indicator_once_in_objective",
                violation_error_message=_("Diese Kennzahl gibt es hier schon."),
            ),
        ]

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        return reverse("measures:indicator_detail", args=[self.pk])


class IndicatorValueQuerySet(AppendOnly):
    def current(self) -> "IndicatorValueQuerySet":
        """Those that count: no later entry corrects them or takes them back."""
        return self.filter(corrected_by__isnull=True, value__isnull=False)


class IndicatorValue(Immutable):
    """What was observed on one day. Never changed: a correction is a row that names what it replaces.

    A correction without a value takes the entry back; the day is free again for one that corrects it.
    """

    retention = office_record("entered_by")

    indicator = models.ForeignKey(Indicator, on_delete=models.PROTECT, related_name="entries")
    on = models.DateField(_("Stand"))
    value = models.DecimalField(_("Wert"), max_digits=14, decimal_places=3, null=True, blank=True)
    source = models.CharField(_("Quelle"), max_length=200, blank=True)
    note = models.CharField(_("Anmerkung"), max_length=300, blank=True)
    # Where a survey told it: the release it was read from, how many answered the question, and half the
    # width of the 95 per cent interval, in the unit of the value.
    publication = models.ForeignKey(
        Publication, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    base_n = models.PositiveIntegerField(_("Zahl der Antworten"), null=True, blank=True)
    margin = models.DecimalField(
        _("Fehlerspanne"), max_digits=14, decimal_places=3, null=True, blank=True
    )
    corrects = models.OneToOneField(
        "self", null=True, blank=True, on_delete=models.PROTECT, related_name="corrected_by"
    )
    # 0 for the first entry of a day, one more for each correction: no day is entered twice.
    revision = models.PositiveSmallIntegerField(default=0)
    entered_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+"
    )
    entered_at = models.DateTimeField()

    objects = IndicatorValueQuerySet.as_manager()

    class Meta:
        ordering = ["on", "revision"]
        constraints = [
            models.UniqueConstraint(
                fields=["indicator", "on", "revision"],
                name="indicator_value_once_a_day",
                violation_error_message=_("Für diesen Tag ist schon ein Wert eingetragen."),
            ),
            models.CheckConstraint(
                condition=Q(revision=0, corrects__isnull=True)
                | Q(revision__gt=0, corrects__isnull=False),
                name="indicator_value_corrects_what",
            ),
            models.CheckConstraint(
                condition=Q(value__isnull=False) | Q(corrects__isnull=False),
                name="indicator_value_or_taken_back",
            ),
        ]

    def __str__(self) -> str:
        said = "–" if self.value is None else f"{Decimal(self.value).normalize():f}"
        return f"{self.indicator}: {said}"


class SurveySource(models.Model):
    """The question of a repeated survey from whose releases an indicator takes its values.

    Surveys that are repeated keep the codes of their questions. Which part of the answers counts is
    said here once, so that every repetition is read in the same way.
    """

    retention = NO_PERSONAL_DATA

    class Statistic(models.TextChoices):
        SHARE = "share", _("Anteil der gewählten Antworten")
        MEAN = "mean", _("Mittelwert")

    indicator = models.OneToOneField(
        Indicator, on_delete=models.PROTECT, related_name="survey_source"
    )
    surveys = models.ManyToManyField(Survey, related_name="+", verbose_name=_("Umfragen"))
    # Codes, as in the survey's schema: of a question, or of a row as ``question.row``; options count only
    # for a share.
    question = models.CharField(_("Frage"), max_length=41)
    options = models.JSONField(_("Antworten, die zählen"), default=list, blank=True)
    statistic = models.CharField(
        _("Was gezählt wird"), max_length=5, choices=Statistic, default=Statistic.SHARE
    )
    lock_version = models.PositiveIntegerField(default=1)

    def __str__(self) -> str:
        return f"{self.indicator}: {self.question}"
