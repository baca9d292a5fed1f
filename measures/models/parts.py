"""What hangs on a measure: guidelines it serves, whom it serves, parties, milestones, origins."""

from datetime import date

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from measures.models.measures import Measure
from participation.contributions.models import Contribution
from smartregion.core.retention import NO_PERSONAL_DATA, Rule, follows
from smartregion.county.models import Municipality, Organisation
from strategy.models import Element, Finding


class GuidelineContribution(models.Model):
    """How strongly a measure serves a guideline, and why."""

    retention = NO_PERSONAL_DATA

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


class Audience(models.Model):
    """A situation in life whose people this measure is for (situationsgerecht)."""

    retention = NO_PERSONAL_DATA

    class Situation(models.TextChoices):
        FAMILY = "family", _("Familien mit Kindern")
        YOUNG = "young", _("Jugendliche und junge Erwachsene")
        OLD = "old", _("Ältere Menschen")
        BUSINESS = "business", _("Unternehmen und Selbstständige")
        CLUB = "club", _("Vereine und Ehrenamt")
        COMMUTER = "commuter", _("Pendlerinnen und Pendler")
        NEWCOMER = "newcomer", _("Neu Zugezogene")

    measure = models.ForeignKey(Measure, on_delete=models.CASCADE, related_name="audiences")
    situation = models.CharField(_("Lebenslage"), max_length=8, choices=Situation)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["measure", "situation"], name="audience_once")
        ]

    def __str__(self) -> str:
        return self.get_situation_display()


class Party(models.Model):
    """An organisation that takes part in a measure, beside the lead."""

    retention = NO_PERSONAL_DATA

    class Part(models.TextChoices):
        DEPUTY = "deputy", _("Stellvertretung der Federführung")
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
    def open(self) -> "MilestoneQuerySet":
        """Neither reached nor given up."""
        return self.filter(done_on__isnull=True, waived_reason="")

    def overdue(self, on: date) -> "MilestoneQuerySet":
        return self.open().filter(due_on__lt=on)


class Milestone(models.Model):
    """A step of a measure that can be seen from outside when it is reached."""

    retention = NO_PERSONAL_DATA

    measure = models.ForeignKey(Measure, on_delete=models.CASCADE, related_name="milestones")
    title = models.CharField(_("Meilenstein"), max_length=200)
    due_on = models.DateField(_("fällig am"))
    done_on = models.DateField(_("erreicht am"), null=True, blank=True)
    # Why the step is given up; everybody may read it.
    waived_reason = models.CharField(_("entfällt, weil"), max_length=300, blank=True)
    proof = models.URLField(_("Nachweis (Link)"), max_length=500, blank=True)

    objects = MilestoneQuerySet.as_manager()

    class Meta:
        ordering = ["due_on", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(done_on__isnull=True) | Q(waived_reason=""),
                name="milestone_done_or_waived",
                violation_error_message=_(
                    "Ein Meilenstein ist erreicht oder er entfällt, nicht beides."
                ),
            )
        ]

    def __str__(self) -> str:
        return self.title


class Origin(models.Model):
    """Where a measure comes from; a contribution it grew from is a real, protected link."""

    retention = Rule({"contribution": follows("measure")})

    class Kind(models.TextChoices):
        CONTRIBUTION = "contribution", _("Beitrag")
        SURVEY = "survey", _("Umfrage")
        WORKSHOP = "workshop", _("Themenwerkstatt")
        OFFICE = "office", _("Verwaltung")
        LAW = "law", _("Gesetz")
        FINDING = "finding", _("Bestandsaufnahme")
        MUNICIPALITY = "municipality", _("Gemeinde")

    measure = models.ForeignKey(Measure, on_delete=models.PROTECT, related_name="origins")
    kind = models.CharField(max_length=12, choices=Kind)
    contribution = models.ForeignKey(
        Contribution, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    finding = models.ForeignKey(
        Finding, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    municipality = models.ForeignKey(
        Municipality, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    note = models.CharField(_("Hinweis"), max_length=300, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["measure", "contribution"], name="origin_once"),
            models.UniqueConstraint(fields=["measure", "finding"], name="origin_finding_once"),
            models.CheckConstraint(
                condition=~Q(kind="finding") | Q(finding__isnull=False),
                name="origin_finding_is_named",
            ),
            models.CheckConstraint(
                condition=~Q(kind="municipality") | Q(municipality__isnull=False),
                name="origin_municipality_is_named",
            ),
            models.CheckConstraint(
                condition=~Q(kind="contribution") | Q(contribution__isnull=False),
                name="origin_contribution_is_named",
            ),
        ]

    def __str__(self) -> str:
        named = self.contribution or self.finding or self.municipality
        return self.note or str(named or self.get_kind_display())
