"""Prioritisation: criteria with weights, who is asked to rate, and what each rater gives."""

from typing import Any

from django.conf import settings
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import Exists, OuterRef, Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from measures.models.measures import Measure
from smartregion.core.models import Snapshot
from smartregion.core.retention import NO_PERSONAL_DATA, office_record
from strategy.models import Resolution, Strategy

LOWEST, HIGHEST = 1, 5
# Fewer sheets are one person's opinion.
FEWEST_RATERS = 2
# What the weights of all criteria add up to.
ALL_POINTS = 100


class PrioritisationQuerySet(models.QuerySet["Prioritisation"]):
    def visible_to(self, user: Any) -> "PrioritisationQuerySet":
        return self if user.has_perm("measures.view_internal") else self.public()

    def public(self) -> "PrioritisationQuerySet":
        """Finished rounds whose result the county chose to show."""
        return self.filter(state=Prioritisation.State.FROZEN, is_public=True)


class Prioritisation(models.Model):
    """One round in which several people rate measures by the same criteria (Kriteriensatz)."""

    retention = NO_PERSONAL_DATA

    class State(models.TextChoices):
        PREPARED = "prepared", _("in Vorbereitung")
        OPEN = "open", _("offen")
        FROZEN = "frozen", _("abgeschlossen")

    TRANSITIONS = {
        State.PREPARED: {State.OPEN},
        State.OPEN: {State.FROZEN},
        State.FROZEN: set(),
    }
    # What a round may hold: measures that nobody has decided upon yet.
    RATED = (Measure.State.PROPOSED, Measure.State.QUALIFIED, Measure.State.PRIORITISED)

    strategy = models.ForeignKey(Strategy, on_delete=models.PROTECT, related_name="+")
    title = models.CharField(_("Titel"), max_length=120)
    slug = models.SlugField(max_length=60, unique=True)
    state = models.CharField(max_length=8, choices=State, default=State.PREPARED)
    measures = models.ManyToManyField(Measure, blank=True, related_name="prioritisations")
    # Without a ranking only median and spread are shown, in the order of the numbers.
    shows_ranking = models.BooleanField(_("Rangfolge zeigen"), default=True)
    is_public = models.BooleanField(_("Ergebnis öffentlich"), default=False)
    # A decision that refers to this round freezes it; its figures then come from the snapshot.
    resolution = models.ForeignKey(
        Resolution, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    snapshot = models.ForeignKey(
        Snapshot, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    frozen_at = models.DateTimeField(null=True, blank=True)
    created_at = models.DateTimeField()
    is_example = models.BooleanField(default=False)
    lock_version = models.PositiveIntegerField(default=1)

    objects = PrioritisationQuerySet.as_manager()

    class Meta:
        ordering = ["-created_at", "-pk"]
        constraints = [
            models.CheckConstraint(
                condition=~Q(state="frozen") | Q(snapshot__isnull=False),
                name="prioritisation_frozen_with_snapshot",
            )
        ]

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        return reverse("measures:prioritisation_detail", args=[self.slug])

    @property
    def is_prepared(self) -> bool:
        return self.state == self.State.PREPARED

    @property
    def is_open(self) -> bool:
        return self.state == self.State.OPEN

    @property
    def is_frozen(self) -> bool:
        return self.state == self.State.FROZEN


class Criterion(models.Model):
    """What measures are rated by, with a weight in points of one hundred and words for 1, 3 and 5."""

    retention = NO_PERSONAL_DATA

    class Source(models.TextChoices):
        RATERS = "raters", _("bewertet von Fachleuten")
        CITIZENS = "citizens", _("aus der Beteiligung")

    prioritisation = models.ForeignKey(
        Prioritisation, on_delete=models.CASCADE, related_name="criteria"
    )
    name = models.CharField(_("Kriterium"), max_length=80)
    question = models.CharField(_("Leitfrage"), max_length=200, blank=True)
    weight = models.PositiveSmallIntegerField(_("Gewicht in Punkten"))
    source = models.CharField(_("Woher"), max_length=8, choices=Source, default=Source.RATERS)
    low = models.CharField(_("1 bedeutet"), max_length=120, blank=True)
    middle = models.CharField(_("3 bedeutet"), max_length=120, blank=True)
    high = models.CharField(_("5 bedeutet"), max_length=120, blank=True)
    # Which axis of the portfolio it belongs to: benefit, effort, or neither.
    axis = models.CharField(
        _("Achse im Portfolio"), max_length=7, blank=True,
        choices=[("benefit", _("Nutzen")), ("effort", _("Aufwand"))],
    )  # fmt: skip
    position = models.PositiveSmallIntegerField(default=0)

    class Meta:
        ordering = ["position", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["prioritisation", "name"], name="criterion_once"),
            models.CheckConstraint(
                condition=Q(weight__gte=0) & Q(weight__lte=100), name="criterion_weight_0_to_100"
            ),
        ]

    def __str__(self) -> str:
        return self.name


class BallotQuerySet(models.QuerySet["Ballot"]):
    def handed_in(self) -> "BallotQuerySet":
        return self.filter(handed_in_at__isnull=False)

    def are_complete(self) -> bool:
        """Whether nobody is waited for any more, and one sheet cannot be told from the others."""
        waiting = self.filter(handed_in_at=None)
        return self.handed_in().count() >= FEWEST_RATERS and not waiting.exists()

    def awaited_from(self, user: Any) -> "BallotQuerySet":
        """Those that this person is asked for now, with their rounds."""
        open_now = self.filter(handed_in_at=None, prioritisation__state=Prioritisation.State.OPEN)
        return open_now.filter(rater=user).select_related("prioritisation")


class Ballot(models.Model):
    """The sheet of one rater in one round (Bewertungsbogen).

    While it is being filled in nobody else sees it, and its rater sees nobody else's. Once handed in it counts
    and stays as it is.
    """

    retention = office_record("rater")

    prioritisation = models.ForeignKey(
        Prioritisation, on_delete=models.CASCADE, related_name="ballots"
    )
    rater = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    handed_in_at = models.DateTimeField(null=True, blank=True)

    objects = BallotQuerySet.as_manager()

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(fields=["prioritisation", "rater"], name="ballot_once")
        ]

    def __str__(self) -> str:
        return f"{self.prioritisation}: {self.rater}"

    def get_absolute_url(self) -> str:
        return reverse("measures:ballot", args=[self.prioritisation.slug])

    @property
    def is_handed_in(self) -> bool:
        return self.handed_in_at is not None

    @property
    def is_writable(self) -> bool:
        return self.prioritisation.is_open and not self.is_handed_in

    @property
    def scores(self) -> "ScoreQuerySet":
        """What this rater has given in this round so far."""
        return Score.objects.filter(
            criterion__prioritisation=self.prioritisation_id, rater=self.rater_id
        )


