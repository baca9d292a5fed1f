"""What an evaluation means for the strategy itself: proposals for its next version."""

from typing import Any

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from measures.models.cycles import Cycle
from measures.models.measures import Measure
from smartregion.core.retention import office_record
from strategy.models import Element, StrategyVersion


class RevisionProposalQuerySet(models.QuerySet["RevisionProposal"]):
    def visible_to(self, user: Any) -> "RevisionProposalQuerySet":
        """Everybody may read what was decided, with its reason; the rest waits in the office."""
        if user.has_perm("measures.view_internal"):
            return self
        decided = self.exclude(state=RevisionProposal.State.OPEN)
        return decided.exclude(element__in=Element.objects.only_in_drafts())

    def open(self) -> "RevisionProposalQuerySet":
        return self.filter(state=RevisionProposal.State.OPEN)


class RevisionProposal(models.Model):
    """A proposal for the revision of the strategy (Vorschlag zur Fortschreibung) that a cycle gave rise to."""

    retention = office_record("proposed_by")

    class Kind(models.TextChoices):
        REWORD = "reword", _("Text anpassen")
        TARGET = "target", _("Ziel oder Zielwert anpassen")
        ADD = "add", _("neu aufnehmen")
        MERGE = "merge", _("mit einem anderen zusammenführen")
        REMOVE = "remove", _("aufgeben")

    class State(models.TextChoices):
        OPEN = "open", _("offen")
        ACCEPTED = "accepted", _("wird übernommen")
        REJECTED = "rejected", _("wird nicht übernommen")
        DONE = "done", _("in der neuen Fassung umgesetzt")

    cycle = models.ForeignKey(Cycle, on_delete=models.PROTECT, related_name="proposals")
    # None where something new is proposed.
    element = models.ForeignKey(
        Element, null=True, blank=True, on_delete=models.PROTECT, related_name="+",
        verbose_name=_("Teil der Strategie"),
    )  # fmt: skip
    # What in the cycle gave rise to it, where it was one measure.
    measure = models.ForeignKey(
        Measure, null=True, blank=True, on_delete=models.PROTECT, related_name="+",
        verbose_name=_("Maßnahme"),
    )  # fmt: skip
    kind = models.CharField(_("Was sich ändern soll"), max_length=6, choices=Kind)
    text = models.TextField(_("Vorschlag"))
    reason = models.TextField(_("Befund der Evaluation"))
    state = models.CharField(max_length=8, choices=State, default=State.OPEN)
    decision_reason = models.TextField(_("Begründung der Entscheidung"), blank=True)
    decided_on = models.DateField(null=True, blank=True)
    # The version into which it went.
    version = models.ForeignKey(
        StrategyVersion, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    proposed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+"
    )
    proposed_at = models.DateTimeField()
    lock_version = models.PositiveIntegerField(default=1)

    objects = RevisionProposalQuerySet.as_manager()

    class Meta:
        ordering = ["-proposed_at", "-pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(state="open") | (~Q(decision_reason="") & Q(decided_on__isnull=False)),
                name="revision_proposal_decided_with_reason",
            ),
            models.CheckConstraint(
                condition=Q(element__isnull=False) | Q(kind="add"),
                name="revision_proposal_names_element",
                violation_error_message=_(
                    "Bitte wählen Sie, welcher Teil der Strategie gemeint ist."
                ),
            ),
            models.CheckConstraint(
                condition=~Q(state="done") | Q(version__isnull=False),
                name="revision_proposal_done_in_version",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_kind_display()}: {self.element or self.text[:60]}"

    def get_absolute_url(self) -> str:
        return reverse("measures:revision_proposal", args=[self.pk])
