"""Where the county stands before it decides: structure data, existing projects, strengths and gaps."""

from decimal import Decimal
from typing import Any

from django.db import models
from django.db.models import Exists, OuterRef, Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from smartregion.core.numbers import number
from smartregion.core.retention import NO_PERSONAL_DATA
from smartregion.county.models import Municipality, Organisation
from strategy.models.elements import Element
from strategy.models.strategies import Strategy
from strategy.models.versions import StrategyVersion


class Characteristic(models.Model):
    """A structure figure that can be told for each municipality, for example its inhabitants."""

    retention = NO_PERSONAL_DATA

    class Kind(models.TextChoices):
        # Only counts may be added up over municipalities; a share of the county is no mean of shares.
        COUNT = "count", _("Anzahl")
        SHARE = "share", _("Anteil in Prozent")
        RATIO = "ratio", _("Verhältniszahl")

    code = models.SlugField(_("Spaltenname in der Datei"), max_length=40, unique=True)
    title = models.CharField(_("Bezeichnung"), max_length=120)
    kind = models.CharField(_("Art"), max_length=5, choices=Kind)
    unit = models.CharField(_("Einheit"), max_length=30, blank=True)
    decimals = models.PositiveSmallIntegerField(_("Nachkommastellen"), default=0)
    position = models.PositiveSmallIntegerField(_("Reihenfolge"), default=0)
    # Per language: title and unit.
    translations = models.JSONField(default=dict, blank=True)

    class Meta:
        ordering = ["position", "title"]
        constraints = [
            models.CheckConstraint(condition=Q(decimals__lte=4), name="characteristic_decimals_few")
        ]

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        return reverse("strategy:characteristic", args=[self.code])

    @property
    def is_summable(self) -> bool:
        return self.kind == self.Kind.COUNT

    @property
    def is_whole(self) -> bool:
        """Whether a value can only be a whole number: 12,5 people are a slip of the finger."""
        return self.is_summable and not self.decimals

    def title_in(self, language: str) -> str:
        return str(self.translations.get(language, {}).get("title") or self.title)

    def unit_in(self, language: str) -> str:
        return str(self.translations.get(language, {}).get("unit") or self.unit)

    def written(self, value: Decimal) -> str:
        """The value with as many decimals as make sense for it."""
        return number(value, self.decimals)


class StructureFigureQuerySet(models.QuerySet["StructureFigure"]):
    def latest_known(self) -> "StructureFigureQuerySet":
        """For each characteristic and municipality the newest figure."""
        newer = StructureFigure.objects.filter(
            characteristic=OuterRef("characteristic"),
            municipality=OuterRef("municipality"),
            as_of__gt=OuterRef("as_of"),
        )
        return self.exclude(Exists(newer))


class StructureFigure(models.Model):
    """The value of a characteristic in one municipality on one day, with its source."""

    retention = NO_PERSONAL_DATA

    characteristic = models.ForeignKey(
        Characteristic, on_delete=models.PROTECT, related_name="figures"
    )
    municipality = models.ForeignKey(Municipality, on_delete=models.PROTECT, related_name="+")
    as_of = models.DateField(_("Stand"))
    value = models.DecimalField(_("Wert"), max_digits=14, decimal_places=4)
    source = models.CharField(_("Quelle"), max_length=200)

    objects = StructureFigureQuerySet.as_manager()

    class Meta:
        ordering = ["characteristic", "municipality", "-as_of"]
        constraints = [
            models.UniqueConstraint(
                fields=["characteristic", "municipality", "as_of"], name="figure_once_a_day"
            ),
            models.CheckConstraint(condition=Q(value__gte=0), name="figure_not_negative"),
            models.CheckConstraint(condition=~Q(source=""), name="figure_names_source"),
        ]

    def __str__(self) -> str:
        return f"{self.characteristic}, {self.municipality}: {self.value}"


