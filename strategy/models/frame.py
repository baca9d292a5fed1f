"""The frame of strategies (Strategiegefüge): what already holds in the county, the state and beyond."""

from datetime import date

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from smartregion.core.retention import NO_PERSONAL_DATA
from strategy.models.elements import Element

# A document whose end is nearer than this is said to run out.
MONTHS_OF_NOTICE = 12


class FrameworkQuerySet(models.QuerySet["Framework"]):
    def valid(self, on: date) -> "FrameworkQuerySet":
        """What holds on a day; without an end it holds until it is replaced."""
        begun = Q(valid_from__isnull=True) | Q(valid_from__lte=on)
        return self.filter(begun & (Q(valid_until__isnull=True) | Q(valid_until__gte=on)))


class Framework(models.Model):
    """A strategy, plan or programme with which this strategy must fit together."""

    retention = NO_PERSONAL_DATA

    class Level(models.TextChoices):
        MUNICIPALITY = "municipality", _("Gemeinde")
        COUNTY = "county", _("Landkreis")
        REGION = "region", _("Region")
        STATE = "state", _("Land")
        FEDERATION = "federation", _("Bund")
        EUROPE = "europe", _("Europäische Union")

    class Kind(models.TextChoices):
        STRATEGY = "strategy", _("Strategie")
        PLAN = "plan", _("Plan")
        PROGRAMME = "programme", _("Förderprogramm")
        LAW = "law", _("Gesetz")

    class Standing(models.TextChoices):
        """Whether it holds; never stored, because it changes with the day."""

        VALID = "valid", _("gilt heute")
        COMING = "coming", _("gilt künftig")
        EXPIRED = "expired", _("ausgelaufen")

    # Who stands further up binds those below.
    FROM_ABOVE = tuple(reversed(Level))

    title = models.CharField(_("Titel"), max_length=200)
    level = models.CharField(_("Ebene"), max_length=12, choices=Level)
    kind = models.CharField(_("Art"), max_length=9, choices=Kind)
    owner = models.CharField(_("Herausgebende Stelle"), max_length=160)
    summary = models.CharField(_("Was daraus folgt"), max_length=500, blank=True)
    valid_from = models.DateField(_("gilt ab"), null=True, blank=True)
    valid_until = models.DateField(_("gilt bis"), null=True, blank=True)
    link = models.URLField(_("Link"), blank=True)
    fields_of_action = models.ManyToManyField(
        Element,
        blank=True,
        related_name="frameworks",
        verbose_name=_("Berührte Handlungsfelder"),
        limit_choices_to={"kind": Element.Kind.FIELD},
    )

    objects = FrameworkQuerySet.as_manager()

    class Meta:
        ordering = ["level", "title"]
        constraints = [
            models.UniqueConstraint(fields=["title", "owner"], name="framework_once"),
            models.CheckConstraint(
                condition=Q(valid_from__isnull=True)
                | Q(valid_until__isnull=True)
                | Q(valid_until__gte=F("valid_from")),
                name="framework_validity_in_order",
            ),
        ]

    def __str__(self) -> str:
        return self.title

    def standing(self, on: date) -> Standing:
        """What ``FrameworkQuerySet.valid`` asks the database, told of one document."""
        if self.valid_until and self.valid_until < on:
            return self.Standing.EXPIRED
        if self.valid_from and self.valid_from > on:
            return self.Standing.COMING
        return self.Standing.VALID

    def months_left(self, on: date) -> int | None:
        """In how many months it runs out, when that is soon; 0 is this very month."""
        if not self.valid_until or self.standing(on) != self.Standing.VALID:
            return None
        left = 12 * (self.valid_until.year - on.year) + self.valid_until.month - on.month
        return left if left <= MONTHS_OF_NOTICE else None
