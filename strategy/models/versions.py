"""One wording of the whole strategy, and the resolution that puts it into force."""

from typing import Any

from django.db import models
from django.db.models import BooleanField, Exists, ExpressionWrapper, F, OuterRef, Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from smartregion.core.models import Snapshot
from smartregion.core.retention import NO_PERSONAL_DATA
from smartregion.core.states import Moving
from strategy.models.strategies import Strategy


class Resolution(models.Model):
    """A decision of a body of the county about a version or a measure."""

    retention = NO_PERSONAL_DATA

    class Result(models.TextChoices):
        ADOPTED = "adopted", pgettext_lazy("strategy", "beschlossen")
        ADOPTED_WITH_CHANGES = "adopted_with_changes", _("mit Änderungen beschlossen")
        REFERRED_BACK = "referred_back", _("zurückverwiesen")
        NOTED = "noted", _("zur Kenntnis genommen")

    # Only these two put a version into force.
    ADOPTING = (Result.ADOPTED, Result.ADOPTED_WITH_CHANGES)

    body = models.CharField(_("Gremium"), max_length=120)
    decided_on = models.DateField(_("Datum"))
    paper_number = models.CharField(_("Vorlagennummer"), max_length=60)
    result = models.CharField(_("Ergebnis"), max_length=20, choices=Result)
    link = models.URLField(_("Link"), blank=True)

    def __str__(self) -> str:
        return f"{self.body}, {self.decided_on:%d.%m.%Y}, {self.paper_number}"


class StrategyVersionQuerySet(models.QuerySet["StrategyVersion"]):
    def public(self) -> "StrategyVersionQuerySet":
        """Versions that everybody may read: all that have left the draft."""
        return self.exclude(
            state__in=(StrategyVersion.State.DRAFT, StrategyVersion.State.WITHDRAWN)
        )

    def adopted(self) -> "StrategyVersionQuerySet":
        return self.filter(state=StrategyVersion.State.ADOPTED)

    def with_revision(self) -> "StrategyVersionQuerySet":
        """Tell of each version as ``under_revision`` whether it is in force and being rewritten."""
        versions = StrategyVersion.objects.filter(strategy=OuterRef("strategy"))
        is_revised = Exists(versions.filter(state__in=StrategyVersion.OPEN))
        in_force = Q(state=StrategyVersion.State.ADOPTED)
        return self.annotate(
            under_revision=ExpressionWrapper(in_force & is_revised, BooleanField())
        )

    def visible_to(self, user: Any) -> "StrategyVersionQuerySet":
        return self if user.has_perm("strategy.view_drafts") else self.public()


class StrategyVersion(Moving):
    """One wording of the whole strategy. Once adopted it never changes."""

    retention = NO_PERSONAL_DATA

    class State(models.TextChoices):
        DRAFT = "draft", _("Entwurf")
        CONSULTATION = "consultation", _("in Beteiligung")
        REWORKING = "reworking", _("in Einarbeitung")
        SUBMITTED = "submitted", _("im Gremienlauf")
        ADOPTED = "adopted", pgettext_lazy("strategy", "beschlossen")
        SUPERSEDED = "superseded", _("abgelöst")
        WITHDRAWN = "withdrawn", _("zurückgezogen")

    # What may follow what; the guards of each step stand in actions/steps.py.
    TRANSITIONS = {
        State.DRAFT: {State.CONSULTATION, State.WITHDRAWN},
        State.CONSULTATION: {State.REWORKING, State.WITHDRAWN},
        State.REWORKING: {State.CONSULTATION, State.SUBMITTED, State.WITHDRAWN},
        State.SUBMITTED: {State.ADOPTED, State.REWORKING, State.WITHDRAWN},
        State.ADOPTED: {State.SUPERSEDED},
        State.SUPERSEDED: set(),
        State.WITHDRAWN: set(),
    }
    OPEN = (State.DRAFT, State.CONSULTATION, State.REWORKING, State.SUBMITTED)
    EDITABLE = (State.DRAFT, State.REWORKING)
    FROZEN = (State.ADOPTED, State.SUPERSEDED)

    strategy = models.ForeignKey(Strategy, on_delete=models.PROTECT, related_name="versions")
    label = models.CharField(_("Fassung"), max_length=20)
    state = models.CharField(max_length=12, choices=State, default=State.DRAFT)
    based_on = models.ForeignKey(
        "self", null=True, blank=True, on_delete=models.PROTECT, related_name="successors"
    )
    resolution = models.ForeignKey(
        Resolution, null=True, blank=True, on_delete=models.PROTECT, related_name="versions"
    )
    # Earlier decisions, by which a body sent it back to be worked on.
    referrals = models.ManyToManyField(Resolution, blank=True, related_name="referred_versions")
    consultation_from = models.DateField(_("Beteiligung von"), null=True, blank=True)
    consultation_until = models.DateField(_("Beteiligung bis"), null=True, blank=True)
    effective_from = models.DateField(_("gilt ab"), null=True, blank=True)
    # The wording as it was frozen last: for the consultation, for the council, and for good on
    # adoption.
    snapshot = models.ForeignKey(
        Snapshot, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    content_sha256 = models.CharField(max_length=64, blank=True)

    objects = StrategyVersionQuerySet.as_manager()

    class Meta:
        ordering = ["-pk"]
        constraints = [
            models.UniqueConstraint(fields=["strategy", "label"], name="version_label_once"),
            models.UniqueConstraint(
                fields=["strategy"], condition=Q(state="adopted"), name="version_adopted_once"
            ),
            models.UniqueConstraint(
                fields=["strategy"],
                condition=Q(state__in=("draft", "consultation", "reworking", "submitted")),
                name="version_open_once",
            ),
            models.CheckConstraint(
                condition=~Q(state__in=("adopted", "superseded")) | Q(resolution__isnull=False),
                name="version_adopted_by_resolution",
            ),
            models.CheckConstraint(
                condition=Q(consultation_until__isnull=True)
                | Q(consultation_until__gte=F("consultation_from")),
                name="version_consultation_in_order",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.strategy} {self.label}"

    def get_absolute_url(self) -> str:
        return reverse("strategy:version", args=[self.strategy.slug, self.label])

    @property
    def is_editable(self) -> bool:
        return self.state in self.EDITABLE

    @property
    def is_open(self) -> bool:
        return self.state in self.OPEN

    @property
    def is_frozen(self) -> bool:
        return self.state in self.FROZEN

    @property
    def next_states(self) -> list["StrategyVersion.State"]:
        """Where a person may lead it from here; superseding comes by itself with a successor."""
        return [state for state in super().next_states if state != self.State.SUPERSEDED]
