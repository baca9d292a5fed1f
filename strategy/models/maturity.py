"""Digital maturity of the municipalities: dimensions with five levels, asked in rounds.

The levels go from 0 (not begun) to 4 (done and improved all the time); what each means is
described per dimension, so that two municipalities give the same answer to the same state.
"""

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from smartregion.core.models import Snapshot
from smartregion.core.retention import NO_PERSONAL_DATA, office_record
from smartregion.county.models import Municipality

HIGHEST_LEVEL = 4
LEVELS = range(HIGHEST_LEVEL + 1)


@dataclass(frozen=True)
class DimensionWords:
    """What a dimension says in one language; ``language`` is the one it is really written in."""

    title: str
    short_title: str
    question: str
    levels: tuple[str, ...]
    language: str = "de"


class MaturityDimension(models.Model):
    """One side of digital maturity, for example services for citizens."""

    retention = NO_PERSONAL_DATA

    slug = models.SlugField(max_length=60, unique=True)
    title = models.CharField(_("Dimension"), max_length=80)
    short_title = models.CharField(_("Kurzname für Diagramme"), max_length=24)
    question = models.CharField(_("Leitfrage"), max_length=300)
    # What levels 0 to 4 mean here, five sentences in this order.
    levels = models.JSONField(_("Stufen 0 bis 4"), default=list)
    position = models.PositiveSmallIntegerField(_("Reihenfolge"), default=0)
    is_retired = models.BooleanField(_("wird nicht mehr abgefragt"), default=False)
    # Per language: title, short title, question and levels.
    translations = models.JSONField(default=dict, blank=True)

    class Meta:
        ordering = ["position", "title"]

    def __str__(self) -> str:
        return self.title

    def in_language(self, language: str) -> DimensionWords:
        """The words in this language where they are translated, else in German."""
        if words := self.translations.get(language):
            return DimensionWords(**{**words, "levels": tuple(words["levels"])}, language=language)
        return DimensionWords(self.title, self.short_title, self.question, tuple(self.levels))


class MaturityRoundQuerySet(models.QuerySet["MaturityRound"]):
    def visible_to(self, user: Any) -> "MaturityRoundQuerySet":
        """Everybody sees closed rounds; the office also follows the one that is running."""
        rounds = self.select_related("snapshot")
        return rounds if user.has_perm("strategy.view_drafts") else rounds.closed()

    def closed(self) -> "MaturityRoundQuerySet":
        return self.filter(state=MaturityRound.State.CLOSED).select_related("snapshot")

    def open(self) -> "MaturityRoundQuerySet":
        return self.filter(state=MaturityRound.State.OPEN)


class MaturityRound(models.Model):
    """One time at which all municipalities say where they stand."""

    retention = NO_PERSONAL_DATA

    class State(models.TextChoices):
        OPEN = "open", _("offen")
        CLOSED = "closed", _("abgeschlossen")

    TRANSITIONS = {State.OPEN: {State.CLOSED}, State.CLOSED: set()}

    title = models.CharField(_("Titel"), max_length=80, unique=True)
    state = models.CharField(max_length=6, choices=State, default=State.OPEN)
    opens_on = models.DateField(_("Beginn"))
    due_on = models.DateField(_("Rückmeldung bis"))
    closed_on = models.DateField(_("abgeschlossen am"), null=True, blank=True)
    is_example = models.BooleanField(default=False)
    # Taken on closing: the answers with the words of the levels as they were asked.
    snapshot = models.ForeignKey(
        Snapshot, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )

    objects = MaturityRoundQuerySet.as_manager()

    class Meta:
        ordering = ["-opens_on", "-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["state"], condition=Q(state="open"), name="maturity_round_open_once"
            ),
            models.CheckConstraint(
                condition=Q(due_on__gte=F("opens_on")), name="maturity_round_in_order"
            ),
            models.CheckConstraint(
                condition=Q(state="open") | Q(closed_on__isnull=False),
                name="maturity_round_closed_on_a_day",
            ),
            models.CheckConstraint(
                condition=Q(state="open") | Q(snapshot__isnull=False),
                name="maturity_round_closed_with_snapshot",
            ),
        ]

    def __str__(self) -> str:
        return self.title

    @property
    def is_open(self) -> bool:
        return self.state == self.State.OPEN

    def is_overdue(self, on: date) -> bool:
        return self.is_open and self.due_on < on


class MaturityScore(models.Model):
    """Where one municipality stands in one dimension, where it wants to be, and how it knows."""

    retention = office_record("given_by")

    round = models.ForeignKey(MaturityRound, on_delete=models.PROTECT, related_name="scores")
    dimension = models.ForeignKey(
        MaturityDimension, on_delete=models.PROTECT, related_name="scores"
    )
    municipality = models.ForeignKey(Municipality, on_delete=models.PROTECT, related_name="+")
    actual = models.PositiveSmallIntegerField(_("Stufe heute"))
    target = models.PositiveSmallIntegerField(_("Stufe in drei Jahren"), null=True, blank=True)
    evidence = models.CharField(_("Woran man es sieht"), max_length=500, blank=True)
    as_of = models.DateField(_("Stand"))
    given_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+"
    )
    lock_version = models.PositiveIntegerField(default=1)

    class Meta:
        ordering = ["municipality", "dimension"]
        constraints = [
            models.UniqueConstraint(
                fields=["round", "dimension", "municipality"], name="maturity_score_once"
            ),
            models.CheckConstraint(
                condition=Q(actual__lte=HIGHEST_LEVEL), name="maturity_actual_in_scale"
            ),
            models.CheckConstraint(
                condition=Q(target__isnull=True)
                | (Q(target__lte=HIGHEST_LEVEL) & Q(target__gte=F("actual"))),
                name="maturity_target_not_below_actual",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.municipality}, {self.dimension}: {self.actual}"
