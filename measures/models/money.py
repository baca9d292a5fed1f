"""What a measure costs, and who helps to pay: cost lines by year, grants with their deadlines."""

from datetime import date
from decimal import Decimal

from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from measures.models.measures import Measure
from smartregion.core.retention import NO_PERSONAL_DATA
from smartregion.core.states import Moving

FIRST_YEAR, LAST_YEAR = 2000, 2100
A_YEAR = [MinValueValidator(FIRST_YEAR), MaxValueValidator(LAST_YEAR)]


class CostLine(models.Model):
    """What one kind of thing costs in one budget year, planned and actual, in euros with cents."""

    retention = NO_PERSONAL_DATA

    class Kind(models.TextChoices):
        INVESTMENT = "investment", _("Investition")
        EXPENSE = "expense", _("Sachaufwand")
        STAFF = "staff", _("Personal")

    measure = models.ForeignKey(Measure, on_delete=models.CASCADE, related_name="cost_lines")
    year = models.PositiveSmallIntegerField(_("Haushaltsjahr"), validators=A_YEAR)
    kind = models.CharField(_("Kostenart"), max_length=10, choices=Kind)
    label = models.CharField(_("Wofür"), max_length=120)
    planned_eur = models.DecimalField(_("geplant in Euro"), max_digits=12, decimal_places=2)
    # None: not known yet, which is not the same as nothing spent.
    actual_eur = models.DecimalField(
        _("tatsächlich in Euro"), max_digits=12, decimal_places=2, null=True, blank=True
    )
    # Haushaltsstelle or Produktkonto; stays inside the office.
    budget_line = models.CharField(_("Produktkonto (intern)"), max_length=40, blank=True)

    class Meta:
        ordering = ["year", "kind", "label"]
        constraints = [
            models.UniqueConstraint(
                fields=["measure", "year", "kind", "label"],
                name="cost_line_once",
                violation_error_message=_("Diese Kostenzeile gibt es für das Jahr schon."),
            ),
            models.CheckConstraint(
                condition=Q(planned_eur__gte=0)
                & (Q(actual_eur__isnull=True) | Q(actual_eur__gte=0)),
                name="cost_line_not_negative",
                violation_error_message=_("Kosten sind nie negativ."),
            ),
            models.CheckConstraint(
                condition=Q(year__gte=FIRST_YEAR) & Q(year__lte=LAST_YEAR), name="cost_line_year"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.year} {self.label}"


class GrantQuerySet(models.QuerySet["Grant"]):
    def counting(self) -> "GrantQuerySet":
        """Those that pay or may still pay."""
        return self.exclude(state=Grant.State.REFUSED)

    def granted(self) -> "GrantQuerySet":
        return self.filter(state__in=Grant.GRANTED)


class Grant(Moving):
    """Money of a funding programme for a measure (Fördermittel), with the days that must not be missed."""

    retention = NO_PERSONAL_DATA

    class State(models.TextChoices):
        PLANNED = "planned", _("geplant")
        APPLIED = "applied", _("beantragt")
        APPROVED = "approved", _("bewilligt")
        REFUSED = "refused", _("abgelehnt")
        SETTLED = "settled", _("abgerechnet")

    TRANSITIONS = {
        State.PLANNED: {State.APPLIED},
        State.APPLIED: {State.APPROVED, State.REFUSED},
        State.APPROVED: {State.SETTLED},
        State.REFUSED: {State.APPLIED},
        State.SETTLED: set(),
    }
    GRANTED = (State.APPROVED, State.SETTLED)
    # The days that still matter in each state.
    WATCHED = {
        State.PLANNED: ("apply_by",),
        State.APPLIED: (),
        State.APPROVED: ("draw_by", "proof_by", "bound_until"),
        State.REFUSED: (),
        State.SETTLED: ("bound_until",),
    }
    # A commitment period ends by itself; whoever lets one of these pass loses money.
    MISSABLE = ("apply_by", "draw_by", "proof_by")

    measure = models.ForeignKey(Measure, on_delete=models.CASCADE, related_name="grants")
    programme = models.CharField(_("Förderprogramm"), max_length=160)
    authority = models.CharField(_("Fördergeber"), max_length=160, blank=True)
    state = models.CharField(_("Stand"), max_length=8, choices=State, default=State.PLANNED)
    amount_eur = models.DecimalField(_("Betrag in Euro"), max_digits=12, decimal_places=2)
    # Per cent of the eligible cost, 0 to 100.
    rate = models.DecimalField(
        _("Förderquote in Prozent"), max_digits=5, decimal_places=2, null=True, blank=True
    )
    apply_by = models.DateField(_("Antragsfrist"), null=True, blank=True)
    draw_by = models.DateField(_("Abruf der Mittel bis"), null=True, blank=True)
    proof_by = models.DateField(_("Verwendungsnachweis bis"), null=True, blank=True)
    # The end of the commitment period (Zweckbindungsfrist).
    bound_until = models.DateField(_("Zweckbindung bis"), null=True, blank=True)
    applied_on = models.DateField(_("beantragt am"), null=True, blank=True)
    decided_on = models.DateField(_("Bescheid vom"), null=True, blank=True)
    # All of it was called (Mittelabruf): nothing can lapse any more.
    drawn_on = models.DateField(_("vollständig abgerufen am"), null=True, blank=True)
    settled_on = models.DateField(_("abgerechnet am"), null=True, blank=True)
    # Stays inside the office.
    note = models.CharField(_("Interne Notiz"), max_length=300, blank=True)

    objects = GrantQuerySet.as_manager()

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(amount_eur__gte=0),
                name="grant_not_negative",
                violation_error_message=_("Ein Förderbetrag ist nie negativ."),
            ),
            models.CheckConstraint(
                condition=Q(rate__isnull=True) | (Q(rate__gte=0) & Q(rate__lte=100)),
                name="grant_rate_0_to_100",
                violation_error_message=_("Eine Förderquote liegt zwischen 0 und 100 Prozent."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.programme} ({self.get_state_display()})"

    def deadlines(self) -> list[tuple[str, date]]:
        """The days that still matter in this state, with the name of the field, soonest first."""
        named = [name for name in self.WATCHED[self.State(self.state)] if not self._is_met(name)]
        days = [(name, day) for name in named if (day := getattr(self, name))]
        return sorted(days, key=lambda each: each[1])

    @classmethod
    def called(cls, field: str) -> str:
        """What a field of a grant is called in the language of the page."""
        return str(cls._meta.get_field(field).verbose_name)  # type: ignore[union-attr]

    @property
    def is_planned(self) -> bool:
        return self.state == self.State.PLANNED

    def _is_met(self, deadline: str) -> bool:
        return deadline == "draw_by" and self.drawn_on is not None


def own_share(cost: Decimal, grants: Decimal) -> Decimal:
    """What the county and its partners pay themselves (Eigenanteil), in euros; never below zero."""
    return max(cost - grants, Decimal(0))
