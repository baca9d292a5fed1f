"""What hangs on a measure: guidelines it serves, parties, milestones, origins."""

from datetime import date

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from measures.models.measures import Measure
from participation.contributions.models import Contribution
from smartregion.county.models import Organisation
from strategy.models import Element


class GuidelineContribution(models.Model):
    """How strongly a measure serves a guideline, and why."""

    measure = models.ForeignKey(Measure, on_delete=models.CASCADE, related_name="guidelines")
    guideline = models.ForeignKey(Element, on_delete=models.PROTECT, related_name="+")
    level = models.PositiveSmallIntegerField(_("Beitrag (0 bis 3)"))
    reason = models.CharField(_("Begründung"), max_length=300, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["measure", "guideline"], name="guideline_once"),
            models.CheckConstraint(
                condition=Q(level__gte=0) & Q(level__lte=3), name="guideline_level_0_to_3"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.guideline}: {self.level}"


class Party(models.Model):
    """An organisation that takes part in a measure, beside the lead."""

    class Part(models.TextChoices):
        CONTRIBUTOR = "contributor", _("Mitwirkung")
        DECIDER = "decider", _("Entscheidung")
        FUNDER = "funder", _("Förderung")
        INFORMED = "informed", _("wird informiert")

    measure = models.ForeignKey(Measure, on_delete=models.CASCADE, related_name="parties")
    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")
    part = models.CharField(_("Rolle"), max_length=12, choices=Part, default=Part.CONTRIBUTOR)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["measure", "organisation", "part"], name="party_once")
        ]

    def __str__(self) -> str:
        return f"{self.organisation} ({self.get_part_display()})"


class MilestoneQuerySet(models.QuerySet["Milestone"]):
    def overdue(self, on: date) -> "MilestoneQuerySet":
        return self.filter(done_on__isnull=True, due_on__lt=on)


class Milestone(models.Model):
    """A step of a measure that can be seen from outside when it is reached."""

    measure = models.ForeignKey(Measure, on_delete=models.CASCADE, related_name="milestones")
    title = models.CharField(_("Meilenstein"), max_length=200)
    due_on = models.DateField(_("fällig am"))
    done_on = models.DateField(_("erreicht am"), null=True, blank=True)

    objects = MilestoneQuerySet.as_manager()

    class Meta:
        ordering = ["due_on", "pk"]

    def __str__(self) -> str:
        return self.title


class Origin(models.Model):
    """Where a measure comes from; a contribution it grew from is a real, protected link."""

    class Kind(models.TextChoices):
        CONTRIBUTION = "contribution", _("Beitrag")
        SURVEY = "survey", _("Umfrage")
        WORKSHOP = "workshop", _("Themenwerkstatt")
        OFFICE = "office", _("Verwaltung")
        LAW = "law", _("Gesetz")

    measure = models.ForeignKey(Measure, on_delete=models.PROTECT, related_name="origins")
    kind = models.CharField(max_length=12, choices=Kind)
    contribution = models.ForeignKey(
        Contribution, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    note = models.CharField(_("Hinweis"), max_length=300, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["measure", "contribution"], name="origin_once"),
            models.CheckConstraint(
                condition=~Q(kind="contribution") | Q(contribution__isnull=False),
                name="origin_contribution_is_named",
            ),
        ]

    def __str__(self) -> str:
        return self.note or str(self.contribution or self.get_kind_display())