class ScoreQuerySet(models.QuerySet["Score"]):
    def counted(self) -> "ScoreQuerySet":
        """Those of ballots that were handed in; a sheet that is still being filled in says nothing."""
        ballots = Ballot.objects.handed_in().filter(
            prioritisation=OuterRef("criterion__prioritisation"), rater=OuterRef("rater")
        )
        return self.filter(Exists(ballots))


class Score(models.Model):
    """What one person gives one measure for one criterion, 1 to 5; 5 is always the better end."""

    retention = office_record("rater")

    criterion = models.ForeignKey(Criterion, on_delete=models.PROTECT, related_name="scores")
    measure = models.ForeignKey(Measure, on_delete=models.PROTECT, related_name="scores")
    rater = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    value = models.PositiveSmallIntegerField(
        validators=[MinValueValidator(LOWEST), MaxValueValidator(HIGHEST)]
    )
    reason = models.CharField(_("Begründung"), max_length=300, blank=True)
    at = models.DateTimeField()

    objects = ScoreQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["criterion", "measure", "rater"], name="score_once_per_rater"
            ),
            models.CheckConstraint(
                condition=Q(value__gte=LOWEST) & Q(value__lte=HIGHEST), name="score_1_to_5"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.measure.number} {self.criterion}: {self.value}"