class ExistingProjectQuerySet(models.QuerySet["ExistingProject"]):
    def in_field(self, field: Element) -> "ExistingProjectQuerySet":
        """Projects of a field of action, also those of the fields that were merged into it."""
        return self.filter(
            Q(fields_of_action=field) | Q(fields_of_action__successor=field)
        ).distinct()

    def serving(self, municipality: Municipality) -> "ExistingProjectQuerySet":
        """Projects in a municipality; those that name none are for the whole county."""
        return self.filter(Q(municipalities=municipality) | Q(municipalities__isnull=True))


class ExistingProject(models.Model):
    """What is already there: a project that started before the strategy or beside it."""

    retention = NO_PERSONAL_DATA

    class State(models.TextChoices):
        PLANNED = "planned", _("geplant")
        RUNNING = "running", _("läuft")
        DONE = "done", _("abgeschlossen")
        STOPPED = "stopped", _("eingestellt")

    title = models.CharField(_("Titel"), max_length=160)
    summary = models.CharField(_("Worum es geht"), max_length=500, blank=True)
    organisation = models.ForeignKey(
        Organisation,
        on_delete=models.PROTECT,
        related_name="existing_projects",
        verbose_name=_("Träger"),
    )
    municipalities = models.ManyToManyField(
        Municipality, blank=True, related_name="+", verbose_name=_("Städte und Gemeinden")
    )
    fields_of_action = models.ManyToManyField(
        Element,
        blank=True,
        related_name="existing_projects",
        verbose_name=_("Handlungsfelder"),
        limit_choices_to={"kind": Element.Kind.FIELD},
    )
    state = models.CharField(_("Stand"), max_length=7, choices=State)
    started_in = models.PositiveSmallIntegerField(_("Beginn (Jahr)"), null=True, blank=True)
    ended_in = models.PositiveSmallIntegerField(_("Ende (Jahr)"), null=True, blank=True)
    link = models.URLField(_("Link"), blank=True)

    objects = ExistingProjectQuerySet.as_manager()

    class Meta:
        ordering = ["title"]
        constraints = [
            models.CheckConstraint(
                condition=Q(started_in__isnull=True)
                | Q(ended_in__isnull=True)
                | Q(ended_in__gte=models.F("started_in")),
                name="existing_project_years_in_order",
            )
        ]

    def __str__(self) -> str:
        return self.title


class FindingQuerySet(models.QuerySet["Finding"]):
    def visible_to(self, user: Any) -> "FindingQuerySet":
        """Findings are public as soon as a version of their strategy is."""
        if user.has_perm("strategy.view_drafts"):
            return self
        versions = StrategyVersion.objects.public().filter(strategy=models.OuterRef("strategy"))
        return self.filter(models.Exists(versions))


class Finding(models.Model):
    """A strength, weakness, opportunity or threat (SWOT), of the county or of one field of action."""

    retention = NO_PERSONAL_DATA

    class Kind(models.TextChoices):
        STRENGTH = "strength", _("Stärke")
        WEAKNESS = "weakness", _("Schwäche")
        OPPORTUNITY = "opportunity", _("Chance")
        THREAT = "threat", pgettext_lazy("SWOT", "Risiko")

    strategy = models.ForeignKey(Strategy, on_delete=models.PROTECT, related_name="findings")
    field_of_action = models.ForeignKey(
        Element,
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="findings",
        verbose_name=_("Handlungsfeld"),
        limit_choices_to={"kind": Element.Kind.FIELD},
        help_text=_("Leer: gilt für den ganzen Landkreis"),
    )
    kind = models.CharField(_("Art"), max_length=11, choices=Kind)
    text = models.CharField(_("Feststellung"), max_length=500)
    source = models.CharField(_("Quelle"), max_length=300)
    link = models.URLField(_("Link zur Quelle"), blank=True)
    as_of = models.DateField(_("Stand"))
    position = models.PositiveSmallIntegerField(_("Reihenfolge"), default=0)

    objects = FindingQuerySet.as_manager()

    class Meta:
        ordering = ["position", "pk"]
        constraints = [models.CheckConstraint(condition=~Q(source=""), name="finding_names_source")]

    def __str__(self) -> str:
        return f"{self.get_kind_display()}: {self.text}"[:120]
